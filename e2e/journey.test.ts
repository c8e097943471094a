import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser } from 'playwright-core'
import { openBrowser, tellStop } from './harness/browser.ts'
import { startFilledDemo } from './harness/demo.ts'
import type { ServerProcess } from './harness/server.ts'
import { startTour } from './journey/tour.ts'
import type { Tour } from './journey/tour.ts'

const chromium = process.env.LOGGIA_CHROMIUM
const password = 'loggia-demo'
const operator = 'gu@loggia.example'
/** One seller opens at once, the other first answers that it is at work. */
const trips = [
  {
    language: 'zh-CN',
    buyer: 'lin@cangye.example',
    seller: 'shen@chenglan.example',
    of: '澄澜软件',
    quantity: '12',
    pending: false,
  },
  {
    language: 'en-US',
    buyer: 'zhou@heting.example',
    seller: 'lu@luyu.example',
    of: 'Luyu Care',
    quantity: '3',
    pending: true,
  },
] as const
type Trip = (typeof trips)[number]

describe.skipIf(!chromium)('a purchase from the home page to the open application, in Chromium', () => {
  let browser: Browser
  let server: ServerProcess
  beforeAll(async () => {
    browser = await openBrowser(chromium ?? '')
    server = await startFilledDemo('journey')
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  // In parallel: the second trip waits for its seller while the first one goes on.
  test('in both languages', async () => {
    const faults = await Promise.all(trips.map((trip) => take(trip)))

    expect(faults).toEqual(trips.map(() => []))
  })

  async function take(trip: Trip): Promise<readonly string[]> {
    const tour = await startTour(browser, { language: trip.language, origin: server.url })
    await walk(tour, trip, server.url).catch(async (error: unknown) => {
      await tellStop(tour.page, trip.language, error)
      throw error
    })
    await tour.context.close()
    return tour.faults
  }
})

async function walk(tour: Tour, trip: Trip, origin: string): Promise<void> {
  await choose(tour, trip, origin)
  const number = await pay(tour, trip)
  await openApplication(tour, number)
  await lookAsSeller(tour, trip, { number, origin })
  await lookAsOperator(tour, trip, origin)
}

/** Home page, product, sign-in from there and back, quantity and term, price. */
async function choose({ page, words, look, signIn }: Tour, trip: Trip, origin: string): Promise<void> {
  await page.goto(origin)
  await look('home')
  await page.getByRole('article').filter({ hasText: trip.of }).first().getByRole('link').first().click()
  await page.waitForURL(/\/products\//)
  await look('product-guest')

  await page.getByRole('main').getByRole('link', { name: words.signInToBuy }).click()
  await page.waitForURL(/\/sign-in/)
  await look('sign-in')
  await signIn(trip.buyer, password)
  // It leads on to the order, from which the choice can still be changed.
  await page.waitForURL(/\/checkout\?/)
  await page.locator('.co__title').getByRole('link').click()
  await page.waitForURL(/\/products\/prd_\w+\?/)

  const quantity = page.locator('#quantity')
  if (await quantity.isVisible()) await quantity.fill(trip.quantity)
  await page.getByRole('radio', { name: words.year }).first().check()
  const total = page.locator('.buy .lines .sum dd')
  await expect.poll(() => total.textContent()).toMatch(/^¥[\d,]+\.\d\d$/)
  await look('product')
}

/** Confirms the order and watches it until it is complete, on one page without a reload. */
async function pay({ page, words, look }: Tour, trip: Trip): Promise<string> {
  await page.locator('.buy').getByRole('button', { name: words.buy }).click()
  await page.waitForURL(/\/checkout\?/)
  await page.getByRole('checkbox', { name: words.agree }).check()
  await look('checkout')
  await page.locator('.co__side').getByRole('button', { name: words.pay }).click()
  await page.waitForURL(/\/buyer\/orders\/ord_/)
  await page.evaluate(() => Object.assign(window, { neverLoadedAgain: true }))

  const state = page.locator('h1 ~ .st, .st--pill').first()
  if (trip.pending) {
    await expect.poll(() => state.textContent(), { timeout: 15_000 }).toBe(words.order.processing)
    await look('order-processing')
  }
  await expect.poll(() => state.textContent(), { timeout: 40_000 }).toBe(words.order.completed)
  await page.getByText(words.timeline).first().waitFor()
  for (const activity of ['newInstance', 'queryInstance'])
    await page
      .getByText(words.told[activity as 'newInstance'])
      .first()
      .waitFor()
  expect(await page.evaluate(() => 'neverLoadedAgain' in window)).toBe(true)
  await look('order')
  return /CS[0-9A-Z]{15}/.exec((await page.locator('main').textContent()) ?? '')?.[0] ?? ''
}

/**
 * The purchased service: address, account and initial password, queried from the seller now; and the application
 * itself.
 */
async function openApplication({ page, words, look, context }: Tour, number: string): Promise<void> {
  expect(number).not.toBe('')
  const order = page.url()
  await page.goto(new URL('/buyer/services', order).href)
  await page.getByRole('link', { name: words.access.service }).first().waitFor()
  await look('services')
  await page.goto(order)
  const toService = page.locator('.ph').getByRole('link', { name: words.access.toService })
  await toService.click()
  await page.waitForURL(/\/buyer\/services\/sub_/)
  // Until the page of the service has come, that of the order stays, which shows the access data too.
  await toService.waitFor({ state: 'detached' })
  const open = page.getByRole('link', { name: words.access.open })
  await open.waitFor()
  const secret = page
    .locator('dt', { hasText: words.access.password })
    .locator('xpath=following-sibling::dd[1]')
  expect(await secret.textContent()).toMatch(/^•+$/)
  await page.getByRole('button', { name: words.access.show }).click()
  await expect.poll(() => secret.textContent()).not.toMatch(/^•/)
  const initialPassword = ((await secret.textContent()) ?? '').trim()
  expect(initialPassword).toMatch(/^[A-Za-z2-9]{16}$/)
  await look('service')

  const [app] = await Promise.all([context.waitForEvent('page'), open.click()])
  await app.getByRole('heading', { name: words.app.title }).waitFor()
  await look('application', app)
  await app.getByLabel(words.app.userName, { exact: true }).fill('admin')
  await app.getByLabel(words.app.password, { exact: true }).fill(initialPassword)
  await app.getByRole('button', { name: words.app.title }).click()
  await app.getByRole('heading', { name: words.app.welcome }).waitFor()
  expect(await app.locator('main').textContent()).toContain(number)
  // The seller's server queries the order after it has answered, so this may take a moment.
  await expect
    .poll(
      async () => {
        await app.reload()
        return app.locator('main').textContent()
      },
      { timeout: 15_000, interval: 250 },
    )
    .toMatch(words.app.bought)
  await look('application-open', app)
  await app.close()
}

/** The order on the seller's pages, and a call with its bytes: none of them shows the password. */
async function lookAsSeller(
  { page, words, look, signIn }: Tour,
  trip: Trip,
  at: { number: string; origin: string },
): Promise<void> {
  await page.goto(`${at.origin}/sign-in`)
  await signIn(trip.seller, password)
  await page.goto(`${at.origin}/seller/orders`)
  await look('seller-orders')
  await page.getByRole('row').filter({ hasText: at.number }).getByRole('link').first().click()
  await page.waitForURL(/\/seller\/orders\/ord_/)
  await page.getByText(words.timeline).first().waitFor()
  await look('seller-order')

  await page.getByRole('main').getByRole('link', { name: words.call.messages }).first().click()
  await page.waitForURL(/\/seller\/calls/)
  await page.locator('.msgs a').filter({ hasText: 'queryInstance' }).last().click()
  await page.getByRole('tab', { name: words.call.request }).click()
  await page.getByText('"activity":"queryInstance"').waitFor()
  await look('seller-call-request')
  await page.getByRole('tab', { name: words.call.answer }).click()
  await page.getByText('"frontEndUrl"').waitFor()
  const answer = (await page.locator('main').textContent()) ?? ''
  expect(answer).toMatch(/"password":"[^A-Za-z0-9"]+"/)
  await look('seller-call-answer')

  await page.goto(`${at.origin}/seller/access`)
  await page.getByRole('button', { name: words.addAddress.open }).click()
  await page.getByRole('dialog').getByLabel(words.addAddress.field).fill(addressOf(trip))
  await look('seller-add-address')
  await page.getByRole('dialog').getByRole('button', { name: words.addAddress.save }).click()
  await page
    .getByRole('row', { name: addressOf(trip) })
    .getByText(words.addAddress.pending)
    .waitFor()
  await look('seller-access')
}

const addressOf = ({ language }: Trip): string =>
  `https://saas-${language.toLowerCase()}.seller.example/loggia`

/** Approves the address that the seller added, and tops up the buyer's balance. */
async function lookAsOperator(
  { page, words, look, signIn }: Tour,
  trip: Trip,
  origin: string,
): Promise<void> {
  await page.goto(`${origin}/sign-in`)
  await signIn(operator, password)
  await page.goto(`${origin}/operator`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await look('operator')
  for (const place of ['gates', 'calls', 'messages']) {
    await page.goto(`${origin}/operator/${place}`)
    await page.locator('main :is(.rows, .msgs, .post, .empty)').first().waitFor()
    await look(`operator-${place}`)
  }
  await page.goto(`${origin}/operator/addresses`)
  await page.getByRole('button', { name: words.approve.ofUrl(addressOf(trip)) }).click()
  await look('operator-approve')
  await page.getByRole('dialog').getByRole('button', { name: words.approve.act }).click()
  await page.getByText(words.approve.done).first().waitFor()

  await page.goto(`${origin}/operator/buyers`)
  await page.getByRole('button', { name: words.topUp.ofBuyer }).first().click()
  await page.getByRole('dialog').getByLabel(words.topUp.amount, { exact: true }).fill('1234.5')
  await page
    .getByRole('dialog')
    .getByLabel(words.topUp.reason, { exact: true })
    .fill('对公转账 · bank transfer')
  await look('operator-top-up')
  await page.getByRole('dialog').getByRole('button', { name: words.topUp.act }).click()
  await page.getByText(words.topUp.done).first().waitFor()
  await look('operator-buyers')
}
