import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Id } from '@loggia/kernel'
import { openBrowser, openReader, visit, waitUntilSettled } from './harness/browser.ts'
import { signIn } from './harness/client.ts'
import type { Member } from './harness/client.ts'
import { startFilledDemo } from './harness/demo.ts'
import { createReaders } from './harness/readers.ts'
import type { Readers } from './harness/readers.ts'
import type { ServerProcess } from './harness/server.ts'

const chromium = process.env.LOGGIA_CHROMIUM
const initial = 'loggia-demo'
const password = 'a sentence nobody guesses'
const emails = { one: 'gu@loggia.example', other: 'yan@loggia.example' }
const languages = { one: 'zh-CN', other: 'en-US' } as const
/** For what a page reads again on a busy machine. */
const patiently = { timeout: 20_000 }
const ticket = '培训时间两次改期'

/** Two operators share the queues: the owner reads Chinese in the light theme, the other English in the dark one. */
describe.skipIf(!chromium)('the queues of operators, in Chromium', () => {
  let browser: Browser
  let server: ServerProcess
  let readers: Readers<keyof typeof emails>
  beforeAll(async () => {
    browser = await openBrowser(chromium ?? '')
    server = await startFilledDemo('queues')
    const owner = await signIn(server.url, { email: emails.one, password: initial })
    await owner.client.request('PUT /api/operator/settings', {
      body: { signUp: 'approval', fourEyesOnTopUps: true },
    })
    await choosePassword(owner, initial)
    await addOperator()
    const of = { name: 'queues', origin: server.url, emails, password, dark: ['other'] } as const
    readers = await createReaders(browser, of)
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  async function choosePassword({ client }: Member, current: string): Promise<void> {
    await client.request('PUT /api/profile/password', { body: { current, next: password } })
  }

  /** A colleague who may decide everything, and owns nothing. */
  async function addOperator(): Promise<void> {
    const owner = await signIn(server.url, { email: emails.one, password })
    const grants = ['reviewer', 'finance', 'appeals', 'catalogue']
    const { password: current = '' } = await owner.client.request('POST /api/operator/members', {
      body: { email: emails.other, name: '严谨', language: 'en-US', main: false, grants },
    })
    await choosePassword(await signIn(server.url, { email: emails.other, password: current }), current)
  }

  const rowOf = (page: Page, name: string): Locator =>
    page.getByRole('region', { name: /^(待办|To do)$/ }).getByRole('row', { name })

  test('one operator takes up what waits, notes why, and hands it over; the other finds it, with the note, and answers', async () => {
    await readers.walk(languages, async ({ one, other }) => {
      await visit(one, `${server.url}/operator`)
      await one.getByRole('button', { name: `领取：${ticket}` }).click()
      await one.getByText('已领取，由您处理').waitFor()
      await rowOf(one, ticket).getByText('顾行').waitFor()
      await one.getByRole('button', { name: `退回：${ticket}` }).press('Enter')
      await one.getByText('已退回，目前无人处理').waitFor()
      const takeUp = one.getByRole('button', { name: `领取：${ticket}` })
      await expect.poll(() => takeUp.evaluate((of) => of === document.activeElement), patiently).toBe(true)
      await takeUp.press('Enter')
      await rowOf(one, ticket).getByText('顾行').waitFor()

      await rowOf(one, ticket).getByRole('link', { name: ticket }).click()
      const notes = one.getByRole('region', { name: '内部备注' })
      const note = (text: string) => notes.getByRole('listitem').filter({ hasText: text })
      await notes.getByRole('button', { name: '添加备注' }).click()
      await notes.getByText('请填写备注内容。').waitFor()
      for (const text of ['已致电商家。', '客户希望月底前培训。']) {
        await notes.getByLabel('添加备注').fill(text)
        await notes.getByRole('button', { name: '添加备注' }).click()
        await note(text).waitFor()
      }
      await note('已致电商家。')
        .getByRole('button', { name: /^修改 顾行/ })
        .click()
      await one.getByRole('dialog').getByLabel('备注内容').fill('已致电商家，周五给答复。')
      await readers.look(one, 'note-change')
      await one.getByRole('dialog').getByRole('button', { name: '保存' }).click()
      await note('已致电商家，周五给答复。').waitFor()
      await note('客户希望月底前培训。')
        .getByRole('button', { name: /^撤回 顾行/ })
        .click()
      await one.getByRole('dialog').getByRole('button', { name: '撤回备注' }).click()
      await note('客户希望月底前培训。').waitFor({ state: 'detached' })
      await readers.look(one, 'notes')

      await visit(one, `${server.url}/operator`)
      await one.getByRole('button', { name: `转交：${ticket}` }).click()
      const dialog = one.getByRole('dialog')
      await dialog.getByRole('button', { name: '转交', exact: true }).click()
      await dialog.getByText('请选择一位运营人员。').waitFor()
      await dialog.getByLabel('转交给').selectOption({ label: '严谨' })
      await readers.look(one, 'hand-over')
      await dialog.getByRole('button', { name: '转交', exact: true }).click()
      await one.getByText('已转交给严谨').waitFor()
      await rowOf(one, ticket).getByText('由顾行转交').waitFor()
      expect(await one.getByRole('region', { name: '转交给您的事项' }).count()).toBe(0)

      await visit(other, `${server.url}/operator`)
      const mine = other.getByRole('region', { name: 'Handed over to you' })
      await mine.getByRole('row', { name: ticket }).getByText('顾行').waitFor()
      await readers.look(other, 'handed-over')
      await mine.getByRole('link', { name: ticket }).click()
      const read = other.getByRole('region', { name: 'Internal notes' })
      await read.getByText('已致电商家，周五给答复。').waitFor()
      expect(await read.getByRole('button', { name: /^(Change|Withdraw) / }).count()).toBe(0)
      await other.getByLabel('Message', { exact: true }).fill('培训改到周五上午，商家已确认。')
      await other.getByLabel('Next', { exact: true }).selectOption('solve')
      await other.getByRole('button', { name: 'Send answer' }).click()
      await other.getByText('Waiting for confirmation').first().waitFor()

      await visit(other, `${server.url}/operator`)
      expect(await mine.count()).toBe(0)
      expect(await rowOf(other, ticket).count()).toBe(0)
    })
  })

  test('of several addresses at once, one that was decided meanwhile is named with why; the others are approved', async () => {
    const seller = await signIn(server.url, { email: 'shen@chenglan.example', password: initial })
    const urls = ['a', 'b', 'c'].map((host) => `https://${host}.chenglan.example/produce`)
    const ids: Id<'adr'>[] = []
    for (const url of urls)
      ids.push((await seller.client.request('POST /api/seller/addresses', { body: { url } })).id)
    await readers.walk({ other: languages.other }, async ({ other }) => {
      await visit(other, `${server.url}/operator/addresses`)
      await other.getByLabel('Select all 3 on this page').check()
      await other.getByText('3 selected').waitFor()
      await readers.look(other, 'addresses-chosen')
      await other.getByRole('button', { name: 'Approve selected' }).click()
      const dialog = other.getByRole('dialog')
      expect(await dialog.getByRole('listitem').count()).toBe(3)
      await readers.look(other, 'addresses-dialog')
      const [, meanwhile] = ids
      if (!meanwhile) throw new Error('Three addresses were expected')
      await readers.memberOf('one').client.request('POST /api/operator/addresses/:addressId/decision', {
        params: { addressId: meanwhile },
        body: { approve: false, reason: 'no answer' },
      })

      await dialog.getByRole('button', { name: 'Approve', exact: true }).click()

      const outcome = other.getByRole('status').filter({ hasText: '2 approved, 1 not decided.' })
      await outcome.waitFor()
      expect(await outcome.getByRole('listitem').allInnerTexts()).toEqual([
        `Chenglan Software · ${urls[1]}: This endpoint has already been reviewed.`,
        `Chenglan Software · ${urls[2]}: Approved`,
        `Chenglan Software · ${urls[0]}: Approved`,
      ])
      await readers.look(other, 'addresses-outcome')
      await other.getByText('No endpoints to review').waitFor()
    })
  })

  test('several sign-ups are rejected at once, with one reason', async () => {
    for (const [at, name] of ['苏晴', '林野', '周舟'].entries())
      await readers.memberOf('one').client.request('POST /api/sign-up', {
        body: {
          kind: 'personal',
          name,
          email: `new-${at}@newcomer.example`,
          password,
          country: 'CN',
          language: 'zh-CN',
          agreed: true,
        },
      })
    await readers.walk({ one: languages.one }, async ({ one }) => {
      await visit(one, `${server.url}/operator/applications`)
      const card = one.getByRole('region', { name: '待审核的账号' })
      await card.getByLabel('选择：苏晴').check()
      await card.getByLabel('选择：周舟').click({ modifiers: ['Shift'] })
      await card.getByText('已选择 3 项').waitFor()
      await card.getByRole('button', { name: '批量驳回' }).click()
      const dialog = one.getByRole('dialog')
      await dialog.getByRole('button', { name: '驳回', exact: true }).click()
      await dialog.getByText('请填写驳回原因。').waitFor()
      await dialog.getByLabel('驳回原因').fill('无法核实身份')
      await readers.look(one, 'sign-ups-dialog')
      await dialog.getByRole('button', { name: '驳回', exact: true }).click()
      await card.getByText('3 项均已驳回。').waitFor()
      await readers.look(one, 'sign-ups-outcome')
      expect(await card.getByRole('checkbox').count()).toBe(0)
    })
  })

  test('R6: an operator confirms the balance changes of the other at once, and is not offered their own', async () => {
    const propose = async (role: keyof typeof emails, amount: string) => {
      const { client } = readers.memberOf(role)
      const { items } = await client.request('GET /api/operator/buyers', { query: { text: '沧野' } })
      await client.request(
        'POST /api/operator/buyers/:buyerId/top-ups',
        {
          params: { buyerId: items[0]?.id ?? 'byr_' },
          body: { amount: { amount, currency: 'CNY' }, reason: '线下转账', isOtherTransfer: true },
        },
        { idempotencyKey: `queues ${amount}` },
      )
    }
    await propose('one', '100.00')
    await propose('other', '200.00')
    await propose('other', '300.00')
    await readers.walk({ one: languages.one }, async ({ one }) => {
      await visit(one, `${server.url}/operator/balance-changes?state=waiting`)
      const own = one.getByRole('row').filter({ hasText: '100.00' })
      expect(await own.getByRole('checkbox').isDisabled()).toBe(true)
      await one.getByLabel('选择本页全部 2 项').check()
      await one.getByRole('button', { name: '批量通过' }).click()
      await readers.look(one, 'balance-changes-dialog')
      await one.getByRole('dialog').getByRole('button', { name: '通过', exact: true }).click()
      await one.getByText('2 项均已通过。').waitFor()
      await own.getByText('由您提交，须另一人确认').waitFor()
      await readers.look(one, 'balance-changes-outcome')

      await visit(one, `${server.url}/operator`)
      const row = one.getByRole('region', { name: '待办' }).getByRole('row').filter({ hasText: '100.00' })
      await row.getByText('无人处理').waitFor()
      expect(await row.getByRole('button').count()).toBe(0)
    })
  })

  test('the home page shows what an operator chose, in order; who saves over it is told and sees it', async () => {
    const selection = (page: Page) => page.getByRole('region', { name: /^(精选商品|Selected products)$/ })
    const names = (page: Page) => selection(page).locator('tbody .named b').allInnerTexts()
    await readers.walk(languages, async ({ one, other }) => {
      await visit(one, `${server.url}/operator/home-page`)
      await visit(other, `${server.url}/operator/home-page`)
      await selection(one)
        .getByRole('button', { name: /^更多操作/ })
        .nth(1)
        .click()
      await one
        .getByRole('button', { name: /移出精选$/ })
        .locator('visible=true')
        .click()
      await one.getByText('已移出精选').waitFor()

      const handle = selection(other).getByRole('button', { name: /^Change the order of/ })
      await handle.nth(2).press('ArrowUp')
      await selection(other).getByText('Somebody else has changed this meanwhile').waitFor()
      await expect.poll(() => handle.count(), patiently).toBe(8)
      await readers.look(other, 'home-page-conflict')
      const before = await names(other)
      await handle.nth(1).press('ArrowUp')
      await other.getByText('Order saved').waitFor()
      const after = [before[1], before[0], ...before.slice(2)]
      await expect.poll(() => names(other), patiently).toEqual(after)

      await selection(other).getByRole('button', { name: 'Add product' }).click()
      const dialog = other.getByRole('dialog')
      await dialog.getByRole('button', { name: /^Add / }).first().click()
      await other.getByText('Added').first().waitFor()
      await dialog.getByText(/^The selection has 9 products/).waitFor()
      await readers.look(other, 'home-page-add')
      await dialog.getByRole('button', { name: 'Done' }).click()
      const chosen = await names(other)
      expect(chosen.slice(0, 8)).toEqual(after)

      const guest = await openReader(browser, { language: 'en-US', origin: server.url })
      await visit(guest.page, server.url)
      await waitUntilSettled(guest.page)
      const shown = guest.page.getByRole('region', { name: 'Selected products' })
      expect(await shown.getByRole('heading', { level: 3 }).allInnerTexts()).toEqual(chosen)
      expect(guest.faults).toEqual([])
      await guest.context.close()
    })
  })

  test('none of these pages has a barrier or a fault', () => {
    // The second save of the home page is refused, which the browser notes as well.
    const noted = /status of 409 .*\/home-page\/selection\)$/
    expect(readers.listFaults().filter((fault) => !noted.test(fault))).toEqual([])
  })
})
