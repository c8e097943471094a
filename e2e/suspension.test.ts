import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findBarriers, openBrowser, openReader, requireFit, visit } from './harness/browser.ts'
import type { Language, Reader } from './harness/browser.ts'
import { signIn } from './harness/client.ts'
import { startFilledDemo } from './harness/demo.ts'
import type { ServerProcess } from './harness/server.ts'

const chromium = process.env.LOGGIA_CHROMIUM
const password = 'loggia-demo'

/**
 * An operator suspends a buyer, who reads why; an owner names a role and gives it to a member; a member asks for a purchase,
 * which the owner approves.
 */
describe.skipIf(!chromium)('suspensions, roles and purchase requests, in Chromium', () => {
  let browser: Browser
  let server: ServerProcess
  beforeAll(async () => {
    browser = await openBrowser(chromium ?? '')
    server = await startFilledDemo('suspension')
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  async function openAs(email: string, language: Language, own = password): Promise<Reader> {
    const member = await signIn(server.url, { email, password: own })
    await member.client.request('PUT /api/profile', { body: { name: email.split('@')[0] ?? '', language } })
    const reader = await openReader(browser, { language, origin: server.url })
    await reader.context.addCookies(member.cookies().map((one) => ({ ...one, url: server.url })))
    return reader
  }
  async function look(page: Page, name: string): Promise<void> {
    await requireFit(page, name)
    expect([name, await findBarriers(page)]).toEqual([name, []])
  }

  test('a suspended buyer reads why on each page, until it is lifted', { timeout: 180_000 }, async () => {
    const operator = await openAs('gu@loggia.example', 'en-US')
    const { page } = operator
    await visit(page, `${server.url}/operator/buyers`)
    await page.getByRole('link', { name: 'Cangye Manufacturing' }).click()
    await page.getByRole('button', { name: 'Suspend', exact: true }).click()
    await page.getByRole('button', { name: 'Suspend buyer' }).click()
    await page.getByText('Enter a reason of up to 500 characters.').waitFor()
    await page.getByRole('textbox', { name: 'Reason' }).fill('Payments in dispute')
    await look(page, 'suspend-dialog')
    await page.getByRole('button', { name: 'Suspend buyer' }).click()
    await page.getByRole('cell', { name: 'In force' }).waitFor()
    await look(page, 'suspended-buyer')

    const buyer = await openAs('lin@cangye.example', 'zh-CN')
    await visit(buyer.page, `${server.url}/buyer`)
    await buyer.page
      .getByRole('region', { name: '买家账号已停用' })
      .getByText('Payments in dispute')
      .waitFor()
    await look(buyer.page, 'buyer-banner')

    await page.getByRole('button', { name: 'Lift', exact: true }).click()
    await page.getByRole('textbox', { name: 'Reason' }).fill('Settled')
    await page.getByRole('button', { name: 'Lift suspension' }).click()
    await page.getByText('Lifted: Settled').waitFor()
    await buyer.page.reload()
    await buyer.page.getByRole('heading', { level: 1 }).waitFor()
    expect(await buyer.page.getByText('买家账号已停用').count()).toBe(0)
    expect([...operator.faults, ...buyer.faults]).toEqual([])
  })

  test('an owner names a role and gives it to a member', { timeout: 180_000 }, async () => {
    const { page, faults } = await openAs('shen@chenglan.example', 'en-US')
    await visit(page, `${server.url}/seller/members`)
    await page.getByRole('tab', { name: 'Roles' }).click()
    await page.getByRole('button', { name: 'Create role' }).click()
    const form = page.getByRole('dialog')
    await form.getByLabel('Name').fill('Finance')
    await form.getByRole('group', { name: 'Permission for Orders' }).getByLabel('View').check()
    await look(page, 'role-form')
    await form.getByRole('button', { name: 'Create role' }).click()
    await page.getByRole('cell', { name: 'Orders (view)' }).waitFor()
    await look(page, 'roles')

    await page.getByRole('button', { name: 'Add member' }).click()
    await form.getByText('No role or permission selected').waitFor()
    await form.getByLabel('Name').fill('Zhou')
    await form.getByLabel('Email').fill('zhou.finance@chenglan.example')
    await form.getByLabel('Finance').check()
    await look(page, 'member-form')
    await form.getByRole('button', { name: 'Add member' }).click()
    await page.getByRole('button', { name: 'I have saved it, close' }).click()
    await page.getByRole('tab', { name: 'Members' }).click()
    await page.getByRole('row', { name: 'Zhou' }).getByText('Finance', { exact: true }).waitFor()
    expect(faults).toEqual([])
  })

  /** A colleague of the buyer without any permission, who has chosen a password. */
  async function addColleague(email: string, own: string): Promise<void> {
    const owner = await signIn(server.url, { email: 'lin@cangye.example', password })
    const { password: current = '' } = await owner.client.request('POST /api/buyer/members', {
      body: { email, name: 'Zhou Yuan', language: 'en-US', main: false, grants: [], roles: [] },
    })
    const member = await signIn(server.url, { email, password: current })
    await member.client.request('PUT /api/profile/password', { body: { current, next: own } })
  }

  test(
    'R3a, R3b, R3c: a member asks to buy for a cost centre, and the owner approves within view of its budget',
    {
      timeout: 240_000,
    },
    async () => {
      const [email, own] = ['zhou.yuan@cangye.example', 'a sentence nobody guesses']
      await addColleague(email, own)
      const owner = await openAs('lin@cangye.example', 'zh-CN')
      await visit(owner.page, `${server.url}/buyer/budgets`)
      await owner.page.getByText('未设置预算').waitFor()
      await owner.page.getByRole('button', { name: '创建成本中心' }).click()
      await owner.page.getByRole('button', { name: '创建', exact: true }).click()
      await owner.page.getByText('填写编号').waitFor()
      await owner.page.getByLabel('编号').fill('RD-01')
      await owner.page.getByLabel('名称').fill('研发中心')
      await look(owner.page, 'cost-centre-form')
      await owner.page.getByRole('button', { name: '创建', exact: true }).click()
      await owner.page.getByLabel('Zhou Yuan 的成本中心').selectOption({ label: 'RD-01 研发中心' })
      await owner.page.getByRole('button', { name: '设置预算' }).click()
      await owner.page.getByLabel('对象').selectOption({ label: 'RD-01 研发中心' })
      await owner.page.getByLabel('每个周期的预算（元）').fill('100')
      await owner.page.getByRole('dialog').getByRole('button', { name: '保存' }).click()
      await owner.page.getByText('已用 ¥0.00，预算 ¥100.00').waitFor()
      await look(owner.page, 'budgets')

      const asker = await openAs(email, 'en-US', own)
      await visit(asker.page, `${server.url}/search?q=Chenglan+Docs`)
      await asker.page.getByRole('link', { name: 'Chenglan Docs' }).first().click()
      await asker.page.getByRole('button', { name: 'Buy now' }).click()
      await asker.page.getByText(/Members who can buy: lin/).waitFor()
      await look(asker.page, 'checkout-without-permission')
      await asker.page.getByRole('button', { name: 'Ask to buy' }).click()
      const dialog = asker.page.getByRole('dialog')
      await dialog.getByRole('button', { name: 'Ask to buy' }).click()
      await dialog.getByText('Enter a reason').waitFor()
      await dialog.getByLabel('Reason').fill('Thirty new colleagues start on Monday.')
      await look(asker.page, 'ask-to-buy')
      await dialog.getByRole('button', { name: 'Ask to buy' }).click()
      await asker.page.getByText('Waiting for a decision').waitFor()
      await look(asker.page, 'purchase-request')

      await visit(owner.page, `${server.url}/buyer/purchase-requests`)
      await look(owner.page, 'purchase-requests')
      await visit(owner.page, `${server.url}/buyer`)
      await look(owner.page, 'overview-with-a-request')
      await owner.page.getByRole('link', { name: '审批：澄澜协同文档' }).click()
      await owner.page.getByText('Thirty new colleagues start on Monday.').waitFor()
      await owner.page.getByRole('button', { name: '通过并支付' }).click()
      await owner.page.getByRole('button', { name: /^通过，支付/ }).click()
      await owner.page.getByText('同意协议后才能通过。').waitFor()
      await look(owner.page, 'approval')
      await owner.page.getByLabel(/已阅读并同意/).check()
      await owner.page.getByRole('button', { name: /^通过，支付/ }).click()
      await owner.page.getByText('已通过此申请').waitFor()
      await look(owner.page, 'approved')

      await visit(owner.page, `${server.url}/buyer/budgets`)
      await owner.page.getByText('已超出').waitFor()
      await owner.page.getByRole('link', { name: '查看订单：成本中心“研发中心”' }).click()
      await owner.page.getByRole('heading', { name: '订单', exact: true }).waitFor()
      await owner.page.getByText('共 1 项').waitFor()
      await look(owner.page, 'orders-of-a-cost-centre')
      expect([...owner.faults, ...asker.faults]).toEqual([])
    },
  )
})
