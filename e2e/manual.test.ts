import type { Browser, Locator, Page } from 'playwright-core'
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
import { buySupervised } from './web/supervisions.ts'

const chromium = process.env.LOGGIA_CHROMIUM
const password = 'loggia-demo'
const emails = {
  seller: 'shen@chenglan.example',
  buyer: 'lin@cangye.example',
  operator: 'gu@loggia.example',
}
const pdf = { name: 'acceptance.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\n%%EOF\n') }

/**
 * From the wizard to the accepted delivery, in the standard flow. The seller reads English in the light theme, the buyer Chinese in the dark
 * one.
 */
describe.skipIf(!chromium)('a manual service, in Chromium', () => {
  let browser: Browser
  let server: ServerProcess
  const members = new Map<string, Member>()
  beforeAll(async () => {
    browser = await openBrowser(chromium ?? '')
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
    await page.getByRole('radio', { name: /^Standard flow/ }).check()
    await field('supervision.template.zh').fill('部署的服务器和域名')
    await field('supervision.template.en').fill('Server and domain')
    await field('supervision.criteria.zh').fill('系统可以登录，数据迁移无误')
    await field('supervision.criteria.en').fill('The system can be used, and the data is migrated')
    await look(page, 'wizard-5-delivery')
    await goOn()
    await page.getByLabel('Email', { exact: true }).check()
    await page.getByLabel('Username').check()
    expect(await page.getByRole('button', { name: 'Add purchase parameter' }).count()).toBe(0)
    expect(await page.locator('#wizard-after-sale').count()).toBe(0)
    await look(page, 'wizard-6-sale')
    await goOn()
    await page.getByText('Everything is complete and ready to submit.').waitFor()
    expect(await page.getByRole('button', { name: 'Link endpoint' }).count()).toBe(0)
    await page.getByRole('button', { name: 'Save draft' }).click()
    await page.waitForURL(/\/seller\/products\/prd_\w+\/edit/)
    const productId = /prd_\w+/.exec(page.url())?.[0] ?? ''
    await page.goto(`${server.url}/seller/products/${productId}/edit?step=submit`)
    await look(page, 'wizard-7-submit')
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
    await page.locator('.buy').getByRole('button', { name: '立即购买' }).click()
    await page.waitForURL(/\/checkout\?/)
    for (const box of await page.locator('.co').getByRole('checkbox').all()) await box.check()
    await look(page, 'checkout')
    await page
      .locator('.co__side')
      .getByRole('button', { name: /^支付 ¥/ })
      .click()
    await page.waitForURL(/\/buyer\/orders\/ord_/)
    return /ord_\w+/.exec(page.url())?.[0] ?? ''
  }

  /** The seller reports what is due now, with its proof. */
  async function deliver(page: Page, note: string): Promise<void> {
    await page.reload()
    await page.getByRole('button', { name: 'Mark as delivered' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Proof of delivery').setInputFiles(pdf)
    await dialog.getByLabel('Note to the buyer (optional)').fill(note)
    await dialog.getByRole('button', { name: 'Mark as delivered' }).click()
    await dialog.waitFor({ state: 'detached' })
  }

  /** The buyer decides on what was delivered. */
  async function decide(page: Page, act: '验收通过' | '验收不通过'): Promise<Locator> {
    await page.reload()
    await page.getByRole('button', { name: act, exact: true }).click()
    return page.getByRole('dialog')
  }

  test('R96–R99, R101, R106: bought, demanded, confirmed in two parts, rejected once and accepted part by part', async () => {
    const seller = await open('seller', { language: 'en-US', dark: false })
    const buyer = await open('buyer', { language: 'zh-CN', dark: true })
    try {
      await walk(seller.page, buyer.page)
    } catch (error) {
      await tellStop(seller.page, 'manual-seller', error)
      await tellStop(buyer.page, 'manual-buyer', error)
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
    const sold = items.find(({ name }) => name.en === 'Chenglan Deployment')
    const supervisionId = await buySupervised(memberOf('buyer'), sold?.id ?? '')

    await visit(operator.page, `${server.url}/operator/supervisions/${supervisionId}`)
    await operator.page.getByRole('button', { name: '退款并终止' }).click()
    const dialog = operator.page.getByRole('dialog')
    await dialog.getByLabel('原因').fill('双方协商一致')
    await look(operator.page, 'refund-dialog')
    await dialog.getByRole('button', { name: '全额退款 ¥6,800.00', exact: true }).click()
    await operator.page.getByText('已终止', { exact: true }).first().waitFor()
    await look(operator.page, 'operator-supervision')

    await visit(buyer.page, `${server.url}/buyer/supervisions/${supervisionId}`)
    await buyer.page.getByText('双方协商一致').first().waitFor()
    await buyer.page.getByRole('link', { name: /^CS/ }).click()
    await buyer.page.getByText('交付未验收，运营人员已退款').first().waitFor()
    await look(buyer.page, 'order-refunded')
    expect(barriers).toEqual([])
    expect([...operator.faults, ...buyer.faults]).toEqual([])
    await operator.context.close()
    await buyer.context.close()
  })

  /** The seller finds it in the list at the former address, and agrees two parts. */
  async function confirmInParts(page: Page): Promise<void> {
    await visit(page, `${server.url}/seller/deliveries`)
    await look(page, 'supervisions')
    await page.getByRole('link', { name: 'Chenglan Deployment' }).click()
    await page.getByRole('button', { name: 'Confirm requirements' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Deliver in parts').check()
    await dialog.getByRole('button', { name: 'Confirm requirements' }).click()
    await dialog.getByText('2 fields need a change').waitFor()
    await dialog.getByLabel('Part 1').fill('Installation')
    await dialog.getByLabel('Part 2').fill('Training')
    await look(page, 'confirm-dialog')
    await dialog.getByRole('button', { name: 'Confirm requirements' }).click()
    await dialog.waitFor({ state: 'detached' })
  }

  async function walk(seller: Page, buyer: Page): Promise<void> {
    const productId = await write(seller)
    await memberOf('operator').client.request('POST /api/operator/products/:productId/decision', {
      params: { productId },
      body: { approve: true },
    })
    const orderId = await buy(buyer, productId)
    await look(buyer, 'order-demand')
    await buyer.getByRole('region', { name: '服务监管' }).getByRole('link', { name: '提交需求' }).click()
    await buyer.getByRole('button', { name: '提交需求' }).click()
    await buyer.getByText('填写需求。').waitFor()
    await look(buyer, 'demand')
    await buyer.getByLabel('需求', { exact: true }).fill('cangye.example，迁移 3 个数据库')
    await buyer.getByLabel('附件（选填）').setInputFiles(pdf)
    await buyer.getByRole('button', { name: '提交需求' }).click()
    await buyer.locator('h1 ~ .st').filter({ hasText: '待确认需求' }).waitFor()

    await confirmInParts(seller)
    await deliver(seller, 'Installed and migrated.')
    const rejection = await decide(buyer, '验收不通过')
    await rejection.getByLabel('原因').fill('缺少培训签到表')
    await look(buyer, 'reject-dialog')
    await rejection.getByRole('button', { name: '退回商家' }).click()
    await rejection.waitFor({ state: 'detached' })

    await deliver(seller, 'With the list of who was trained.')
    await seller.getByText('缺少培训签到表').first().waitFor()
    const part = await decide(buyer, '验收通过')
    await part.getByText('“Installation”').waitFor()
    await part.getByRole('button', { name: '验收通过' }).click()
    await part.waitFor({ state: 'detached' })
    await deliver(seller, 'Everybody is trained.')
    await look(seller, 'seller-supervision')
    const last = await decide(buyer, '验收通过')
    await look(buyer, 'accept-dialog')
    await last.getByRole('button', { name: '验收通过' }).click()
    await buyer.locator('h1 ~ .st').filter({ hasText: '已验收' }).waitFor()
    await look(buyer, 'supervision-accepted')

    const href = await buyer.getByRole('link', { name: 'acceptance.pdf' }).first().getAttribute('href')
    const proof = await buyer.request.get(`${server.url}${href}`)
    expect([proof.status(), await proof.text()]).toEqual([200, '%PDF-1.7\n%%EOF\n'])
    await visit(buyer, `${server.url}/buyer/orders/${orderId}`)
    await buyer.locator('h1 ~ .st').filter({ hasText: '已完成' }).waitFor()
    await visit(buyer, `${server.url}/buyer/services`)
    await buyer.getByRole('row').filter({ hasText: '澄澜部署实施' }).getByRole('link').first().click()
    await buyer.getByRole('region', { name: '交付' }).waitFor()
    await look(buyer, 'service')
  }
})
