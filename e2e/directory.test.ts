import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser, visit, waitUntilSettled } from './harness/browser.ts'
import { startFilledDemo } from './harness/demo.ts'
import { createReaders } from './harness/readers.ts'
import type { Readers } from './harness/readers.ts'
import type { ServerProcess } from './harness/server.ts'

const chromium = process.env.LOGGIA_CHROMIUM
const password = 'loggia-demo'
/** A buyer without a company, and somebody of another buyer who is invited. */
const emails = { buyer: 'xu@wangchuan.example', invited: 'zhou@heting.example' }

const toCsv = (name: string, lines: readonly string[]) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(`\u{FEFF}${lines.join('\r\n')}\r\n`),
})
const people = toCsv('people.csv', [
  '用户名,姓名,部门编码,邮箱',
  ...Array.from({ length: 70 }, (_, nth) => `p${nth},人员${nth},${nth < 60 ? 'line' : 'lab'},`),
  'p70,人员70,nowhere,',
  'p71,人员71,lab,no-address',
  'p 72,人员72,lab,',
])

/** A company from nothing to its end; the buyer reads Chinese, and the one who is invited reads English in the dark. */
describe.skipIf(!chromium)('a company and its people, in Chromium', () => {
  let browser: Browser
  let server: ServerProcess
  let readers: Readers<keyof typeof emails>
  /** The address of its page. */
  let company = ''
  beforeAll(async () => {
    browser = await openBrowser(chromium ?? '')
    server = await startFilledDemo('directory')
    const of = { name: 'directory', origin: server.url, emails, password, dark: ['invited'] } as const
    readers = await createReaders(browser, of)
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  /** Refusals are part of these walks, and the console reports their status. */
  const listFaults = () => readers.listFaults().filter((fault) => !/status of (401|409)/.test(fault))
  const dialogOf = (page: Page) => page.getByRole('dialog')
  const lineOf = (page: Page, name: string) => page.getByRole('treeitem', { name: new RegExp(`^${name}`) })
  async function choose(page: Page, name: string): Promise<void> {
    await lineOf(page, name).click()
    await page.getByRole('heading', { name, level: 2 }).waitFor()
  }
  /** Presses the button of the open dialog, which then closes. */
  async function decide(page: Page, act: string): Promise<void> {
    await dialogOf(page).getByRole('button', { name: act, exact: true }).click()
    await dialogOf(page).waitFor({ state: 'detached' })
  }
  async function createDepartment(page: Page, name: string, code: string): Promise<void> {
    await page.getByRole('button', { name: /^创建(下级)?部门$/ }).click()
    await dialogOf(page).getByLabel('部门名称').fill(name)
    await dialogOf(page).getByLabel('部门编码（可选）').fill(code)
    await decide(page, '创建部门')
  }

  test('R275: it is created, gets departments and people, and a department with people is not deleted', async () => {
    await readers.walk({ buyer: 'zh-CN' }, async ({ buyer: page }) => {
      await visit(page, `${server.url}/buyer/companies`)
      await page.getByText('企业记录您单位的部门和人员').waitFor()
      await readers.look(page, 'empty')
      await page.getByRole('button', { name: '创建企业' }).click()
      await dialogOf(page).getByLabel('企业标识').fill('Not A Code')
      await dialogOf(page).getByRole('button', { name: '创建企业' }).click()
      await dialogOf(page).getByText('首尾须为字母或数字').waitFor()
      await dialogOf(page).getByLabel('企业标识').fill('wangchuan')
      await decide(page, '创建企业')
      await page.waitForURL(/\/buyer\/companies\/ent_/)
      company = page.url()

      await choose(page, '望川食品')
      await createDepartment(page, '生产部', 'line')
      await createDepartment(page, '检测中心', 'lab')
      await choose(page, '生产部')
      await createDepartment(page, '一号线', 'line-1')
      await readers.look(page, 'departments')

      await page.getByRole('button', { name: '添加人员' }).click()
      await dialogOf(page).getByLabel('姓名').fill('云岚')
      await dialogOf(page).getByLabel('用户名').fill('p0')
      await readers.look(page, 'add-dialog')
      await decide(page, '添加人员')
      await page.getByRole('row', { name: /云岚/ }).waitFor()
      // Nobody else gets the user name: the dialog stays, and says so at the field.
      await page.getByRole('button', { name: '添加人员' }).click()
      await dialogOf(page).getByLabel('姓名').fill('石桥')
      await dialogOf(page).getByLabel('用户名').fill('P0')
      await dialogOf(page).getByRole('button', { name: '添加人员' }).click()
      await dialogOf(page).getByText('用户名“P0”已被使用').waitFor()
      await dialogOf(page).getByRole('button', { name: '取消' }).click()

      await page.getByRole('button', { name: '更多操作：“生产部”' }).click()
      await page.getByRole('button', { name: '删除: 生产部' }).click()
      await dialogOf(page).getByRole('button', { name: '删除部门' }).click()
      await dialogOf(page).getByText('部门中还有 1 名人员').waitFor()
      await dialogOf(page).getByRole('button', { name: '保留' }).click()
    })
    expect(listFaults()).toEqual([])
  })

  test('a file with faults is checked, and its other rows are imported', async () => {
    await readers.walk({ buyer: 'zh-CN' }, async ({ buyer: page }) => {
      await visit(page, `${company}?tab=import`)
      await readers.look(page, 'import')
      await page.getByLabel('CSV 文件').setInputFiles(people)
      await page.getByRole('button', { name: '检查文件' }).click()
      await page.getByRole('heading', { name: '检查结果' }).waitFor()
      const act = page.getByRole('button', { name: '导入 70 行' })
      expect(await act.isDisabled()).toBe(true)
      await page.getByLabel('按列筛选').selectOption('邮箱')
      expect(await page.getByRole('row', { name: /邮箱格式不正确/ }).count()).toBe(1)
      expect(await page.getByRole('row', { name: /nowhere/ }).count()).toBe(0)
      await readers.look(page, 'report')
      await page.getByLabel('全部无误才导入').uncheck()
      await act.click()
      await page.getByText('已导入无误的行：新增 69，修改 1。').waitFor()
      await readers.look(page, 'imported')
    })
    expect(listFaults()).toEqual([])
  })

  test('everybody whom the filters find is disabled at once, and somebody is found by their name', async () => {
    await readers.walk({ buyer: 'zh-CN' }, async ({ buyer: page }) => {
      await visit(page, company)
      await choose(page, '生产部')
      await page
        .getByRole('status')
        .filter({ hasText: /^60 人$/ })
        .waitFor()
      await page.getByLabel('选择已显示的全部人员').check()
      await page.getByRole('button', { name: '选择符合条件的全部 60 人' }).click()
      await readers.look(page, 'selected')
      await page.getByRole('button', { name: '禁用', exact: true }).click()
      await decide(page, '禁用 60 人')
      await page.getByText('已完成，60 人').waitFor()
      await page.getByLabel('状态').selectOption('禁用')
      await page
        .getByRole('status')
        .filter({ hasText: /^60 人$/ })
        .waitFor()

      await page.getByRole('searchbox', { name: '姓名、用户名、工号或邮箱' }).fill('人员65')
      await page.keyboard.press('Enter')
      await page.getByText('没有符合条件的人员').waitFor()
      await page.getByRole('button', { name: '清除筛选' }).click()
      await choose(page, '全部人员')
      await page.getByRole('searchbox', { name: '姓名、用户名、工号或邮箱' }).fill('人员65')
      await page.keyboard.press('Enter')
      await page.getByRole('link', { name: '人员65' }).click()
      await page.waitForURL(/\/people\/per_/)
      await waitUntilSettled(page)
      await readers.look(page, 'person')
    })
    expect(listFaults()).toEqual([])
  })

  test('the tree of departments is walked with the keyboard', async () => {
    await readers.walk({ buyer: 'zh-CN' }, async ({ buyer: page }) => {
      await visit(page, company)
      const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-name'))
      await lineOf(page, '全部人员').focus()
      await page.keyboard.press('ArrowDown')
      expect(await focused()).toBe('望川食品')
      await page.keyboard.press('ArrowLeft')
      await lineOf(page, '生产部').waitFor({ state: 'detached' })
      await page.keyboard.press('ArrowRight')
      await lineOf(page, '生产部').waitFor()
      await page.keyboard.press('End')
      expect(await focused()).toBe('生产部')
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { name: '生产部' }).waitFor()
      expect(await lineOf(page, '生产部').getAttribute('aria-selected')).toBe('true')
      await page.keyboard.press('ArrowRight')
      await lineOf(page, '一号线').waitFor()
      await page.keyboard.press('ArrowRight')
      expect(await focused()).toBe('一号线')
      await page.keyboard.press('ArrowLeft')
      expect(await focused()).toBe('生产部')
    })
    expect(listFaults()).toEqual([])
  })

  test('somebody is invited by a link, signs in on the way, links their account and finds it on their account page', async () => {
    await readers.walk({ buyer: 'zh-CN', invited: 'en-US' }, async ({ buyer, invited }) => {
      await visit(buyer, `${company}?q=p69`)
      await buyer.getByRole('link', { name: '人员69' }).click()
      await buyer.getByRole('button', { name: '邀请', exact: true }).click()
      await dialogOf(buyer).getByLabel('接收邀请的邮箱').fill(emails.invited)
      await dialogOf(buyer).getByRole('button', { name: '发送邀请' }).click()
      const link = (await dialogOf(buyer).locator('.mono').textContent()) ?? ''
      await readers.look(buyer, 'invitation-link')
      await decide(buyer, '已复制，关闭')

      // The invited reader is not signed in yet.
      await invited.context().clearCookies({ name: /session/ })
      await visit(invited, link)
      await readers.look(invited, 'join-guest')
      await invited.getByRole('link', { name: 'Sign in' }).last().click()
      await invited.getByLabel('Email').fill(emails.invited)
      await invited.getByLabel('Password', { exact: true }).fill(password)
      await invited.locator('main').getByRole('button', { name: 'Sign in', exact: true }).click()
      await invited.getByText('望川食品 invites you to link this account').waitFor()
      expect(invited.url()).not.toContain(link.slice(link.indexOf('#') + 1))
      await readers.look(invited, 'join')
      await invited.getByRole('button', { name: 'Link account' }).click()
      await invited.getByRole('heading', { name: 'Account linked' }).waitFor()
      await visit(invited, `${server.url}/account`)
      await invited.getByRole('heading', { name: 'Companies you belong to' }).waitFor()
      await invited.getByText('检测中心 · p69').waitFor()
      await readers.look(invited, 'account')

      await buyer.reload()
      await buyer.getByText('已绑定账号，可用此账号登录应用。').waitFor()
      await readers.look(buyer, 'linked')
    })
    expect(listFaults()).toEqual([])
  })

  test('it is dissolved by its name; then it can be read and not changed', async () => {
    await readers.walk({ buyer: 'zh-CN' }, async ({ buyer: page }) => {
      await visit(page, `${company}?tab=settings`)
      await page.getByRole('button', { name: '解散企业' }).click()
      await dialogOf(page).getByRole('button', { name: '解散企业' }).click()
      await dialogOf(page).getByText('与企业名称不一致').waitFor()
      await dialogOf(page).getByLabel('输入企业名称').fill('望川食品')
      await readers.look(page, 'dissolve-dialog')
      await decide(page, '解散企业')
      await page.getByText('所有人员均已离开，不能再修改').waitFor()
      expect(await page.getByRole('button', { name: '添加人员' }).count()).toBe(0)
      await readers.look(page, 'dissolved')
      await page.getByRole('tab', { name: '操作记录' }).click()
      await page.getByText('70 人离开').or(page.getByText('71 人离开')).waitFor()
      await readers.look(page, 'record')
    })
    expect(listFaults()).toEqual([])
  })
})
