import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser, visit } from './harness/browser.ts'
import { signIn } from './harness/client.ts'
import { startFilledDemo } from './harness/demo.ts'
import { createReaders } from './harness/readers.ts'
import type { Readers } from './harness/readers.ts'
import type { ServerProcess } from './harness/server.ts'
import { buy } from './web/services.ts'

const chromium = process.env.LOGGIA_CHROMIUM
const password = 'loggia-demo'
const emails = { seller: 'shen@chenglan.example', operator: 'gu@loggia.example' }

/** A seller proves its second server and moves its product there; seller and operator read different languages. */
describe.skipIf(!chromium)('addresses, in Chromium', () => {
  let browser: Browser
  let server: ServerProcess
  let readers: Readers<keyof typeof emails>
  let published = ''
  const second = createServer((_request, response) => response.end(published))
  let url: string
  beforeAll(async () => {
    browser = await openBrowser(chromium ?? '')
    server = await startFilledDemo('addresses')
    second.listen(0, '127.0.0.1')
    await once(second, 'listening')
    url = `http://127.0.0.1:${(second.address() as AddressInfo).port}/produce`
    const of = { name: 'addresses', origin: server.url, emails, password, dark: ['operator'] } as const
    readers = await createReaders(browser, of)
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
    second.close()
  })

  test('R259: a seller publishes the line, verifies, and is approved; before, it reads what is wrong', async () => {
    await readers.walk({ seller: 'zh-CN' }, async ({ seller: page }) => {
      await visit(page, `${server.url}/seller/access`)
      await page.getByRole('button', { name: '添加生产地址' }).click()
      await page.getByRole('dialog').getByLabel('地址').fill(url)
      await page.getByRole('dialog').getByRole('button', { name: '提交审核' }).click()
      await page.getByRole('button', { name: `验证：${url}` }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByRole('button', { name: '验证', exact: true }).click()
      await dialog.getByText('文件里没有这一行验证内容').waitFor()
      await readers.look(page, 'verify')

      published = (await dialog.getByText(/^loggia-verification=/).textContent()) ?? ''
      await dialog.getByRole('button', { name: '验证', exact: true }).click()
      await dialog.waitFor({ state: 'detached' })

      await page.getByRole('row', { name: url }).getByText('已验证').waitFor()
      await page.getByRole('row', { name: url }).getByText('已通过').waitFor()
      await readers.look(page, 'access')
    })

    expect(readers.listFaults()).toEqual([])
  })

  test('R259: an operator sees what a look at the host found, and looks again', async () => {
    await readers.walk({ operator: 'en-US' }, async ({ operator: page }) => {
      await visit(page, `${server.url}/operator/addresses`)
      await page.getByLabel('State').selectOption({ label: 'Approved' })
      await page.getByRole('button', { name: `Check ${url}` }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByText('127.0.0.1', { exact: true }).waitFor()
      await dialog.getByText('Verification line found').waitFor()
      await readers.look(page, 'probe')
      published = ''
      await dialog.getByRole('button', { name: 'Check again' }).click()
      await dialog.getByText('The file does not contain the verification line').waitFor()
      await dialog.getByText('Verified').waitFor()
    })

    expect(readers.listFaults()).toEqual([])
  })

  test('R261: after a change, the page shows what stays at the earlier address, and moves it as shown', async () => {
    const { client } = readers.memberOf('seller')
    const { items: addresses } = await client.request('GET /api/seller/addresses', { query: {} })
    const to = addresses.find((one) => one.url === url)
    const buyer = await signIn(server.url, { email: 'lin@cangye.example', password })
    const { productId } = await buy(buyer, { product: 'Chenglan Docs' })
    const { orderId } = await buy(buyer, { product: 'Chenglan Docs' })
    const { access } = await client.request('GET /api/seller/products/:productId', { params: { productId } })
    if (!access || !to) throw new Error('The product or the address is missing')
    const { url: before, ...binding } = access
    await client.request('PUT /api/seller/products/:productId/access', {
      params: { productId },
      body: { ...binding, addressId: to.id, confirm: true },
    })

    await readers.walk({ seller: 'en-US' }, async ({ seller: page }) => {
      await visit(page, `${server.url}/seller/orders/${orderId}`)
      await page.getByText('Services of this order still use an earlier endpoint.').waitFor()
      await readers.look(page, 'order')
      await page.getByRole('button', { name: /^Move to the current endpoint/ }).click()
      await readers.look(page, 'move-one')
      const one = page.getByRole('dialog')
      await one.getByRole('button', { name: 'Move to the current endpoint' }).click()
      await one.waitFor({ state: 'detached' })
      await page
        .getByText('Services of this order still use an earlier endpoint.')
        .waitFor({ state: 'detached' })

      await visit(page, `${server.url}/seller/products/${productId}`)
      const card = page.getByRole('region', { name: 'Earlier endpoints' })
      await card.getByText(before).waitFor()
      await readers.look(page, 'product')
      await card.getByRole('button', { name: `Move all services from ${before}` }).click()
      await readers.look(page, 'move-all')
      const all = page.getByRole('dialog')
      await all.getByRole('button', { name: /^Move \d+ services?$/ }).click()
      await all.waitFor({ state: 'detached' })
      await card.waitFor({ state: 'detached' })
    })

    expect(readers.listFaults()).toEqual([])
  })
})
