import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findBarriers, launchBrowser, openReader, requireFit, visit } from './harness/browser.ts'
import type { Language, Reader } from './harness/browser.ts'
import { signIn } from './harness/client.ts'
import { startFilledDemo } from './harness/demo.ts'
import type { ServerProcess } from './harness/server.ts'

const chromium = process.env.LOGGIA_CHROMIUM
const password = 'loggia-demo'

/** An operator suspends a buyer, who reads why; an owner names a role and gives it to a member. */
describe.skipIf(!chromium)('suspensions and roles, in Chromium', () => {
  let browser: Browser
  let server: ServerProcess
  beforeAll(async () => {
    browser = await launchBrowser(chromium ?? '')
    server = await startFilledDemo('suspension')
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  async function openAs(email: string, language: Language): Promise<Reader> {
    const member = await signIn(server.url, { email, password })
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
})
