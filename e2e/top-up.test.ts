import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  findBarriers,
  openBrowser,
  openReader,
  tellStop,
  requireFit,
  visit,
  waitUntilSettled,
} from './harness/browser.ts'
import type { Reader } from './harness/browser.ts'
import { signIn } from './harness/client.ts'
import type { Member } from './harness/client.ts'
import { startFilledDemo } from './harness/demo.ts'
import type { ServerProcess } from './harness/server.ts'

const chromium = process.env.LOGGIA_CHROMIUM
const owner = { email: 'gu@loggia.example', password: 'loggia-demo' }
const password = 'a sentence nobody guesses'
const emails = { buyer: 'su@newcomer.example', operator: 'yan@loggia.example' }
const pdf = { name: 'receipt.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\n%%EOF\n') }

/**
 * From a balance of nothing to a paid order. The buyer reads Chinese in the light theme, the operators English in the
 * dark one.
 */
describe.skipIf(!chromium)('a top-up by bank transfer, in Chromium', () => {
  let browser: Browser
  let server: ServerProcess
  let first: Member
  beforeAll(async () => {
    browser = await openBrowser(chromium ?? '')
    server = await startFilledDemo('top-up')
    first = await signIn(server.url, owner)
    await first.client.request('PUT /api/operator/settings', { body: { fourEyesOnTopUps: true } })
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  /** A second operator, who may only handle money. */
  async function addOperator(): Promise<Member> {
    const { email, initial } = await first.client
      .request('POST /api/operator/members', {
        body: { email: emails.operator, name: '严谨', language: 'en-US', main: false, grants: ['finance'] },
      })
      .then((added) => ({ email: emails.operator, initial: added.password ?? '' }))
    const member = await signIn(server.url, { email, password: initial })
    await member.client.request('PUT /api/profile/password', { body: { current: initial, next: password } })
    return signIn(server.url, { email, password })
  }

  /** A new buyer without verification and without money. */
  async function addBuyer(): Promise<Member> {
    await first.client.request('POST /api/sign-up', {
      body: {
        kind: 'personal',
        name: '苏晴',
        email: emails.buyer,
        password,
        country: 'CN',
        language: 'zh-CN',
        agreed: true,
      },
    })
    return signIn(server.url, { email: emails.buyer, password })
  }

  async function verify(buyer: Member): Promise<void> {
    const file = { name: pdf.name, mediaType: pdf.mimeType, content: pdf.buffer.toString('base64') }
    await buyer.client.request(
      'POST /api/buyer/papers',
      { body: { purpose: 'verification', kind: 'identity', file } },
      { idempotencyKey: 'top-up-identity' },
    )
    const { id: applicationId } = await buyer.client.request('POST /api/buyer/organisation/applications', {
      body: {
        level: 'personal',
        name: { zh: '苏晴', en: 'Su Qing' },
        country: 'CN',
        registrationNumber: '110101199001010000',
        documents: 'Identity card',
      },
    })
    const params = { applicationId }
    await first.client.request('POST /api/operator/organisation-applications/:applicationId/opening', {
      params,
    })
    await first.client.request('POST /api/operator/organisation-applications/:applicationId/decision', {
      params,
      body: { approve: true },
    })
  }

  async function open(member: Member, of: { language: 'zh-CN' | 'en-US'; dark: boolean }): Promise<Reader> {
    const reader = await openReader(browser, { ...of, origin: server.url })
    await reader.context.addCookies(member.cookies().map((one) => ({ ...one, url: server.url })))
    return reader
  }

  const barriers: string[] = []
  /** Runs axe, and checks that nothing is wider than the window. */
  async function look(page: Page, name: string): Promise<void> {
    await waitUntilSettled(page)
    barriers.push(...(await findBarriers(page)).map((barrier) => `${name}: ${barrier}`))
    await requireFit(page, `top-up-${name}`)
  }

  const productPath = async (): Promise<string> => {
    const { items } = await first.client.request('GET /api/search', { query: { q: 'Chenglan Docs' } })
    return `/products/${items[0]?.id ?? ''}`
  }

  /** Places the order that the balance does not cover. Returns its path. */
  async function order(page: Page): Promise<string> {
    await visit(page, `${server.url}${await productPath()}`)
    await page
      .locator('.buy')
      .getByRole('link', { name: /^充值 ¥/ })
      .first()
      .waitFor()
    await look(page, 'product')
    await page.locator('.buy').getByRole('button', { name: '立即购买' }).click()
    await page.waitForURL(/\/checkout\?.*&key=/)
    await page.getByText('余额不足。可先充值').waitFor()
    await look(page, 'checkout')
    await topUpAndReturn(page)
    await page.getByRole('checkbox').check()
    await page.locator('.co__side').getByRole('button', { name: '下单，稍后支付' }).click()
    await page.waitForURL(/\/buyer\/orders\/ord_/)
    return new URL(page.url()).pathname
  }

  /** From the checkout to the form of a top-up, and back with what was chosen. */
  async function topUpAndReturn(page: Page): Promise<void> {
    const checkout = page.url()
    await page.getByRole('link', { name: /^充值 ¥/ }).click()
    await page.waitForURL(/\/buyer\/top-ups\/new\?/)
    await page.getByRole('link', { name: '返回订单确认页' }).click()
    await page.waitForURL(checkout)
  }

  /** Asks for what is missing, from the page of the order, and adds a receipt. Returns the payment reference. */
  async function ask(page: Page): Promise<string> {
    await page.getByText('余额不足，还差 ¥').waitFor()
    await look(page, 'order-short')
    await page.getByRole('link', { name: /^充值 ¥/ }).click()
    await page.waitForURL(/\/buyer\/top-ups\/new/)
    await expect.poll(() => page.getByLabel('充值金额').inputValue()).toMatch(/^\d+\.\d\d$/)
    await look(page, 'new')
    await page.getByRole('button', { name: '获取付款参考号' }).click()
    await page.waitForURL(/\/buyer\/top-ups\/tur_/)
    await page.getByText('0000 0000 0000 1234').waitFor()
    await page.getByRole('button', { name: '上传凭证' }).click()
    await page.getByRole('dialog').getByLabel('文件').setInputFiles(pdf)
    await page.getByRole('dialog').getByRole('button', { name: '上传', exact: true }).click()
    await page.getByRole('link', { name: 'receipt.pdf' }).waitFor()
    await look(page, 'request')
    return (await page.locator('dd .copytext .mono').first().textContent()) ?? ''
  }

  /** One operator finds the transfer by its reference and records what arrived. */
  async function record(page: Page, reference: string): Promise<void> {
    await visit(page, `${server.url}/operator/top-ups?text=${encodeURIComponent(reference)}`)
    await page.getByRole('button', { name: `Record arrival: ${reference}` }).click()
    await page.getByText('another operator must confirm this before it is credited').waitFor()
    await look(page, 'arrival')
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Record ¥/ })
      .click()
    await page.locator('.st').getByText('Being checked').waitFor()
    await look(page, 'operator-list')
  }

  /** The other one confirms it; the one who recorded it cannot. */
  async function confirm(mine: Page, other: Page): Promise<void> {
    await visit(mine, `${server.url}/operator/balance-changes?state=waiting`)
    await mine.getByText('Submitted by you: another operator must confirm it').waitFor()
    expect(await mine.getByRole('button', { name: /^Confirm: / }).count()).toBe(0)
    await visit(other, `${server.url}/operator/balance-changes?state=waiting`)
    await other.getByRole('button', { name: /^Confirm: / }).click()
    await other.getByRole('dialog').getByRole('button', { name: 'Confirm and post' }).click()
    await other.getByText('Adjustment posted').first().waitFor()
  }

  test('R8a, R61: asked for, transferred, recorded by one operator, confirmed by another, and the order is paid', async () => {
    const [member, second] = [await addBuyer(), await addOperator()]
    const buyer = await open(member, { language: 'zh-CN', dark: false })
    const one = await open(first, { language: 'en-US', dark: true })
    const other = await open(second, { language: 'en-US', dark: true })
    try {
      const { page } = buyer
      await visit(page, `${server.url}${await productPath()}`)
      await page.getByText('购买前还需：').waitFor()
      await look(page, 'product-unverified')
      await verify(member)
      const orderPath = await order(page)
      const reference = await ask(page)
      await record(one.page, reference)
      await confirm(one.page, other.page)

      await visit(page, `${server.url}/buyer/messages`)
      await page
        .getByText(/^可以支付了：/)
        .first()
        .waitFor()
      await visit(page, `${server.url}${orderPath}`)
      await page.getByRole('button', { name: /^支付 ¥/ }).click()
      await page
        .getByRole('dialog')
        .getByRole('button', { name: /^支付 ¥/ })
        .click()
      await page.getByText('支付时间').waitFor()
      await visit(page, `${server.url}/buyer/balance`)
      await page.getByText(reference).first().waitFor()
      await look(page, 'balance')
    } catch (error) {
      for (const [name, reader] of Object.entries({ buyer, one, other }))
        await tellStop(reader.page, `top-up-${name}`, error)
      throw error
    }

    expect(barriers).toEqual([])
    expect([...buyer.faults, ...one.faults, ...other.faults]).toEqual([])
    for (const { context } of [buyer, one, other]) await context.close()
  })
})
