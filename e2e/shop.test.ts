import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser, Page } from 'playwright-core'
import { openBrowser, tellStop } from './harness/browser.ts'
import { signIn } from './harness/client.ts'
import type { Member } from './harness/client.ts'
import { startFilledDemo } from './harness/demo.ts'
import type { ServerProcess } from './harness/server.ts'
import { startTour } from './journey/tour.ts'
import type { Tour } from './journey/tour.ts'
import { startOldSeller } from './sellers/old-seller.ts'
import type { OldSeller } from './sellers/old-seller.ts'

const chromium = process.env.LOGGIA_CHROMIUM
const password = 'loggia-demo'
const emails = { buyer: 'lin@cangye.example', seller: 'shen@chenglan.example', operator: 'gu@loggia.example' }
const given = { emailDomainName: 'mail.cangye.example', userName: '林 "知遥" + 1' }
const reason = '阶梯价的说明与价格不符，请写清每一档。'

/** The texts that a reader of each language looks for on the pages. */
const words = {
  'zh-CN': {
    bind: '绑定生产地址',
    bindDo: '绑定',
    protocol: '协议',
    old: 'SaaS V1.0（旧版）',
    bits: '手机号和邮箱的加密方式',
    address: '生产地址',
    key: '密钥',
    request: '请求',
    setChannel: '设置',
    channelAddress: '生产地址',
    save: '保存',
    isOn: '已启用',
    toDo: '待办',
    open: '开始审核',
    reject: '驳回',
    rejectDo: '驳回申请',
    reason: '原因',
    rejected: '已驳回',
    approve: '通过',
    approveDo: '通过申请',
    approved: '已通过',
    band: /^11–50/,
    applies: '适用',
    line: '11–50¥90.00 × 20 席 × 1 个月',
    consent: /授权将本账号的下列信息提供给/,
    consentFirst: /授权后才能/,
    domain: '企业邮箱域名',
    notDomain: /填写域名，如/,
    userName: '姓名（选填）',
    buy: '立即购买',
    pay: /^支付 ¥1,800\.00/,
    month: '1 个月',
    limit: /每个买家最多购买此规格 1 次/,
    nothingTaken: '下单未成功，未扣款。',
  },
  'en-US': {
    bind: 'Link endpoint',
    bindDo: 'Link',
    protocol: 'Protocol',
    old: 'SaaS V1.0 (legacy)',
    bits: 'Encryption of phone and email',
    address: 'Endpoint',
    key: 'Key',
    request: 'Request',
    setChannel: 'Set up',
    channelAddress: 'Endpoint',
    save: 'Save',
    isOn: 'On',
    toDo: 'To do',
    open: 'Start review',
    reject: 'Reject',
    rejectDo: 'Reject application',
    reason: 'Reason',
    rejected: 'Rejected',
    approve: 'Approve',
    approveDo: 'Approve application',
    approved: 'Approved',
    band: /^11–50/,
    applies: 'Applies',
    line: '11–50¥90.00 × 20 seats × 1 month',
    consent: /I agree to share these details of this account/,
    consentFirst: /Your account cannot be created/,
    domain: 'Mail domain',
    notDomain: /Enter a domain name, such as/,
    userName: 'Name (optional)',
    buy: 'Buy now',
    pay: /^Pay ¥1,800\.00/,
    month: '1 month',
    limit: /Purchases of this specification are limited to 1 per buyer/,
    nothingTaken: 'Your order was not placed and you were not charged.',
  },
} as const
type Words = (typeof words)[keyof typeof words]

