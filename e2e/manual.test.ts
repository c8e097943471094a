import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findBarriers, requireFit, launchBrowser, openReader, photograph } from './harness/browser.ts'
import type { Reader } from './harness/browser.ts'
import { signIn } from './harness/client.ts'
import type { Member } from './harness/client.ts'
import { startFilledDemo } from './harness/demo.ts'
import type { ServerProcess } from './harness/server.ts'
import { waitUntilSettled, visit } from './web/site.ts'

const chromium = process.env.LOGGIA_CHROMIUM
const password = 'loggia-demo'
const emails = {
  seller: 'shen@chenglan.example',
  buyer: 'lin@cangye.example',
  operator: 'gu@loggia.example',
}
const pdf = { name: 'acceptance.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\n%%EOF\n') }

/**
 * From the wizard to the accepted delivery. The seller reads English in the light theme, the buyer Chinese in the dark
 * one.
 */
describe.skipIf(!chromium)('a manual service, in Chromium', () => {
  let browser: Browser
  let server: ServerProcess
  const members = new Map<string, Member>()
  beforeAll(async () => {
    browser = await launchBrowser(chromium ?? '')
    server = await startFilledDemo('manual')
    for (const [role, email] of Object.entries(emails))
      members.set(role, await signIn(server.url, { email, password }))
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  const memberOf = (role: keyof typeof emails): Member => {
    const member = members.get(role)
    if (!member) throw new Error(`Nobody is signed in as ${role}`)
    return member
  }
  async function open(role: keyof typeof emails, of: { language: 'zh-CN' | 'en-US'; dark: boolean }) {
    const reader: Reader = await openReader(browser, { ...of, origin: server.url })
    const cookies = memberOf(role).cookies()
    await reader.context.addCookies(cookies.map((one) => ({ ...one, url: server.url })))
    return reader
  }
  const barriers: string[] = []
  /** Runs axe, and checks that nothing is wider than the window. */
  async function look(page: Page, name: string): Promise<void> {
    await waitUntilSettled(page)
    barriers.push(...(await findBarriers(page)).map((barrier) => `${name}: ${barrier}`))
    await requireFit(page, `manual-${name}`)
  }

  /** Writes the product in the wizard. Returns its id when it waits for review. */
  async function write(page: Page): Promise<string> {
    const field = (name: string) => page.locator(`[name="${name}"]`)
    const goOn = () => page.getByRole('button', { name: 'Continue' }).click()
    await visit(page, `${server.url}/seller/products/new`)
    await field('type').selectOption({ label: 'Manual service, general product' })
    await field('category').selectOption('collaboration')
    await field('tags').fill('deployment')
    for (const [name, zh, en] of [
      ['name', '澄澜部署实施', 'Chenglan Deployment'],
      ['summary', '安装、迁移与培训', 'Installation, migration and training'],
      [
        'description',
        '两名工程师到场三天，完成安装、数据迁移与培训。',
        'Two engineers on site for three days.',
      ],
    ] as const) {
      await field(`${name}.zh`).fill(zh)
      await field(`${name}.en`).fill(en)
    }
    await look(page, 'wizard-1-basics')
    await goOn()
    await goOn()
    await goOn()
    await field('specifications.0.name.zh').fill('标准实施')
    await field('specifications.0.name.en').fill('Standard')
    await page.getByLabel('One-time', { exact: true }).check()
    await page.getByLabel('Monthly', { exact: true }).uncheck()
    await page.getByLabel('Yearly', { exact: true }).uncheck()
    await field('specifications.0.skus.0.one_time.0').fill('6800')
    expect(await page.locator('[name^="specifications.0.trial"]').count()).toBe(0)
    await goOn()
    await page.getByLabel('Email', { exact: true }).check()
    await page.getByLabel('Username').check()
    expect(await page.getByRole('button', { name: 'Add purchase parameter' }).count()).toBe(0)
    expect(await page.locator('#wizard-after-sale').count()).toBe(0)
    await look(page, 'wizard-5-sale')
    await goOn()
    await page.getByText('Everything is complete and ready to submit.').waitFor()
    expect(await page.getByRole('button', { name: 'Link endpoint' }).count()).toBe(0)
    await page.getByRole('button', { name: 'Save draft' }).click()
    await page.waitForURL(/\/seller\/products\/prd_\w+\/edit/)
    const productId = /prd_\w+/.exec(page.url())?.[0] ?? ''
    await page.goto(`${server.url}/seller/products/${productId}/edit?step=submit`)
    await look(page, 'wizard-6-submit')
    await page.getByRole('button', { name: 'Submit for review' }).click()
    await page.waitForURL(`${server.url}/seller/products/${productId}`)
    await page.getByText('New listing · In review').waitFor()
    await look(page, 'own-product')
    return productId
  }

  /** Buys the product from its page, which says how it is delivered. Returns the order. */
  async function buy(page: Page, productId: string): Promise<string> {
    await page.goto(`${server.url}/search?type=manual_service`)
    await page.locator('.hit').filter({ hasText: '澄澜部署实施' }).waitFor()
    await look(page, 'search')
    await page.goto(`${server.url}/products/${productId}`)
    await page.getByRole('heading', { name: '交付流程' }).waitFor()
    await look(page, 'product')
    for (const box of await page.locator('.buy').getByRole('checkbox').all()) await box.check()
    await page.locator('.buy').getByRole('button', { name: '立即购买' }).click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^支付 ¥/ })
      .click()
    await page.waitForURL(/\/buyer\/orders\/ord_/)
    return /ord_\w+/.exec(page.url())?.[0] ?? ''
  }

  async function deliver(page: Page, note: string): Promise<void> {
    await visit(page, `${server.url}/seller/deliveries`)
    const row = page.getByRole('row').filter({ hasText: 'Chenglan Deployment' })
    await row.getByRole('button', { name: /Mark as delivered|Deliver again/ }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Mark as delivered' }).click()
    await dialog.getByText('Choose a proof of delivery.').waitFor()
    await dialog.getByLabel('Proof of delivery').setInputFiles(pdf)
    await dialog.getByLabel('Note to the buyer (optional)').fill(note)
    await look(page, 'deliver-dialog')
    await dialog.getByRole('button', { name: 'Mark as delivered' }).click()
    await dialog.waitFor({ state: 'detached' })
    await row.waitFor({ state: 'detached' })
  }

  test('R96, R98, R99, R101: written, reviewed, bought, performed, rejected, performed again and accepted', async () => {
    const seller = await open('seller', { language: 'en-US', dark: false })
    const buyer = await open('buyer', { language: 'zh-CN', dark: true })
    try {
      await walk(seller.page, buyer.page)
    } catch (error) {
      await photograph(seller.page, 'manual-seller-where-it-stopped')
      await photograph(buyer.page, 'manual-buyer-where-it-stopped')
      throw error
    }

    expect(barriers).toEqual([])
    expect([...seller.faults, ...buyer.faults]).toEqual([])
    await seller.context.close()
    await buyer.context.close()
  })

  test('an operator gives the money back before it is accepted, and the buyer reads why', async () => {
    const operator = await open('operator', { language: 'zh-CN', dark: false })
    const buyer = await open('buyer', { language: 'zh-CN', dark: false })
    const { items } = await memberOf('buyer').client.request('GET /api/search', {
      query: { type: 'manual_service' },
    })
    const orderId = await buy(buyer.page, items[0]?.id ?? '')

    await visit(operator.page, `${server.url}/operator/orders/${orderId}`)
    await operator.page
      .getByRole('region', { name: '交付与验收' })
      .getByRole('button', { name: '退款' })
      .click()
    const dialog = operator.page.getByRole('dialog')
    await dialog.getByLabel('原因').fill('双方协商一致')
    await look(operator.page, 'refund-dialog')
    await dialog.getByRole('button', { name: '全额退款 ¥6,800.00', exact: true }).click()
    await operator.page.getByText('已退款', { exact: true }).first().waitFor()
    await look(operator.page, 'operator-order')

    await buyer.page.getByText('交付未验收，运营人员已退款').first().waitFor()
    await look(buyer.page, 'order-refunded')
    expect(barriers).toEqual([])
    expect([...operator.faults, ...buyer.faults]).toEqual([])
    await operator.context.close()
    await buyer.context.close()
  })

  async function walk(seller: Page, buyer: Page): Promise<void> {
    const productId = await write(seller)
    await memberOf('operator').client.request('POST /api/operator/products/:productId/decision', {
      params: { productId },
      body: { approve: true },
    })
    const orderId = await buy(buyer, productId)
    const card = buyer.getByRole('region', { name: '交付与验收' })
    await card.getByText('实施中', { exact: true }).waitFor()
    await look(buyer, 'order-performing')

    await visit(seller, `${server.url}/seller/deliveries`)
    await look(seller, 'deliveries')
    await deliver(seller, 'Installed, migrated and trained.')
    await card.getByRole('button', { name: '验收不通过' }).click()
    const dialog = buyer.getByRole('dialog')
    await dialog.getByLabel('原因').fill('缺少培训签到表')
    await look(buyer, 'reject-dialog')
    await dialog.getByRole('button', { name: '退回商家' }).click()
    await card.getByText('缺少培训签到表').waitFor()

    await visit(seller, `${server.url}/seller/orders/${orderId}`)
    await seller.getByText('缺少培训签到表').first().waitFor()
    await look(seller, 'seller-order')
    await deliver(seller, 'With the list of who was trained.')
    await card.getByRole('link', { name: 'acceptance.pdf' }).nth(1).waitFor()
    await look(buyer, 'order-delivered')
    await card.getByRole('button', { name: '验收通过' }).click()
    await look(buyer, 'accept-dialog')
    await dialog.getByRole('button', { name: '验收通过' }).click()
    await card.getByText('已验收').first().waitFor()
    await expect.poll(() => buyer.locator('h1 ~ .st').first().textContent()).toBe('已完成')
    await look(buyer, 'order-accepted')

    const href = await card.getByRole('link', { name: 'acceptance.pdf' }).first().getAttribute('href')
    const proof = await buyer.request.get(`${server.url}${href}`)
    expect([proof.status(), await proof.text()]).toEqual([200, '%PDF-1.7\n%%EOF\n'])
    await visit(buyer, `${server.url}/buyer/services`)
    await buyer.getByRole('row').filter({ hasText: '澄澜部署实施' }).getByRole('link').first().click()
    await buyer.getByRole('region', { name: '人工服务' }).waitFor()
    await look(buyer, 'service')
  }
})
