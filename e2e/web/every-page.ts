import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser, Page } from 'playwright-core'
import {
  findBarriers,
  findBarriersInBothThemes,
  openBrowser,
  openStillFrames,
  thinOutPage,
  visit,
  waitForPaint,
} from '../harness/browser.ts'
import type { Language, Reader } from '../harness/browser.ts'
import { startFilledDemo } from '../harness/demo.ts'
import type { ServerProcess } from '../harness/server.ts'
import { watchShifts } from './measures.ts'
import type { Role } from './routes.ts'
import { findPlaces, goWithin, openSite } from './site.ts'
import type { Place, Site } from './site.ts'

const chromium = process.env.LOGGIA_CHROMIUM
/**
 * Every page is checked at the smallest and largest width, and in the dark theme. Buyers' pages are checked in both
 * languages; the centres of sellers and operators in English, whose texts are longer.
 */
type Look = { readonly language: Language; readonly width: number }
const desk: Look = { language: 'zh-CN', width: 1440 }
const phone: Look = { language: 'en-US', width: 360 }
const isOnce = (role: Role): boolean => role === 'seller' || role === 'operator'
/** All pages are one test. Beside other tests on two cores it takes three times as long as alone. */
const mostTime = 25 * 60_000
/** Web Vitals call anything above this poor. */
const mostShift = 0.1

/** Declares the tests of every page of these roles: all in one demo and one browser, in parallel. */
export function describePagesOf(roles: readonly Role[]): void {
  describe.skipIf(!chromium)(`every page of the routers: ${roles.join(' and ')}`, () => {
    let browser: Browser
    let server: ServerProcess
    let site: Site
    beforeAll(async () => {
      browser = await openBrowser(chromium ?? '')
      server = await startFilledDemo('pages')
      site = await openSite(browser, server.url)
    })
    afterAll(async () => {
      await browser?.close()
      await server?.stop()
    })

    test(
      'is reached by links, and is without barriers, faults, shifts and sideways scrolling',
      { timeout: mostTime },
      async () => {
        const { places, unreachable, sights, seen } = await findAndLook(site, roles)
        const looks = roles.flatMap((role) => [
          lookThrough(
            site,
            role,
            desk,
            places.filter((place) => place.role === role && !seen.has(place)),
          ),
          lookThrough(
            site,
            role,
            phone,
            places.filter((place) => place.role === role && !(isOnce(role) && seen.has(place))),
          ),
        ])
        const complaints = (await Promise.all(looks)).flat()

        expect(unreachable).toEqual([])
        for (const role of roles) expect(places.some((place) => place.role === role)).toBe(true)
        expect([...sights.flatMap(listTold), ...complaints]).toEqual([])
      },
    )
  })
}

/** Each page is checked while its links are read, because opening it takes longer than checking it. */
async function findAndLook(site: Site, roles: readonly Role[]) {
  const sights: Sight[] = []
  const seen = new Set<Place>()
  const found = await findPlaces(site, roles, {
    languageOf: (role) => (isOnce(role) ? phone.language : desk.language),
    async begin(reader, role) {
      const sight = await openSight(reader, isOnce(role) ? { ...desk, language: phone.language } : desk)
      sights.push(sight)
      return async (place) => {
        seen.add(place)
        await sight.take(place)
        if (isOnce(role)) await sight.takeNarrow(place)
      }
    },
  })
  return { ...found, sights, seen }
}

async function lookThrough(site: Site, role: Role, look: Look, places: readonly Place[]): Promise<string[]> {
  const reader = await site.open(role, { language: look.language })
  const sight = await openSight(reader, look)
  for (const place of places) {
    // A page of the centre that was loaded in the wide window is opened in the narrow one by a link, because loading
    // takes longer than checking.
    const isLedTo = look === phone && place.path.startsWith(`/${role}/`) && sight.isWhole()
    const isThere = isLedTo && (await goWithin(reader.page, place.path))
    if (!isThere) await visit(reader.page, site.origin + place.path)
    await sight.take(place)
  }
  await reader.context.close()
  return listTold(sight)
}

type Sight = {
  readonly complaints: string[]
  readonly faults: string[]
  take(place: Place): Promise<void>
  /** Whether the page that was checked last still has all its elements. */
  isWhole(): boolean
  /** Checks the same page again in a narrow window, without reloading it. */
  takeNarrow(place: Place): Promise<void>
}

/** Checks one page after the other as they are open. */
async function openSight({ page, faults }: Reader, { language, width }: Look): Promise<Sight> {
  await page.setViewportSize({ width, height: 900 })
  const shifts = await watchShifts(page)
  const complaints: string[] = []
  let isWhole = true
  const complain = (place: Place, at: number, said: readonly string[]): void =>
    void complaints.push(...said.map((one) => `${place.role} ${place.path} at ${at} px: ${one}`))
  return {
    complaints,
    faults,
    isWhole: () => isWhole,
    async take(place) {
      const shift = await shifts()
      const said = await complaintsOf(page, language)
      said.push(...(await complaintsOfFrames(page, { language, width })))
      isWhole = !(await thinOutPage(page))
      said.push(...(await barriersOn(page, width > 600)))
      if (shift > mostShift) said.push(`moves by ${shift.toFixed(3)} while it loads`)
      complain(place, width, said)
    },
    async takeNarrow(place) {
      await page.setViewportSize({ width: phone.width, height: 900 })
      await waitForPaint(page)
      complain(place, phone.width, [
        ...(await complaintsOf(page, language)),
        ...(await barriersOn(page, false)),
        ...(await complaintsOfFrames(page, { language, width: phone.width })),
      ])
      await page.setViewportSize({ width, height: 900 })
    },
  }
}

/** Pages that do not exist on purpose answer 404, which the console reports. */
const listTold = ({ complaints, faults }: Sight): string[] => [
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

/** What a page shows in frames without scripts is a page of its own. */
async function complaintsOfFrames(page: Page, { language, width }: Look): Promise<string[]> {
  const said: string[] = []
  for (const frame of await openStillFrames(page)) {
    await frame.setViewportSize({ width, height: 900 })
    const found = [...(await complaintsOf(frame, language)), ...(await barriersOn(frame, width > 600))]
    said.push(...found.map((one) => `in its frame: ${one}`))
    await frame.close()
  }
  return said
}

/**
 * Colours are the same at each width, and checking them is most of axe's work: only in the wide window, in both themes.
 */
const barriersOn = (page: Page, isWide: boolean): Promise<string[]> =>
  isWide ? findBarriersInBothThemes(page) : findBarriers(page, { without: ['color-contrast'] })
