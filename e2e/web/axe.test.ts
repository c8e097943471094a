import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findBarriers, findBarriersInTheDark, launchBrowser } from '../harness/browser.ts'
import type { Language } from '../harness/browser.ts'
import { temporaryFolder } from '../harness/folders.ts'
import { startDemo } from '../harness/server.ts'
import type { ServerProcess } from '../harness/server.ts'
import { watchShifts } from './measures.ts'
import { roles } from './routes.ts'
import type { Role } from './routes.ts'
import { findPlaces, openSite, visit } from './site.ts'
import type { Place, Site } from './site.ts'

const chromium = process.env.LOGGIA_CHROMIUM
/** Every page at both ends of the widths and in both languages; and in the dark, whose colours hang on no width. */
const looks = [
  { language: 'zh-CN', width: 1440 },
  { language: 'en-US', width: 360 },
] as const
type Look = (typeof looks)[number]
/** Web Vitals call more than this bad. */
const mostShift = 0.1

describe.skipIf(!chromium)('every page of the routers', () => {
  let browser: Browser
  let server: ServerProcess
  let site: Site
  let places: Place[]
  let unreachable: string[]
  beforeAll(async () => {
    browser = await launchBrowser(chromium ?? '')
    server = await startDemo(temporaryFolder('pages'))
    site = await openSite(browser, server.url)
    ;({ places, unreachable } = await findPlaces(site))
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  test('can be reached by links', () => {
    expect(unreachable).toEqual([])
    for (const role of roles) expect(places.some((place) => place.role === role)).toBe(true)
  })

  test.each(roles)(
    'is without barriers, faults, shifts and sideways scrolling, in both themes, for a %s',
    async (role) => {
      const found = await Promise.all(looks.map((look) => lookThrough(role, look)))

      expect(found.flat()).toEqual([])
    },
  )

  async function lookThrough(role: Role, { language, width }: Look): Promise<string[]> {
    const { page, context, faults } = await site.open(role, { language })
    await page.setViewportSize({ width, height: 900 })
    const shifts = await watchShifts(page)
    const complaints: string[] = []
    for (const place of places.filter((one) => one.role === role)) {
      await visit(page, site.origin + place.path)
      const said = [...(await complaintsOf(page, language)), ...(await barriersOn(page, width > 600))]
      const shift = await shifts()
      if (shift > mostShift) said.push(`moves by ${shift.toFixed(3)} while it loads`)
      complaints.push(...said.map((one) => `${place.path} at ${width} px: ${one}`))
    }
    await context.close()
    // The pages that are meant not to be there answer so, which a browser's console tells.
    return [...complaints, ...faults.filter((fault) => !/status of 40[34]/.test(fault))]
  }
})

async function complaintsOf(page: Page, language: Language): Promise<string[]> {
  const { lang, wider, headings } = await page.evaluate(() => ({
    lang: document.documentElement.lang,
    wider: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    headings: document.querySelectorAll('h1').length,
  }))
  return [
    lang === language ? undefined : `is said to be in ${lang}`,
    wider > 0 ? `is ${wider} px wider than the window` : undefined,
    headings === 1 ? undefined : `has ${headings} first headings`,
  ].filter((one) => one !== undefined)
}

async function barriersOn(page: Page, alsoDark: boolean): Promise<string[]> {
  const found: string[] = []
  for (const barrier of await findBarriers(page)) found.push(`light: ${barrier}`)
  if (!alsoDark) return found
  for (const barrier of await findBarriersInTheDark(page)) found.push(`dark: ${barrier}`)
  return found
}
