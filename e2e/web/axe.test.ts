import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findBarriers, findBarriersInTheDark, launchBrowser } from '../harness/browser.ts'
import type { Language, Reader } from '../harness/browser.ts'
import { startFilledDemo } from '../harness/demo.ts'
import type { ServerProcess } from '../harness/server.ts'
import { watchShifts } from './measures.ts'
import { roles } from './routes.ts'
import type { Role } from './routes.ts'
import { findPlaces, openSite, visit } from './site.ts'
import type { Place, Site } from './site.ts'

const chromium = process.env.LOGGIA_CHROMIUM
/** Every page at both ends of the widths and in both languages; and in the dark, whose colours hang on no width. */
type Look = { readonly language: Language; readonly width: number }
const desk: Look = { language: 'zh-CN', width: 1440 }
const phone: Look = { language: 'en-US', width: 360 }
/** Web Vitals call more than this bad. */
const mostShift = 0.1

describe.skipIf(!chromium)('every page of the routers', () => {
  let browser: Browser
  let server: ServerProcess
  let site: Site
  beforeAll(async () => {
    browser = await launchBrowser(chromium ?? '')
    server = await startFilledDemo('pages')
    site = await openSite(browser, server.url)
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  test('is reached by links, and is without barriers, faults, shifts and sideways scrolling', async () => {
    const { places, unreachable, sights, seen } = await findAndLook()
    const looks = roles.flatMap((role) => [
      lookThrough(
        role,
        desk,
        places.filter((place) => place.role === role && !seen.has(place)),
      ),
      lookThrough(
        role,
        phone,
        places.filter((place) => place.role === role),
      ),
    ])
    const complaints = (await Promise.all(looks)).flat()

    expect(unreachable).toEqual([])
    for (const role of roles) expect(places.some((place) => place.role === role)).toBe(true)
    expect([...sights.flatMap(told), ...complaints]).toEqual([])
  })

  /** Each page is looked at while its links are read: to open it costs more than to look at it. */
  async function findAndLook() {
    const sights: Sight[] = []
    const seen = new Set<Place>()
    const found = await findPlaces(site, async (reader) => {
      const sight = await openSight(reader, desk)
      sights.push(sight)
      return async (place) => {
        seen.add(place)
        await sight.take(place)
      }
    })
    return { ...found, sights, seen }
  }

  async function lookThrough(role: Role, look: Look, places: readonly Place[]): Promise<string[]> {
    const reader = await site.open(role, { language: look.language })
    const sight = await openSight(reader, look)
    for (const place of places) {
      await visit(reader.page, site.origin + place.path)
      await sight.take(place)
    }
    await reader.context.close()
    return told(sight)
  }
})

type Sight = { readonly complaints: string[]; readonly faults: string[]; take(place: Place): Promise<void> }

/** Looks at one page after the other, as they are open. */
async function openSight({ page, faults }: Reader, { language, width }: Look): Promise<Sight> {
  await page.setViewportSize({ width, height: 900 })
  const shifts = await watchShifts(page)
  const complaints: string[] = []
  return {
    complaints,
    faults,
    async take(place) {
      const said = [...(await complaintsOf(page, language)), ...(await barriersOn(page, width > 600))]
      const shift = await shifts()
      if (shift > mostShift) said.push(`moves by ${shift.toFixed(3)} while it loads`)
      complaints.push(...said.map((one) => `${place.role} ${place.path} at ${width} px: ${one}`))
    },
  }
}

/** The pages that are meant not to be there answer so, which a browser's console tells. */
const told = ({ complaints, faults }: Sight): string[] => [
  ...complaints,
  ...faults.filter((fault) => !/status of 40[34]/.test(fault)),
]

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
