import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  findBarriers,
  openBrowser,
  openReader,
  requireFit,
  visit,
  waitUntilSettled,
} from './harness/browser.ts'
import type { Reader } from './harness/browser.ts'
import { signIn } from './harness/client.ts'
import { copyFilledDemo } from './harness/demo.ts'
import { listLinks, openMailbox } from './harness/mailbox.ts'
import type { Mail, Mailbox } from './harness/mailbox.ts'
import { startDemo } from './harness/server.ts'
import type { ServerProcess } from './harness/server.ts'

const chromium = process.env.LOGGIA_CHROMIUM
const operator = { email: 'gu@loggia.example', password: 'loggia-demo' }
const person = { name: '林一', email: 'lin.yi@mail.example', password: '惟江上之清风与山间之明月' }
const linkOf = (mail: Mail, path: string): string => {
  const found = listLinks(mail).find((link) => new URL(link).pathname === path)
  if (found === undefined) throw new Error(`No link to ${path} in ${listLinks(mail).join(', ')}`)
  return found
}

/** A new buyer from the product to the first sign-in, a lost password, another email, in Chinese; an operator in English. */
describe.skipIf(!chromium)('emails and their links, in Chromium', () => {
  let browser: Browser
  let mailbox: Mailbox
  let folder: string
  let server: ServerProcess
  const barriers: string[] = []
  beforeAll(async () => {
    browser = await openBrowser(chromium ?? '')
    mailbox = await openMailbox()
    folder = await copyFilledDemo('mail')
    server = await startDemo(folder, mailbox.env)
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
    await mailbox?.close()
  })

  /** Looks at the page at both widths. */
  async function look(page: Page, name: string): Promise<void> {
    await requireFit(page, name)
    barriers.push(...(await findBarriers(page)).map((barrier) => `${name}: ${barrier}`))
  }
  const openAs = async (language: 'zh-CN' | 'en-US'): Promise<Reader> =>
    openReader(browser, { language, origin: server.url })

  test(
    'a person signs up, confirms the address, loses the password, and moves to another address',
    { timeout: 180_000 },
    async () => {
      const { page, context, faults } = await openAs('zh-CN')
      await visit(page, `${server.url}/search`)
      await page.locator('a[href^="/products/"]').first().click()
      await page.waitForURL(/\/products\//)
      const product = new URL(page.url()).pathname

      await page.goto(`${server.url}/sign-in?next=${encodeURIComponent(product)}`)
      await page.getByRole('main').getByRole('link', { name: '注册' }).click()
      await page.getByText('个人', { exact: true }).click()
      await page.getByLabel('姓名').fill(person.name)
      await page.getByLabel('邮箱', { exact: true }).fill(person.email)
      await page.getByLabel('密码', { exact: true }).fill(person.password)
      await page.getByRole('checkbox').check()
      expect(await page.getByRole('main').getByRole('link', { name: '隐私说明' }).getAttribute('href')).toBe(
        '/privacy',
      )
      await page.getByRole('button', { name: '注册' }).click()
      await page.getByRole('heading', { name: '请确认邮箱' }).waitFor()
      await look(page, 'sign-up-unconfirmed')

      const confirmation = await mailbox.next(person.email)
      expect(confirmation.raw).toContain('lang="zh-CN"')
      await page.goto(linkOf(confirmation, '/sign-in'))
      await page.getByRole('heading', { name: '确认邮箱并登录' }).waitFor()
      await look(page, 'sign-in-confirming')
      await page.getByLabel('邮箱', { exact: true }).fill(person.email)
      await page.getByLabel('密码', { exact: true }).fill(person.password)
      await page.getByRole('button', { name: '登录' }).click()
      await page.waitForURL((url) => url.pathname === product)

      await page.goto('about:blank')
      await context.clearCookies()
      await page.goto(`${server.url}/sign-in`)
      await page.getByRole('link', { name: '忘记密码？' }).click()
      await page.getByRole('heading', { name: '重置密码' }).waitFor()
      await look(page, 'reset-password')
      await page.getByLabel('邮箱', { exact: true }).fill(person.email)
      await page.getByRole('button', { name: '发送链接' }).click()
      await page.getByRole('heading', { name: '请查收邮件' }).waitFor()
      const reset = linkOf(await mailbox.next(person.email), '/reset-password')
      await page.goto(reset)
      await page.getByText(person.email).waitFor()
      await look(page, 'new-password')
      const next = `${person.password}，耳得之而为声`
      await page.getByLabel('新密码', { exact: true }).fill(next)
      await page.getByRole('button', { name: '保存密码' }).click()
      await page.getByRole('heading', { name: '密码已保存' }).waitFor()
      expect(listLinks(await mailbox.next(person.email)).length).toBeGreaterThan(0)
      await page.goto('about:blank')
      await page.goto(reset)
      await page.getByRole('heading', { name: '链接已失效' }).waitFor()
      await look(page, 'link-unusable')

      const member = await signIn(server.url, { email: person.email, password: next })
      await context.addCookies(member.cookies().map((one) => ({ ...one, url: server.url })))
      await page.goto(`${server.url}/account`)
      const moved = 'lin.yi@new.example'
      await page.getByLabel('新邮箱').fill(moved)
      await page.locator('#email-password').fill(next)
      await page.getByRole('button', { name: '修改邮箱' }).click()
      await page.getByText(`确认链接已发送至 ${moved}`).waitFor()
      await page.goto(linkOf(await mailbox.next(moved), '/confirm-email'))
      await look(page, 'confirm-email')
      await page.getByRole('button', { name: '确认' }).click()
      await page.getByRole('heading', { name: '邮箱已修改' }).waitFor()
      expect((await mailbox.next(person.email)).raw).toContain('/account')
      await signIn(server.url, { email: moved, password: next })

      expect(barriers).toEqual([])
      // The browser reports the link that was used already.
      expect(faults).toEqual([expect.stringContaining('/api/password-resets/owner')])
    },
  )

  test(
    'an operator sends a test email; after kill -9 during its sending it is shown, and not sent twice',
    { timeout: 120_000 },
    async () => {
      const member = await signIn(server.url, operator)
      const reader = await openAs('en-US')
      const { page } = reader
      await reader.context.addCookies(member.cookies().map((one) => ({ ...one, url: server.url })))
      await page.goto(`${server.url}/operator/mails`)
      await page.getByRole('button', { name: 'Send test email' }).click()
      await mailbox.next(operator.email)
      await page.getByRole('cell', { name: 'Test email' }).first().waitFor()
      await waitUntilSettled(page)
      await look(page, 'operator-mails')

      mailbox.hold()
      await page.getByRole('button', { name: 'Send test email' }).click()
      await mailbox.next(operator.email)
      await server.kill()
      mailbox.release()
      server = await startDemo(folder, mailbox.env)

      const again = await signIn(server.url, operator)
      const later = await openAs('en-US')
      await later.context.addCookies(again.cookies().map((one) => ({ ...one, url: server.url })))
      await later.page.goto(`${server.url}/operator/mails`)
      await later.page.locator('td').getByText('May have been sent').first().waitFor()
      const toOperator = mailbox.mails.filter(({ to }) => to === operator.email)
      expect(toOperator).toHaveLength(2)
      expect(barriers).toEqual([])
    },
  )
})
