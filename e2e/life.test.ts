import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser } from 'playwright-core'
import { openBrowser, tellStop } from './harness/browser.ts'
import { signIn } from './harness/client.ts'
import type { Member } from './harness/client.ts'
import { startFilledDemo } from './harness/demo.ts'
import type { ServerProcess } from './harness/server.ts'
import { startTour } from './journey/tour.ts'
import type { Tour } from './journey/tour.ts'
import { lifeWordsIn } from './life/words.ts'
import type { LifeWords } from './life/words.ts'
import { goOn } from './web/services.ts'

const chromium = process.env.LOGGIA_CHROMIUM
const password = 'loggia-demo'
const trips = [
  { language: 'zh-CN', buyer: 'lin@cangye.example' },
  { language: 'en-US', buyer: 'zhou@heting.example' },
] as const
type Way = Tour & { readonly life: LifeWords; readonly operator: Member; readonly origin: string }

describe.skipIf(!chromium)('the life of a subscription as its buyer sees it, in Chromium', () => {
  let browser: Browser
  let server: ServerProcess
  beforeAll(async () => {
    browser = await openBrowser(chromium ?? '')
    server = await startFilledDemo('life')
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  // In sequence, because both move the market's only clock.
  test.each(trips)('R110, R111, R118, R119, R122, R135, R137: in $language', async ({ language, buyer }) => {
    const tour = await startTour(browser, { language, origin: server.url })
    const operator = await signIn(server.url, { email: 'gu@loggia.example', password })
    const way = { ...tour, life: lifeWordsIn[language], operator, origin: server.url }

    await walk(way, buyer).catch(async (error: unknown) => {
      await tellStop(tour.page, `life-${language}`, error)
      throw error
    })

    expect(tour.faults).toEqual([])
    await tour.context.close()
  })
})

async function walk(way: Way, buyer: string): Promise<void> {
  await way.signIn(buyer, password)
  const service = await tryIt(way)
  await convert(way)
  await addSeats(way, service)
  await renewItself(way, service)
  await renewWithLess(way, service)
  await giveBack(way, service)
}

const stateOf = ({ page }: Way) => page.locator('h1 ~ .st').first()

/** R27, R28: a product has a free trial, and its page says how long it lasts. Returns the address of the service. */
async function tryIt(way: Way): Promise<string> {
  const { page, words, life, look, operator, origin } = way
  const { items } = await operator.client.request('GET /api/products', { query: { limit: 100 } })
  const product = items.find(({ name }) => name.en === 'Luyu Care')
  await page.goto(`${origin}/products/${product?.id ?? ''}`)
  await page.getByRole('link', { name: life.trial }).click()
  await page.waitForURL(/\/checkout\?.*term=trial/)
  await page.getByRole('checkbox', { name: life.agree }).check()
  await page.locator('.co__side').getByRole('button', { name: life.startTrial }).click()
  await page.waitForURL(/\/buyer\/orders\/ord_/)
  await expect.poll(() => stateOf(way).textContent(), { timeout: 40_000 }).toBe(words.order.completed)

  await page.goto(`${origin}/buyer/services`)
  await page
    .getByRole('row')
    .filter({ hasText: /Luyu Care|鹿屿/ })
    .getByRole('link')
    .first()
    .click()
  await page.waitForURL(/\/buyer\/services\/sub_/)
  await expect.poll(() => stateOf(way).textContent(), { timeout: 15_000 }).toBe(life.onTrial)
  await look('trial')
  return page.url()
}

/** Gets the quote for what is chosen, pays it, and returns to the page of the order. */
async function buy({ page, life, look }: Way, looks = false): Promise<void> {
  await page.getByRole('button', { name: life.quote }).click()
  await page.waitForURL(/\/buyer\/quotes\/quo_/)
  await page.getByRole('timer').waitFor()
  if (looks) await look('quote')
  await page.getByRole('button', { name: life.pay }).click()
  await page.locator('.stands').waitFor()
}

/** R118: the trial becomes a paid term, and its seller confirms that. */
async function convert(way: Way): Promise<void> {
  const { page, life, look } = way
  await page.locator('.ph').getByRole('link', { name: life.convert }).click()
  await page.locator('.choose').waitFor()

  await buy(way)

  await page.getByRole('heading', { name: life.converted, level: 1 }).waitFor()
  await page.getByText(life.sellerKnows).waitFor()
  await look('converted')
}

/** R122: more seats at once, for the days that are left. */
async function addSeats(way: Way, service: string): Promise<void> {
  const { page, life } = way
  await page.goto(service)
  await page.locator('.ph').getByRole('link', { name: life.change, exact: true }).click()
  await page.getByRole('button', { name: life.more }).click()

  await buy(way, true)

  await page.getByRole('heading', { name: life.fee }).waitFor()
  await page.getByRole('heading', { name: life.changed, level: 1 }).waitFor()
}

/** R110: switches automatic renewal on. */
async function renewItself({ page, life, look }: Way, service: string): Promise<void> {
  await page.goto(service)
  await page.getByRole('button', { name: life.switchOn }).click()
  await page.getByRole('dialog').waitFor()
  await look('auto-renewal')
  await page.getByRole('dialog').getByRole('button', { name: life.confirmOn }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  const state = () => page.locator('.od__side .card__head .st').first().textContent()
  await expect.poll(state, { timeout: 10_000 }).toBe(life.renews)
}

/** R119: near its end, the service is renewed with fewer seats, which take effect with the next term. */
async function renewWithLess(way: Way, service: string): Promise<void> {
  const { page, life, operator } = way
  await goOn(operator, 16)
  await page.goto(service)
  await page.locator('.ph').getByRole('link').first().waitFor()
  await page.locator('.ph__acts').getByRole('link').first().click()
  await page.getByRole('button', { name: life.less }).click()

  await buy(way)

  await page.getByRole('heading', { name: life.renewed, level: 1 }).waitFor()
  await page.locator('.stands').getByText(life.told).waitFor()
}

/** R111, R135: the renewal that has not begun is returned; the page shows before how many returns are left. */
async function giveBack(way: Way, service: string): Promise<void> {
  const { page, life, look } = way
  await page.goto(`${service}/refund`)
  await page.getByRole('button', { name: life.giveBack }).waitFor()
  await look('return')
  await page.getByRole('button', { name: life.giveBack }).click()
  await page.getByRole('dialog').getByText(life.left).waitFor()
  await page.getByRole('dialog').getByRole('button', { name: life.giveBack }).click()
  await page.waitForURL(/\/buyer\/orders\/ord_/)
  await expect.poll(() => stateOf(way).textContent(), { timeout: 15_000 }).toBe(life.returned)
}
