import { createHmac } from 'node:crypto'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findBarriers, openBrowser, openReader, requireFit, visit } from './harness/browser.ts'
import { signIn } from './harness/client.ts'
import { copyFilledDemo } from './harness/demo.ts'
import { findFreePort, spawnServer, waitUntilReady } from './harness/server.ts'
import type { ServerProcess } from './harness/server.ts'

const chromium = process.env.LOGGIA_CHROMIUM
const operator = { email: 'gu@loggia.example', password: 'loggia-demo' }

/** RFC 6238, written from the RFC alone: it shares nothing with the server that it judges. */
function codeFor(secret: string, step: number): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  let bits = 0n
  for (const letter of secret) bits = (bits << 5n) | BigInt(letters.indexOf(letter))
  const key = Buffer.from(bits.toString(16).padStart((secret.length * 5) / 4, '0'), 'hex')
  const message = Buffer.from(step.toString(16).padStart(16, '0'), 'hex')
  const hash = createHmac('sha1', key).update(message).digest()
  const from = (hash[19] ?? 0) % 16
  const value = Number.parseInt(hash.subarray(from, from + 4).toString('hex'), 16) % 2 ** 31
  return String(value).padStart(10, '0').slice(-6)
}
const presentStep = (): number => Math.floor(Date.now() / 30_000)

test('the codes of this test are those of RFC 6238, Appendix B', () => {
  const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'

  expect([59, 1_111_111_109, 20_000_000_000].map((at) => codeFor(secret, Math.floor(at / 30)))).toEqual([
    '287082',
    '081804',
    '353130',
  ])
})

