import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { signAkSk } from '@loggia/signing'
import { openBrowser, visit } from './harness/browser.ts'
import { startFilledDemo } from './harness/demo.ts'
import { createReaders } from './harness/readers.ts'
import type { Readers } from './harness/readers.ts'
import type { ServerProcess } from './harness/server.ts'

const chromium = process.env.LOGGIA_CHROMIUM
const password = 'loggia-demo'
const emails = { seller: 'wen@yanxi.example', buyer: 'lin@cangye.example' }
type Role = keyof typeof emails
const certificate = {
  name: 'certificate.lic',
  mimeType: 'application/octet-stream',
  buffer: Buffer.from('YX-DEMO-0042'),
}

/** One license of each way, from the payment to the end of its delivery; buyer and seller read different languages. */
describe.skipIf(!chromium)('licenses, in Chromium', () => {
  let browser: Browser
  let server: ServerProcess
  let readers: Readers<Role>
  let key: { readonly accessKeyId: string; readonly secretKey: string }
  beforeAll(async () => {
    browser = await openBrowser(chromium ?? '')
    server = await startFilledDemo('license-pages')
    const of = { name: 'license-pages', origin: server.url, emails, password, dark: ['buyer'] } as const
    readers = await createReaders(browser, of)
    const { client } = readers.memberOf('seller')
    key = await client.request('POST /api/seller/open-api-keys', { body: { name: 'software' } })
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  async function findProduct(name: string): Promise<string> {
    const { items } = await readers.memberOf('buyer').client.request('GET /api/search', {
      query: { type: 'license' },
    })
    const found = items.find((one) => one.name.en === name)
    if (!found) throw new Error(`The demo does not sell ${name}`)
    return found.id
  }
  /** Buys a product in its page. Returns the order. */
  async function buy(
    page: Page,
    productId: string,
    act: { buy: string; pay: RegExp; specification?: string },
  ): Promise<string> {
    await page.goto(`${server.url}/products/${productId}`)
    await readers.look(page, 'product')
    if (act.specification) await page.getByRole('radio', { name: act.specification }).check({ force: true })
    await page.locator('.buy').getByRole('button', { name: act.buy }).click()
    await page.waitForURL(/\/checkout\?/)
    for (const box of await page.locator('.co').getByRole('checkbox').all()) await box.check()
    await readers.look(page, 'checkout')
    await page.locator('.co__side').getByRole('button', { name: act.pay }).click()
    await page.waitForURL(/\/buyer\/orders\/ord_/)
    return /ord_\w+/.exec(page.url())?.[0] ?? ''
  }
  async function findDelivery(orderId: string): Promise<string> {
    const params = { orderId }
    const of = await readers.memberOf('buyer').client.request('GET /api/buyer/orders/:orderId/supervisions', {
      params,
    })
    return of.items[0]?.id ?? ''
  }
  /** Renews the service of a delivery for a year. */
  async function renew(supervisionId: string): Promise<void> {
    const { client } = readers.memberOf('buyer')
    const params = { supervisionId }
    const { serviceId } = await client.request('GET /api/buyer/supervisions/:supervisionId', { params })
    const { choices } = await client.request('GET /api/buyer/services/:serviceId/choices', {
      params: { serviceId },
    })
    const priceItemId = choices[0]?.prices[0]?.priceItemId ?? 'pri_none'
    const line = { serviceId, priceItemId, quantity: 1, periodCount: 1 }
    const body = { kind: 'renewal' as const, lines: [line] }
    const { id: quoteId } = await client.request('POST /api/buyer/quotes', { body })
    await client.request(
      'POST /api/buyer/quotes/:quoteId/payment',
      { params: { quoteId } },
      { idempotencyKey: quoteId },
    )
  }
  const toDelivery = (page: Page, role: Role, id: string) =>
    visit(page, `${server.url}/${role}/supervisions/${id}`)
  const waitForState = (page: Page, state: string) =>
    page.locator('h1 ~ .st').filter({ hasText: state }).waitFor()

  /** The seller's software activates a code, or asks about it. */
  async function call(path: 'activate' | 'heartbeat', license: string): Promise<unknown> {
    const { accessKeyId, secretKey } = key
    const target = `/api/mkp-openapi-public/global/v1/license/${path}`
    const body = JSON.stringify({ license })
    const headers = { host: new URL(server.url).host, 'content-type': 'application/json' }
    const request = { method: 'POST', target, headers, body: Buffer.from(body) }
    const signed = signAkSk({ accessKeyId, secretKey, request, timeMs: Date.now() })
    const reply = await fetch(`${server.url}${target}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...signed.headers },
      body,
    })
    return reply.json()
  }

  test('R76, R142: a code is bought, delivered, collected and activated, which completes the order', async () => {
    await readers.walk({ seller: 'en-US', buyer: 'zh-CN' }, async ({ seller, buyer }) => {
      const orderId = await buy(buyer, await findProduct('Yanxi Labels'), { buy: '立即购买', pay: /^支付 ¥/ })
      const id = await findDelivery(orderId)
      await readers.look(buyer, 'order-before')

      await toDelivery(seller, 'seller', id)
      await seller.getByRole('button', { name: 'Deliver code' }).click()
      const deliver = seller.getByRole('dialog')
      await readers.look(seller, 'deliver-dialog')
      await deliver.getByRole('button', { name: 'Deliver code' }).click()
      await deliver.waitFor({ state: 'detached' })

      await visit(buyer, `${server.url}/buyer/orders/${orderId}`)
      await buyer.getByRole('button', { name: '领取授权码' }).click()
      const collect = buyer.getByRole('dialog')
      await collect.getByText('领取后不能申请退款').waitFor()
      await collect.getByRole('button', { name: '领取', exact: true }).click()
      await collect.waitFor({ state: 'detached' })
      const code = (await buyer.locator('.opened .mono').textContent()) ?? ''
      await readers.look(buyer, 'collected')

      expect(await call('activate', code)).toMatchObject({ error_code: '92020000' })
      expect(await call('activate', code)).toMatchObject({ error_code: '92020003' })
      expect(await call('heartbeat', code)).toMatchObject({ data: { status: 'ALIVE' } })
      await toDelivery(buyer, 'buyer', id)
      await buyer.getByText('授权码已激活，订单完成，交易担保期结束。').waitFor()
      expect(await buyer.getByText(code).count()).toBe(0)
      await visit(buyer, `${server.url}/buyer/orders/${orderId}`)
      await waitForState(buyer, '已完成')
      await readers.look(buyer, 'order-after')

      await visit(seller, `${server.url}/seller/licenses?q=${code}`)
      await seller.getByRole('row').filter({ hasText: 'Activated' }).waitFor()
      expect(await seller.getByRole('row').count()).toBe(2)
      await readers.look(seller, 'list')
    })
    expect(readers.listFaults()).toEqual([])
  })

  test('R242: an online license is issued for the machine that its buyer submits, and accepted', async () => {
    await readers.walk({ seller: 'zh-CN', buyer: 'en-US' }, async ({ seller, buyer }) => {
      const act = { buy: 'Buy now', pay: /^Pay ¥/ }
      const id = await findDelivery(await buy(buyer, await findProduct('Yanxi Gauge'), act))
      await toDelivery(buyer, 'buyer', id)
      await buyer.getByLabel('Identification code or device fingerprint').fill('YX-0000-1111-2222-3333')
      await readers.look(buyer, 'identification')
      await buyer.getByRole('button', { name: 'Submit identification code' }).click()

      const params = { supervisionId: id }
      const key = 'GET /api/buyer/supervisions/:supervisionId'
      const stage = async () => (await readers.memberOf('buyer').client.request(key, { params })).stage
      await expect.poll(stage, { timeout: 30_000 }).toBe('acceptance')
      await toDelivery(buyer, 'buyer', id)
      await buyer.getByText('The license is delivered.').waitFor()
      await readers.look(buyer, 'online-delivered')
      await buyer
        .getByRole('button', { name: /^View license/ })
        .first()
        .click()
      await buyer.locator('.opened .mono').filter({ hasText: 'YX-0000-1111-2222-3333' }).waitFor()
      await buyer.getByRole('button', { name: 'Accept', exact: true }).click()
      await buyer.getByRole('dialog').getByRole('button', { name: 'Accept', exact: true }).click()
      await waitForState(buyer, 'Accepted')
      await toDelivery(seller, 'seller', id)
      await waitForState(seller, '已验收')
      await readers.look(seller, 'online-accepted')
    })
    expect(readers.listFaults()).toEqual([])
  })

  test('R112: an offline license is handed over as a file, accepted, and handed over again after its renewal', async () => {
    await readers.walk({ seller: 'en-US', buyer: 'zh-CN' }, async ({ seller, buyer }) => {
      const act = { buy: '立即购买', pay: /^支付 ¥/, specification: '全库授权' }
      const id = await findDelivery(await buy(buyer, await findProduct('Yanxi Type'), act))
      await toDelivery(buyer, 'buyer', id)
      await buyer.getByLabel('需求', { exact: true }).fill('沧野制造，印刷')
      await buyer.getByRole('button', { name: '提交需求' }).click()
      await waitForState(buyer, '待交付')

      await toDelivery(seller, 'seller', id)
      await seller.getByRole('button', { name: 'Deliver license' }).click()
      const dialog = seller.getByRole('dialog')
      await dialog.getByLabel('License file').setInputFiles(certificate)
      await dialog.getByLabel('Note to the buyer (optional)').fill('The certificate of your company.')
      await readers.look(seller, 'hand-over-dialog')
      await dialog.getByRole('button', { name: 'Deliver license' }).click()
      await dialog.waitFor({ state: 'detached' })

      await toDelivery(buyer, 'buyer', id)
      const href = await buyer.getByRole('link', { name: '下载文件' }).getAttribute('href')
      const file = await buyer.request.get(`${server.url}${href}`)
      expect([file.status(), await file.text()]).toEqual([200, 'YX-DEMO-0042'])
      await toDelivery(buyer, 'buyer', id)
      await buyer.getByText('首次查看').waitFor()
      await readers.look(buyer, 'downloaded')
      await buyer.getByRole('button', { name: '验收通过' }).click()
      await buyer.getByRole('dialog').getByRole('button', { name: '验收通过' }).click()
      await waitForState(buyer, '已验收')

      await renew(id)
      await toDelivery(seller, 'seller', id)
      await readers.look(seller, 'owed')
      await seller.getByRole('button', { name: 'Deliver license' }).click()
      await dialog.getByText('Text', { exact: true }).click()
      await dialog.getByLabel('License', { exact: true }).fill('YX-DEMO-0043')
      await readers.look(seller, 'owed-dialog')
      await dialog.getByRole('button', { name: 'Deliver license' }).click()
      await dialog.waitFor({ state: 'detached' })
      await seller.getByRole('button', { name: 'Deliver license' }).waitFor({ state: 'detached' })
      await toDelivery(buyer, 'buyer', id)
      await buyer.getByRole('button', { name: /^查看/ }).first().click()
      await buyer.locator('.opened .mono').filter({ hasText: 'YX-DEMO-0043' }).waitFor()
      await readers.look(buyer, 'renewed')
    })
    expect(readers.listFaults()).toEqual([])
  })
})
