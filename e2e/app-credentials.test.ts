import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser, visit } from './harness/browser.ts'
import { copyFilledDemo } from './harness/demo.ts'
import { createReaders } from './harness/readers.ts'
import type { Readers } from './harness/readers.ts'
import { startDemo } from './harness/server.ts'
import type { ServerProcess } from './harness/server.ts'
import { connectService, bindJointKit } from './web/joint.ts'
import { buy } from './web/services.ts'

const chromium = process.env.LOGGIA_CHROMIUM
const password = 'loggia-demo'
const emails = { seller: 'shen@chenglan.example', buyer: 'lin@cangye.example', operator: 'gu@loggia.example' }

/** A second product becomes joint: its server, of the seller's kit, is told of a test company and then of a customer. */
describe.skipIf(!chromium)('app credentials, in Chromium', () => {
  let browser: Browser
  let server: ServerProcess
  let readers: Readers<keyof typeof emails>
  let publicKey: string
  let credentialId: string
  beforeAll(async () => {
    browser = await openBrowser(chromium ?? '')
    const folder = await copyFilledDemo('app-credentials')
    server = await startDemo(folder)
    const of = { name: 'app-credentials', origin: server.url, emails, password, dark: ['operator'] } as const
    readers = await createReaders(browser, of)
    publicKey = await readFile(join(folder, 'sample-seller', 'chenglan-kit-public.pem'), 'utf8')
    const seller = readers.memberOf('seller')
    const { items } = await seller.client.request('GET /api/seller/products', { query: { limit: 100 } })
    const productId = items.find(({ name }) => name.en === 'Chenglan Docs')?.id ?? ''
    await bindJointKit(seller, { productId, publicKey })
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  test('R267, R270: a seller creates a credential, keeps its key, and its server confirms the test account', async () => {
    await readers.walk({ seller: 'zh-CN' }, async ({ seller: page }) => {
      await visit(page, `${server.url}/seller/app-credentials/new`)
      const create = page.locator('main').getByRole('button', { name: '创建应用凭证' })
      await page
        .getByLabel('公钥（PEM）')
        .fill('-----BEGIN PRIVATE KEY-----\nMIIG\n-----END PRIVATE KEY-----')
      await create.click()
      await page.getByText('这是私钥，不能粘贴到这里').waitFor()
      await readers.look(page, 'wrong')

      await expect.poll(() => page.getByLabel('应用名称').inputValue()).toBe('澄澜协同文档')
      await page.getByLabel('公钥（PEM）').fill(publicKey)
      await page.getByLabel('回调地址').fill('https://docs.chenglan.example/callback')
      await page.getByLabel('登录地址', { exact: true }).fill('https://docs.chenglan.example/login')
      await page.getByLabel('邮箱').check()
      await create.click()

      const dialog = page.getByRole('dialog')
      await dialog.getByText('应用密钥只显示一次').waitFor()
      await readers.look(page, 'key')
      await dialog.getByRole('button', { name: '已保存，关闭' }).click()
      await page.waitForURL(/\/app-credentials\/acr_/)
      credentialId = /acr_\w+/.exec(page.url())?.[0] ?? ''
      const account = page.getByRole('region', { name: '测试账号' })
      await account.getByText('已确认').waitFor()

      await account.getByRole('button', { name: '申请测试账号' }).click()
      await account.getByText('test01').waitFor()
      await page.getByRole('region', { name: '测试同步' }).getByText('新增 1 人').waitFor()
      await account.getByText('已确认').waitFor()
      await readers.look(page, 'confirmed')
    })
  })

  test('a customer’s app keeps the earlier sign-in address until the seller applies the new one', async () => {
    const buyer = readers.memberOf('buyer')
    const { serviceId } = await buy(buyer, { product: 'Chenglan Docs', quantity: 5 })
    const connectedAppId = await connectService(buyer, serviceId)
    const readAddress = async () =>
      (
        await buyer.client.request('GET /api/buyer/connected-apps/:connectedAppId', {
          params: { connectedAppId },
        })
      ).loginUrl

    await readers.walk({ seller: 'en-US', operator: 'zh-CN' }, async ({ seller: page, operator }) => {
      await visit(page, `${server.url}/seller/app-credentials/${credentialId}/edit`)
      await page.getByLabel('Sign-in address', { exact: true }).fill('https://docs.chenglan.example/sign-in')
      await page.getByLabel('Encryption').selectOption({ label: 'OAEP: SHA-1, MGF1: SHA-1' })
      await page.getByRole('button', { name: 'Save' }).click()
      const card = page.getByRole('region', { name: 'Apps that use an earlier version' })
      await card.getByText('Cangye Manufacturing').waitFor()
      await readers.look(page, 'adoption')
      expect(await readAddress()).toBe('https://docs.chenglan.example/login')

      await card.getByRole('checkbox').check()
      await card.getByRole('button', { name: 'Apply to the selected' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Apply version' }).click()
      await card.waitFor({ state: 'detached' })
      expect(await readAddress()).toBe('https://docs.chenglan.example/sign-in')

      await page.locator('.ph__acts .more').click()
      await page.getByRole('button', { name: 'Replace key' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Replace key' }).click()
      await page.getByRole('dialog').getByText('The app key is shown only once').waitFor()
      await page.getByRole('button', { name: 'I have saved it, close' }).click()

      await visit(page, `${server.url}/seller/app-credentials?tab=apps&credential=${credentialId}`)
      await page.getByRole('row', { name: 'Cangye Manufacturing' }).getByText('Current').waitFor()
      await readers.look(page, 'apps')

      await visit(operator, `${server.url}/operator/connected-apps`)
      await operator.getByRole('row', { name: '澄澜协同文档' }).getByText('测试账号').waitFor()
      await readers.look(operator, 'operator')
    })
    expect(readers.listFaults()).toEqual([])
  })
})