describe.skipIf(!chromium)('two-step sign-in, in Chromium with a virtual authenticator', () => {
  let browser: Browser
  let server: ServerProcess
  let url: string
  const barriers: string[] = []
  beforeAll(async () => {
    browser = await openBrowser(chromium ?? '')
    const port = await findFreePort()
    // Browsers bind passkeys to a domain, not to an IP address.
    url = `http://localhost:${port}`
    const env = { LOGGIA_DATA: await copyFilledDemo('factors'), LOGGIA_BASE_URL: url }
    const spawned = spawnServer({ script: 'apps/server/src/main.ts', args: ['--demo'], port, env })
    server = await waitUntilReady(spawned)
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  async function look(page: Page, name: string): Promise<void> {
    await requireFit(page, name)
    // Where the page is scrolled to, its header may cover half of a button.
    await page.evaluate(() => scrollTo(0, 0))
    barriers.push(...(await findBarriers(page)).map((barrier) => `${name}: ${barrier}`))
  }

  async function openWithPasskeys(language: 'zh-CN' | 'en-US') {
    const reader = await openReader(browser, { language, origin: url })
    const devtools = await reader.context.newCDPSession(reader.page)
    await devtools.send('WebAuthn.enable')
    await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    })
    return reader
  }

  test(
    'a member sets up an app and a passkey, and signs in with each, and with a recovery code',
    { timeout: 180_000 },
    async () => {
      const { page, faults } = await openWithPasskeys('zh-CN')
      const account = page.getByRole('main')
      const enterPassword = async () => {
        await visit(page, `${url}/sign-in?next=/account`)
        await page.getByLabel('邮箱', { exact: true }).fill(operator.email)
        await page.getByLabel('密码', { exact: true }).fill(operator.password)
        await page.getByRole('button', { name: '登录', exact: true }).click()
      }
      const signOut = () => page.context().clearCookies()
      await enterPassword()
      await page.getByRole('heading', { name: '两步验证' }).waitFor()

      await page.getByRole('button', { name: '设置身份验证器' }).click()
      await page.locator('#factor-password').fill(operator.password)
      await page.getByRole('button', { name: '下一步' }).click()
      await page.getByRole('img', { name: '身份验证器的二维码' }).waitFor()
      const secret = ((await page.locator('.factors__secret .mono').textContent()) ?? '').replace(/\s/g, '')
      await look(page, 'factor-app')
      // A code counts once, and so does every earlier one: this uses the step before, the sign-in the present one.
      const first = presentStep() - 1
      await page.locator('#totp-code').fill(codeFor(secret, first))
      await page.getByRole('button', { name: '确认', exact: true }).click()
      await page.getByRole('heading', { name: '保存恢复码' }).waitFor()
      const codes = await page.locator('.factors__codes li').allTextContents()
      expect(codes).toHaveLength(10)
      await look(page, 'factor-codes')
      await page.getByRole('button', { name: '已保存，继续' }).click()
      await page.getByText('身份验证器已设置').waitFor()

      await signOut()
      await enterPassword()
      await page.getByRole('heading', { name: '两步验证' }).waitFor()
      await look(page, 'second-step')
      await page.locator('#second-code').fill(codeFor(secret, first))
      await page.getByRole('button', { name: '登录', exact: true }).click()
      await page.getByText('验证码错误、已过期或已使用').waitFor()
      await page.locator('#second-code').fill(codeFor(secret, first + 1))
      await page.getByRole('button', { name: '登录', exact: true }).click()
      await page.waitForURL(`${url}/account`)

      await page.getByRole('button', { name: '添加通行密钥' }).click()
      await page.getByLabel('名称').fill('办公电脑')
      await page.locator('#factor-password').fill(operator.password)
      await page.getByLabel('验证方式').selectOption('recovery')
      await page.locator('#second-code').fill(codes[0] ?? '')
      await look(page, 'factor-passkey')
      await page.getByRole('button', { name: '下一步' }).click()
      await page.getByText('通行密钥已添加').waitFor()
      await page.getByText('剩余 9 个').waitFor()
      await look(page, 'factors')

      await signOut()
      await visit(page, `${url}/sign-in?next=/account`)
      await page.getByRole('button', { name: '使用通行密钥登录' }).click()
      await page.waitForURL(`${url}/account`)
      await account.getByText('通行密钥登录', { exact: false }).first().waitFor()
      await look(page, 'account-with-factors')

      await signOut()
      await enterPassword()
      await page.getByLabel('验证方式').selectOption('passkey')
      await page.getByRole('button', { name: '登录', exact: true }).click()
      await page.waitForURL(`${url}/account`)
      await account.getByText('密码和通行密钥登录').first().waitFor()

      await page.getByRole('button', { name: '移除：办公电脑' }).click()
      await page.locator('#factor-password').fill(operator.password)
      await page.getByLabel('验证方式').selectOption('passkey')
      await page.getByRole('button', { name: '移除', exact: true }).click()
      await page.getByText('已移除，其他设备已退出登录').waitFor()
      await page.getByRole('button', { name: '移除：身份验证器' }).click()
      await page.locator('#factor-password').fill(operator.password)
      await page.getByLabel('验证方式').selectOption('recovery')
      await page.locator('#second-code').fill(codes[1] ?? '')
      await page.getByRole('button', { name: '移除', exact: true }).click()
      await page.getByRole('button', { name: '设置身份验证器' }).waitFor()

      expect(barriers).toEqual([])
      // The browser reports the sign-ins that asked for the second step, and the code that was used already.
      expect(faults.filter((fault) => !/\/api\/session(\/second-factor)?\)/.test(fault))).toEqual([])
    },
  )

  test(
    'an operator who needs a second factor adds one before anything else',
    { timeout: 120_000 },
    async () => {
      const member = await signIn(url, operator)
      await member.client.request('PUT /api/operator/settings', { body: { operatorsNeedFactor: true } })
      const { page } = await openWithPasskeys('en-US')
      await visit(page, `${url}/sign-in?next=/operator/settings`)
      await page.getByLabel('Email', { exact: true }).fill(operator.email)
      await page.getByLabel('Password', { exact: true }).fill(operator.password)
      await page.getByRole('button', { name: 'Sign in', exact: true }).click()
      await page.getByText('Operators need two-step sign-in.').waitFor()
      await look(page, 'factor-required')

      await page.getByRole('button', { name: 'Add passkey' }).click()
      await page.getByLabel('Name').fill('Laptop')
      await page.locator('#factor-password').fill(operator.password)
      await page.getByRole('button', { name: 'Continue', exact: true }).click()
      await page.getByRole('heading', { name: 'Save your recovery codes' }).waitFor()
      await page.getByRole('button', { name: 'I have saved them' }).click()

      await page.waitForURL(`${url}/operator/settings`)
      await page.getByText('Two-step sign-in for operators').first().waitFor()
      expect(barriers).toEqual([])
    },
  )
})