describe.skipIf(!chromium)(
  'a product by tiers of a seller with SaaS V1.0, from its review to its use, in Chromium',
  () => {
    let browser: Browser
    let server: ServerProcess
    beforeAll(async () => {
      browser = await openBrowser(chromium ?? '')
      server = await startFilledDemo('shop')
    })
    afterAll(async () => {
      await browser?.close()
      await server?.stop()
    })

    test.each(['zh-CN', 'en-US'] as const)('in %s', async (language) => {
      const seller = await signIn(server.url, { email: emails.seller, password })
      const name = { zh: `按量协作 ${language}`, en: `Tiered desk ${language}` }
      const productId = await writeTiered(seller, name)
      const { old, keys } = await startRegistered(
        seller,
        await signIn(server.url, { email: emails.operator, password }),
      )
      const owner = await startTour(browser, { language, origin: server.url })
      await bindOld(owner, { productId, url: old.url, hint: keys.basic.hint }, words[language])
      await switchOn(owner, { url: old.ordersUrl, hint: keys.common.hint }, words[language])
      await submit(seller, productId)
      const operator = await startTour(browser, { language, origin: server.url })
      const buyer = await startTour(browser, { language, origin: server.url })
      const shown = language === 'zh-CN' ? name.zh : name.en

      await review(operator, shown, words[language])
      await submit(seller, productId)
      await approve(operator, shown, words[language])
      await buy(buyer, productId, words[language]).catch(async (error: unknown) => {
        await tellStop(buyer.page, `${language}-shop`, error)
        throw error
      })
      // What happens at the seller's server does not depend on the language.
      if (language === 'zh-CN') await use(buyer, old, shown)
      if (language === 'zh-CN') await seeCalls(owner, words[language])
      await limitToOne(seller, productId)
      await refuse(buyer, productId, words[language])

      // The intended refusal is the only fault that the browser may report.
      const faults = [...owner.faults, ...operator.faults, ...buyer.faults]
      expect(faults.filter((fault) => !isRefusedOrder(fault))).toEqual([])
      expect(faults.filter(isRefusedOrder)).toHaveLength(1)
      await old.close()
      await owner.context.close()
      await operator.context.close()
      await buyer.context.close()
    })
  },
)

const isRefusedOrder = (fault: string): boolean => /status of 422 .*\/api\/buyer\/orders\)$/.test(fault)

/** R22, R47, R47a: with tiers of 10 and 50, the buyer's email, and two parameters. */
async function writeTiered({ client }: Member, name: { zh: string; en: string }): Promise<string> {
  const cny = (amount: string) => ({ amount, currency: 'CNY' as const })
  const { items: categories } = await client.request('GET /api/categories', {})
  const leaf = categories.find(({ code }) => categories.every(({ parent }) => parent !== code))
  const { productId } = await client.request(
    'POST /api/seller/products',
    {
      body: {
        name,
        summary: { zh: '人越多越省', en: 'Cheaper by the dozen' },
        description: { zh: '按席位数量分档计价。', en: 'Priced by the number of seats.' },
        category: leaf?.code ?? '',
        tags: ['协同'],
        buyerData: ['email'],
        buyerParameters: [
          {
            name: 'emailDomainName',
            label: { zh: '企业邮箱域名', en: 'Mail domain' },
            required: true,
            kind: 'domain',
          },
          {
            name: 'userName',
            label: { zh: '姓名', en: 'Name' },
            required: false,
            kind: 'text',
            maxLength: 30,
          },
        ],
        // V1.0 cannot express another quantity at a renewal.
        afterSale: { fiveDayRefund: true, upgrades: true, renewalChanges: false },
        quantity: {
          name: { zh: '席位', en: 'Seats' },
          unit: { zh: '席', en: 'seat' },
          min: 1,
          max: 500,
          pricing: 'tier',
        },
        specifications: [
          {
            name: { zh: '团队协作', en: 'Team desk' },
            features: [{ zh: '共同编辑', en: 'Editing together' }],
            prices: [
              {
                period: 'month',
                unitPrice: cny('100'),
                bands: [
                  { above: 10, unitPrice: cny('90') },
                  { above: 50, unitPrice: cny('80') },
                ],
              },
            ],
          },
        ],
      },
    },
    { idempotencyKey: `tiered ${name.en}` },
  )
  return productId
}

