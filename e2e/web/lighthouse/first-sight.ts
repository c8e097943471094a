import type { Browser, Page } from 'playwright-core'
import { openReader } from '../../harness/browser.ts'
import { signIn } from '../../harness/client.ts'

/** The centres, with the demo's account that opens each. */
export const centres = [
  ['buyer', 'lin@cangye.example'],
  ['seller', 'shen@chenglan.example'],
  ['operator', 'gu@loggia.example'],
] as const
const phone = { width: 390, height: 844 }
/** A slow phone: 1.6 Mbit/s down, 750 kbit/s up, 150 ms for each exchange, a processor that is four times slower. */
const network = {
  offline: false,
  latency: 150,
  downloadThroughput: 1_600_000 / 8,
  uploadThroughput: 750_000 / 8,
}
const processor = { rate: 4 }

/** Milliseconds until something can be read, and until no request is left, each with the values of all runs. */
export type FirstSight = { readonly page: string; readonly seenMs: number[]; readonly loadedMs: number[] }

/**
 * Measures when a slow phone with an empty cache shows the home page and the first page of each centre. The network and
 * the processor are really slowed down, not computed afterwards.
 */
export async function measureFirstSight(
  browser: Browser,
  origin: string,
  runs: number,
): Promise<FirstSight[]> {
  const found: FirstSight[] = []
  for (const [role, email] of [['home'] as const, ...centres]) {
    const { context, page } = await openReader(browser, { language: 'en-US', origin })
    const member = email && (await signIn(origin, { email, password: 'loggia-demo' }))
    if (member) await context.addCookies(member.cookies().map((one) => ({ ...one, url: origin })))
    await slowDown(page)
    const address = role === 'home' ? origin : `${origin}/${role}`
    const sight: FirstSight = { page: role === 'home' ? role : `${role} centre`, seenMs: [], loadedMs: [] }
    for (let run = 0; run < runs; run += 1) {
      const startedAt = performance.now()
      await page.goto(address, { waitUntil: 'networkidle', timeout: 60_000 })
      // Playwright waits until the network was idle for 500 ms.
      sight.loadedMs.push(performance.now() - startedAt - 500)
      sight.seenMs.push(await page.evaluate(readFirstPaint))
    }
    found.push(sight)
    await context.close()
  }
  return found
}

async function slowDown(page: Page): Promise<void> {
  await page.setViewportSize(phone)
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  await session.send('Network.setCacheDisabled', { cacheDisabled: true })
  await session.send('Network.emulateNetworkConditions', network)
  await session.send('Emulation.setCPUThrottlingRate', processor)
}

const readFirstPaint = (): number =>
  performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN
