import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findBarriers, launchBrowser, openReader, photographStop, requireFit } from './harness/browser.ts'
import type { Language, Reader } from './harness/browser.ts'
import { signIn } from './harness/client.ts'
import type { Member } from './harness/client.ts'
import { startFilledDemo } from './harness/demo.ts'
import type { ServerProcess } from './harness/server.ts'
import { buy } from './web/services.ts'
import { visit, waitUntilSettled } from './web/site.ts'

const chromium = process.env.LOGGIA_CHROMIUM
const password = 'loggia-demo'
const emails = { seller: 'shen@chenglan.example', operator: 'gu@loggia.example' }
type Role = keyof typeof emails

/** A seller proves its second server and moves its product there; seller and operator read different languages. */
describe.skipIf(!chromium)('addresses, in Chromium', () => {
  let browser: Browser
  let server: ServerProcess
  let published = ''
  const members = new Map<Role, Member>()
  const barriers: string[] = []
  const faults: string[] = []
  const second = createServer((_request, response) => response.end(published))
  let url: string
  beforeAll(async () => {
    browser = await launchBrowser(chromium ?? '')
    server = await startFilledDemo('addresses')
    second.listen(0, '127.0.0.1')
    await once(second, 'listening')
    url = `http://127.0.0.1:${(second.address() as AddressInfo).port}/produce`
    for (const role of ['seller', 'operator'] as const)
      members.set(role, await signIn(server.url, { email: emails[role], password }))
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
    second.close()
  })

  const memberOf = (role: Role): Member => {
    const member = members.get(role)
    if (!member) throw new Error(`Nobody is signed in as ${role}`)
    return member
  }
  async function open(role: Role, language: Language): Promise<Reader> {
    const reader = await openReader(browser, { language, dark: role === 'operator', origin: server.url })
    const cookies = memberOf(role).cookies()
    await reader.context.addCookies(cookies.map((one) => ({ ...one, url: server.url })))
    return reader
  }
  async function look(page: Page, name: string): Promise<void> {
    await waitUntilSettled(page)
    barriers.push(...(await findBarriers(page)).map((barrier) => `${name}: ${barrier}`))
    await requireFit(page, `addresses-${name}`)
  }
  async function walk(role: Role, language: Language, steps: (page: Page) => Promise<void>): Promise<void> {
    const reader = await open(role, language)
    try {
      await steps(reader.page)
    } catch (error) {
      await photographStop(reader.page, `addresses-${role}`)
      throw error
    }
    faults.push(...reader.faults)
    await reader.context.close()
  }

  test('R259: a seller publishes the line, verifies, and is approved; before, it reads what is wrong', async () => {
    await walk('seller', 'zh-CN', async (page) => {
      await visit(page, `${server.url}/seller/access`)
      await page.getByRole('button', { name: '添加生产地址' }).click()
      await page.getByRole('dialog').getByLabel('地址').fill(url)
      await page.getByRole('dialog').getByRole('button', { name: '提交审核' }).click()
      await page.getByRole('button', { name: `验证：${url}` }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByRole('button', { name: '验证', exact: true }).click()
      await dialog.getByText('文件里没有这一行验证内容').waitFor()
      await look(page, 'verify')

      published = (await dialog.getByText(/^loggia-verification=/).textContent()) ?? ''
      await dialog.getByRole('button', { name: '验证', exact: true }).click()
      await dialog.waitFor({ state: 'detached' })

      await page.getByRole('row', { name: url }).getByText('已验证').waitFor()
      await page.getByRole('row', { name: url }).getByText('已通过').waitFor()
      await look(page, 'access')
    })

    expect([barriers, faults]).toEqual([[], []])
  })

  test('R259: an operator sees what a look at the host found, and looks again', async () => {
    await walk('operator', 'en-US', async (page) => {
      await visit(page, `${server.url}/operator/addresses`)
      await page.getByLabel('State').selectOption({ label: 'Approved' })
      await page.getByRole('button', { name: `Check ${url}` }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByText('127.0.0.1', { exact: true }).waitFor()
      await dialog.getByText('Verification line found').waitFor()
      await look(page, 'probe')
      published = ''
      await dialog.getByRole('button', { name: 'Check again' }).click()
      await dialog.getByText('The file does not contain the verification line').waitFor()
      await dialog.getByText('Verified').waitFor()
    })

    expect([barriers, faults]).toEqual([[], []])
  })

  test('R261: after a change, the page shows what stays at the earlier address, and moves it as shown', async () => {
    const { client } = memberOf('seller')
    const { items: addresses } = await client.request('GET /api/seller/addresses', { query: {} })
    const to = addresses.find((one) => one.url === url)
    const buyer = await signIn(server.url, { email: 'lin@cangye.example', password })
    const { productId } = await buy(buyer, { product: 'Chenglan Docs' })
    await buy(buyer, { product: 'Chenglan Docs' })
    const { items: orders } = await client.request('GET /api/seller/orders', { query: { limit: 1 } })
    const orderId = orders[0]?.id ?? ''
    const { access } = await client.request('GET /api/seller/products/:productId', { params: { productId } })
    if (!access || !to) throw new Error('The product or the address is missing')
    const { url: before, ...binding } = access
    await client.request('PUT /api/seller/products/:productId/access', {
      params: { productId },
      body: { ...binding, addressId: to.id, confirm: true },
    })

    await walk('seller', 'en-US', async (page) => {
      await visit(page, `${server.url}/seller/orders/${orderId}`)
      await page.getByText('Services of this order still use an earlier endpoint.').waitFor()
      await look(page, 'order')
      await page.getByRole('button', { name: /^Move to the current endpoint/ }).click()
      await look(page, 'move-one')
      const one = page.getByRole('dialog')
      await one.getByRole('button', { name: 'Move to the current endpoint' }).click()
      await one.waitFor({ state: 'detached' })
      await page
        .getByText('Services of this order still use an earlier endpoint.')
        .waitFor({ state: 'detached' })

      await visit(page, `${server.url}/seller/products/${productId}`)
      const card = page.getByRole('region', { name: 'Earlier endpoints' })
      await card.getByText(before).waitFor()
      await look(page, 'product')
      await card.getByRole('button', { name: `Move all services from ${before}` }).click()
      await look(page, 'move-all')
      const all = page.getByRole('dialog')
      await all.getByRole('button', { name: /^Move \d+ services?$/ }).click()
      await all.waitFor({ state: 'detached' })
      await card.waitFor({ state: 'detached' })
    })

    expect([barriers, faults]).toEqual([[], []])
  })
})