/** Runs the test calls that the submission needs (R44), and submits. */
async function submit({ client }: Member, productId: string): Promise<void> {
  const params = { target: productId }
  const ran = await client.request('POST /api/seller/test-calls/:target/run', { params, body: {} })
  expect(ran).toMatchObject({ passed: true, unsent: [] })
  await client.request('POST /api/seller/products/:productId/submission', { params: { productId } })
}

/**
 * A server for V1.0 with a query in its address, which gets order notifications at another address; an operator has
 * approved both.
 */
async function startRegistered(seller: Member, operator: Member) {
  const keyOf = (interfaceClass: 'basic' | 'common') =>
    seller.client.request('POST /api/seller/keys', { body: { interfaceClass } })
  const keys = { basic: await keyOf('basic'), common: await keyOf('common') }
  const old = await startOldSeller({ basic: keys.basic.accessKey, common: keys.common.accessKey })
  for (const url of [old.url, old.ordersUrl]) {
    const { id: addressId } = await seller.client.request('POST /api/seller/addresses', { body: { url } })
    await operator.client.request('POST /api/operator/addresses/:addressId/decision', {
      params: { addressId },
      body: { approve: true },
    })
  }
  return { old, keys }
}

/** Switches order notifications on. */
async function switchOn({ page, look }: Tour, to: { url: string; hint: string }, said: Words): Promise<void> {
  await page.goto(new URL('/seller/access', page.url()).href)
  await page.getByRole('button', { name: said.setChannel }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(said.channelAddress, { exact: true }).selectOption(to.url)
  await dialog.getByLabel(said.key, { exact: true }).selectOption(to.hint)
  if (!(await dialog.getByRole('checkbox').isChecked())) await dialog.getByRole('checkbox').check()
  await look('order-channel')
  await dialog.getByRole('button', { name: said.save, exact: true }).click()
  await page.getByText(said.isOn, { exact: true }).waitFor()
  await look('access-with-channel')
}

type ToBind = { readonly productId: string; readonly url: string; readonly hint: string }

/** An address with its own query can be chosen only with V1.0. */
async function bindOld(
  { page, look, signIn: enter }: Tour,
  { productId, url, hint }: ToBind,
  said: Words,
): Promise<void> {
  await enter(emails.seller, password)
  await page.goto(new URL(`/seller/products/${productId}`, page.url()).href)
  await page.getByRole('button', { name: said.bind }).click()
  const dialog = page.getByRole('dialog')
  const address = dialog.getByLabel(said.address, { exact: true })
  await address.locator('option').nth(1).waitFor({ state: 'attached' })
  expect(await address.locator('option', { hasText: url }).count()).toBe(0)
  await dialog.getByLabel(said.protocol, { exact: true }).selectOption(said.old)
  await dialog.getByLabel(said.bits, { exact: true }).selectOption('AES-128')
  await address.selectOption(url)
  await dialog.getByLabel(said.key, { exact: true }).selectOption(hint)
  await look('bind-v1')
  await dialog.getByRole('button', { name: said.bindDo, exact: true }).click()
  await page.getByText(`${said.old} · AES-128`).waitFor()
  await look('bound-v1')
}

const openReview = async (page: Page, name: string): Promise<void> => {
  await page.goto(new URL('/operator/reviews', page.url()).href)
  await page.getByRole('link', { name }).click()
  await page.waitForURL(/\/operator\/reviews\/apl_/)
}

/** Opens the application from the list of what waits, and rejects it with a reason. */
async function review({ page, look, signIn: enter }: Tour, name: string, said: Words): Promise<void> {
  await enter(emails.operator, password)
  await page.goto(new URL('/operator', page.url()).href)
  const toDo = page.getByRole('region', { name: said.toDo, exact: true })
  await toDo.getByRole('link', { name }).waitFor()
  await look('operator-to-do')
  await toDo.getByRole('link', { name }).click()
  await page.waitForURL(/\/operator\/reviews\/apl_/)
  await page.getByRole('button', { name: said.open }).click()
  await page.getByRole('button', { name: said.reject, exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: said.rejectDo }).click()
  await dialog.getByRole('alert').waitFor()
  await dialog.getByLabel(said.reason).fill(reason)
  await look('review-reject')
  await dialog.getByRole('button', { name: said.rejectDo }).click()
  await page.locator('.st--pill', { hasText: said.rejected }).waitFor()
  await page.getByText(reason).waitFor()
  await look('review-rejected')
}

async function approve({ page, look }: Tour, name: string, said: Words): Promise<void> {
  await page.goto(new URL('/operator/reviews', page.url()).href)
  await page.getByRole('link', { name }).waitFor()
  await look('reviews')
  await openReview(page, name)
  await page.getByRole('button', { name: said.open }).click()
  await page.getByRole('button', { name: said.approve, exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: said.approveDo }).click()
  await page.locator('.st--pill', { hasText: said.approved }).waitFor()
}

/** R22, R66: the band of the quantity, the required consent, and the price; both before anything is ordered. */
async function buy(
  { page, look, signIn: enter, words: tour }: Tour,
  productId: string,
  said: Words,
): Promise<void> {
  await enter(emails.buyer, password)
  await page.goto(new URL(`/products/${productId}`, page.url()).href)
  await page.getByRole('radio', { name: said.month, exact: true }).check()
  await page.locator('#quantity').fill('20')
  const band = page.locator('.bands tr.on')
  await expect.poll(() => band.getByRole('rowheader').textContent()).toMatch(said.band)
  expect(await band.textContent()).toContain(said.applies)
  await expect.poll(() => page.locator('.buy .lines dt').first().textContent()).toBe(said.line)
  await look('tier-product')
  await page.locator('.buy').getByRole('button', { name: said.buy }).click()
  await page.waitForURL(/\/checkout\?.*quantity=20.*&key=[0-9a-f]{32}$/)
  await page.getByRole('checkbox', { name: tour.agree }).check()

  // R66a: missing parameters are shown first, with what is wrong.
  const domain = page.getByLabel(said.domain, { exact: true })
  const pay = page.locator('.co__side').getByRole('button', { name: said.pay })
  await pay.click()
  await expect.poll(() => domain.evaluate((field) => field === document.activeElement)).toBe(true)
  await domain.fill(`https://${given.emailDomainName}`)
  await page.getByText(said.notDomain).waitFor()
  await look('tier-parameters')
  await domain.fill(given.emailDomainName)
  await page.getByLabel(said.userName).fill(given.userName)

  await pay.click()
  await page.getByText(said.consentFirst).waitFor()
  expect(page.url()).toMatch(/\/checkout\?/)
  // The consent names what the seller gets.
  await page.locator('.fields').getByText(given.emailDomainName, { exact: true }).waitFor()
  await page.locator('.fields').getByText('@cangye.example').waitFor()
  // What was chosen and typed outlives a reload; a consent has to be given again.
  await page.reload()
  await expect.poll(() => domain.inputValue()).toBe(given.emailDomainName)
  await page.getByRole('checkbox', { name: tour.agree }).check()
  await page.getByRole('checkbox', { name: said.consent }).check()
  await look('tier-checkout')
  const checkout = page.url()
  await pay.dblclick()
  await page.waitForURL(/\/buyer\/orders\/ord_/)
  await page.getByText(given.userName, { exact: true }).waitFor()
  await seeNoSecond(page, checkout)
}

/** The address of a checkout that was paid leads to its order, and going back does not lead to it. */
async function seeNoSecond(page: Page, checkout: string): Promise<void> {
  const order = page.url()
  await page.goto(checkout)
  await page.waitForURL(order)
  await page.goBack()
  await page.waitForURL(/\/(products\/prd_\w+\?|buyer\/orders\/ord_)/)
  await page.goto(order)
}

/**
 * The order is complete, and the page of the service shows what the old server sealed. In V1.0 that query is the
 * repeated purchase.
 */
async function use({ page, look, words: tour }: Tour, old: OldSeller, name: string): Promise<void> {
  await expect
    .poll(() => page.locator('.st--pill').first().textContent(), { timeout: 40_000 })
    .toBe(tour.order.completed)
  await page.goto(new URL('/buyer/services', page.url()).href)
  const row = page.getByRole('row').filter({ hasText: name })
  await row.getByRole('link', { name: tour.access.service }).first().click()
  await page.getByRole('link', { name: tour.access.open }).waitFor()
  await page.getByText('desk-admin').waitFor()
  await look('service-v1')
  const [first, again] = old.asked.filter(({ testFlag }) => testFlag === '0')
  expect(first).toMatchObject({ activity: 'newInstance', amount: '20', r: 'produce', testFlag: '0' })
  // R66: only what the buyer agreed to, sealed with the chosen 128 bits.
  expect([old.open(first?.email), first?.mobilePhone]).toEqual([emails.buyer, undefined])
  // R47a: exactly what the buyer entered, in the purchase and in its repeat (saas-v1 §6.1).
  for (const asked of [first, again])
    expect(JSON.parse(Buffer.from(asked?.saasExtendParams ?? '', 'base64').toString())).toEqual(
      Object.entries(given).map(([name, value]) => ({ name, value })),
    )
  expect(again).toMatchObject({ activity: 'newInstance', orderId: first?.orderId })
  expect(old.told).toEqual([
    {
      activity: 'orderNotify',
      orderId: first?.orderId,
      orderLineId: `${first?.orderId}-000001`,
      testFlag: '0',
    },
  ])
}

/** The seller sees both calls, a GET and a notification; the sealed parts of the address are not shown. */
async function seeCalls({ page, look }: Tour, said: Words): Promise<void> {
  for (const activity of ['newInstance', 'orderNotify']) {
    await page.goto(new URL(`/seller/calls?activity=${activity}`, page.url()).href)
    await page.locator('.msgs a').filter({ hasText: activity }).first().click()
    await page.getByRole('tab', { name: said.request }).click()
    await page
      .getByText(
        activity === 'newInstance'
          ? /GET \/index\.php(?=.*email=•)(?=.*saasExtendParams=•)/
          : /POST \/orders/,
      )
      .first()
      .waitFor()
    await look(`calls-${activity}`)
  }
}

/** R29: from now on, each buyer may buy it once. */
async function limitToOne({ client }: Member, productId: string): Promise<void> {
  const params = { productId }
  const { specifications } = await client.request('GET /api/seller/products/:productId/content', { params })
  const id = specifications[0]?.id
  if (id === undefined) throw new Error('The product’s specification has no id')
  await client.request('PUT /api/seller/products/:productId/sale-terms', {
    params,
    body: { audience: { kind: 'all' }, specifications: [{ id, maxPurchases: 1 }] },
  })
}

/** R29: a purchase that is not allowed is refused with a sentence, before any money moves. */
async function refuse({ page, look, words: tour }: Tour, productId: string, said: Words): Promise<void> {
  await page.goto(new URL(`/products/${productId}/checkout?quantity=20&term=month-1`, page.url()).href)
  await page.getByLabel(said.domain, { exact: true }).fill(given.emailDomainName)
  for (const name of [tour.agree, said.consent]) await page.getByRole('checkbox', { name }).check()
  const pay = page.locator('.co__side').getByRole('button', { name: said.pay })
  await pay.click()
  await page.getByText(said.limit).waitFor()
  await page.getByText(said.nothingTaken).waitFor()
  expect(await pay.count()).toBe(0)
  await look('refused')
}
