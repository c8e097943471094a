import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser, openReader, visit } from './harness/browser.ts'
import { startFilledDemo } from './harness/demo.ts'
import { createReaders } from './harness/readers.ts'
import type { Readers } from './harness/readers.ts'
import type { ServerProcess } from './harness/server.ts'
import { startKitSeller } from './sellers/kit-seller.ts'
import type { KitSeller } from './sellers/kit-seller.ts'
import { startSigningApp } from './sellers/signing-app.ts'
import type { SigningApp } from './sellers/signing-app.ts'
import { changeMethod, findCompany, makeJoint, waitForApp } from './web/apps.ts'
import { connectService } from './web/joint.ts'
import { buy } from './web/services.ts'

const chromium = process.env.LOGGIA_CHROMIUM
const password = 'loggia-demo'
const emails = {
  /** Whose account is linked with a person of the company. */
  buyer: 'lin@cangye.example',
  seller: 'shen@chenglan.example',
  operator: 'gu@loggia.example',
  stranger: 'zhou@heting.example',
}

/** Somebody of a company comes to an app: from their apps, and from the app itself. */
describe.skipIf(!chromium)('the apps of a person, in Chromium', () => {
  let browser: Browser
  let server: ServerProcess
  let kit: KitSeller
  let app: SigningApp
  let readers: Readers<keyof typeof emails>
  let connectedAppId: string
  let serviceId: Awaited<ReturnType<typeof buy>>['serviceId']
  let ids: string[]
  let appCredentialId: Awaited<ReturnType<typeof makeJoint>>['appCredentialId']
  beforeAll(async () => {
    browser = await openBrowser(chromium ?? '')
    server = await startFilledDemo('my-apps')
    kit = await startKitSeller()
    const of = { name: 'my-apps', origin: server.url, emails, password, dark: ['stranger'] } as const
    readers = await createReaders(browser, of)
    const buyer = readers.memberOf('buyer')
    const people = { seller: readers.memberOf('seller'), operator: readers.memberOf('operator') }
    app = await startSigningApp(kit, () => made.privateKey)
    const bought = await buy(buyer, { product: 'Chenglan Docs', quantity: 20 })
    const made = await makeJoint(people, bought.productId, { url: kit.url, app: app.url })
    app.leadTo(`${server.url}/unified-login/#/portal-login?ind=UNOP&appId=${made.appId}`)
    appCredentialId = made.appCredentialId
    serviceId = bought.serviceId
    connectedAppId = await connectService(buyer, bought.serviceId)
    const { items } = await buyer.client.request('GET /api/buyer/enterprises/:enterpriseId/people', {
      params: { enterpriseId: await findCompany(buyer) },
      query: { limit: 100 },
    })
    ids = items.filter(({ account }) => account === 'linked').map(({ id }) => id)
    await assign()
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
    app?.close()
    kit?.close()
  })

  async function assign(): Promise<void> {
    const buyer = readers.memberOf('buyer')
    await buyer.client.request(
      'POST /api/buyer/connected-apps/:connectedAppId/assignments',
      { params: { connectedAppId }, body: { people: { ids }, role: 'admin' } },
      { idempotencyKey: 'whoever is linked' },
    )
    await waitForApp(buyer, connectedAppId, ({ people }) => people.confirmed === ids.length)
  }
  /** Refusals are part of these walks, and the console reports their status; the app has another host too. */
  const listFaults = () =>
    readers
      .listFaults()
      .filter((fault) => !/status (of )?(403|404|503)|request to http:\/\/localhost:/.test(fault))
  const waitForApps = (page: Page) => page.waitForURL((url) => url.href.startsWith(`${app.url}/callback`))
  const user = { userName: expect.any(String) as string, role: 'admin' }

  test('R265: a person finds an app among their own, opens it by the keyboard, and is known there', async () => {
    await readers.walk({ buyer: 'zh-CN' }, async ({ buyer: page }) => {
      await visit(page, `${server.url}/account`)
      await page.getByRole('link', { name: '查看我的应用' }).click()
      const tile = page.getByRole('link', { name: /^澄澜协同文档.*在新标签页中打开/ })
      await tile.waitFor()
      await page.getByText('应用管理员').first().waitFor()
      await readers.look(page, 'apps')

      const [opened] = await Promise.all([page.waitForEvent('popup'), tile.press('Enter')])
      await waitForApps(opened)

      expect(await app.readUser(opened.url())).toMatchObject(user)
    })
    expect(listFaults()).toEqual([])
  })

  test('R265: an app of the demo is open, on the first click, to whom it is assigned, and they sign out', async () => {
    const { page, context, faults } = await openReader(browser, { language: 'zh-CN', origin: server.url })
    await visit(page, `${server.url}/sign-in?next=/my-apps`)
    await page.getByLabel('邮箱').fill(emails.buyer)
    await page.getByLabel('密码', { exact: true }).fill(password)
    await page.getByRole('button', { name: '登录', exact: true }).click()
    const tile = page.getByRole('link', { name: /^澄澜档案/ })
    const [opened] = await Promise.all([page.waitForEvent('popup'), tile.click()])

    for (const fact of ['林知遥', '沧野制造', '应用管理员', '信息部'])
      await opened.getByText(fact, { exact: true }).waitFor()
    await opened.getByRole('button', { name: '退出登录' }).click()
    await opened.getByRole('heading', { name: '未登录' }).waitFor()
    await opened.getByRole('link', { name: '前往我的应用' }).click()
    await opened.getByLabel('密码', { exact: true }).waitFor()

    expect(faults).toEqual([])
    await context.close()
  })

  test('R270: a seller opens the app from its test account, and is known there as the test person', async () => {
    await readers.walk({ seller: 'zh-CN' }, async ({ seller: page }) => {
      await visit(page, `${server.url}/seller/app-credentials/${appCredentialId}`)
      const account = page.getByRole('region', { name: '测试账号' })
      await account.getByRole('button', { name: '申请测试账号' }).click()
      await account.getByText('在新标签页中打开您的应用').waitFor()
      await readers.look(page, 'test-account')

      const link = account.getByRole('link', { name: '测试登录' })
      const [opened] = await Promise.all([page.waitForEvent('popup'), link.click()])
      await waitForApps(opened)

      const { userName, email } = await app.readUser(opened.url())
      expect({ userName, email }).toEqual({ userName: 'test01', email: 'test@example.com' })
    })
    expect(listFaults()).toEqual([])
  })

  test('the sign-in button of the app leads to the marketplace, where they sign in, and back', async () => {
    const { page, context, faults } = await openReader(browser, { language: 'zh-CN', origin: server.url })
    await visit(page, `${app.url}/login`)
    await page.getByRole('link', { name: 'Sign in' }).click()
    await page.getByLabel('邮箱').fill(emails.buyer)
    await page.getByLabel('密码', { exact: true }).fill(password)
    await page.getByRole('button', { name: '登录', exact: true }).click()
    await waitForApps(page)

    expect(await app.readUser(page.url())).toMatchObject(user)
    // Now they are signed in, and come through at once.
    await visit(page, `${app.url}/login`)
    await page.getByRole('link', { name: 'Sign in' }).click()
    await waitForApps(page)
    expect(await app.readUser(page.url())).toMatchObject(user)
    expect(faults).toEqual([])
    await context.close()
  })

  test('an app that signs on by SAML is posted who opens it, and may lead on to another host', async () => {
    const seller = readers.memberOf('seller')
    await changeMethod(seller, appCredentialId, 'saml2')
    await readers.walk({ buyer: 'zh-CN' }, async ({ buyer: page }) => {
      await visit(page, `${server.url}/my-apps`)
      const tile = page.getByRole('link', { name: /^澄澜协同文档/ })
      const [opened] = await Promise.all([page.waitForEvent('popup'), tile.click()])
      await opened.waitForURL((url) => url.hostname === 'localhost' && url.pathname === '/welcome')
    })
    const response = Buffer.from(app.readPosted().get('SAMLResponse') ?? '', 'base64').toString()
    expect(response).toContain(`Destination="${app.url}/callback"`)
    expect(response).toContain('<saml:AttributeValue>admin</saml:AttributeValue>')
    expect(listFaults()).toEqual([])
    await changeMethod(seller, appCredentialId, 'oauth2')
  })

  test('R116: while its service is frozen, an app says so and cannot be opened', async () => {
    const { client } = readers.memberOf('operator')
    const params = { serviceId }
    await client.request('POST /api/operator/services/:serviceId/freeze', {
      params,
      body: { reason: '转售账号' },
    })
    await readers.walk({ buyer: 'zh-CN' }, async ({ buyer: page }) => {
      await visit(page, `${server.url}/my-apps`)
      await page.getByText('服务因违规被云商店冻结').waitFor()
      expect(await page.getByRole('link', { name: /^澄澜协同文档/ }).count()).toBe(0)
      await readers.look(page, 'frozen')
      // The app itself still leads here.
      await visit(page, `${app.url}/login`)
      await page.getByRole('link', { name: 'Sign in' }).click()
      await page.getByText('暂时不能登录').waitFor()
      await readers.look(page, 'frozen-refused')
    })
    expect(listFaults()).toEqual([])
    await client.request('POST /api/operator/services/:serviceId/unfreeze', { params })
  })

  test('R265: whoever is not assigned is told so, and goes on with the account that is', async () => {
    await readers.walk({ stranger: 'en-US' }, async ({ stranger: page }) => {
      await visit(page, `${app.url}/login`)
      await page.getByRole('link', { name: 'Sign in' }).click()
      await page.getByText('No company has assigned this app to the account').waitFor()
      await readers.look(page, 'refused')
      await page.getByRole('link', { name: 'My apps', exact: true }).first().click()
      await page.getByRole('heading', { name: 'No apps yet' }).waitFor()
      await readers.look(page, 'empty')
      await visit(page, `${app.url}/login`)
      await page.getByRole('link', { name: 'Sign in' }).click()
      await page.getByRole('link', { name: 'Use another account' }).click()
      await page.getByLabel('Email').fill(emails.buyer)
      await page.getByLabel('Password', { exact: true }).fill(password)
      await page.getByRole('button', { name: 'Sign in', exact: true }).click()
      await waitForApps(page)

      expect(await app.readUser(page.url())).toMatchObject(user)
    })
    expect(listFaults()).toEqual([])
  })

  test('R265: an app that was withdrawn opens no more, also from a page that still shows it', async () => {
    await readers.walk({ buyer: 'en-US' }, async ({ buyer: page }) => {
      await visit(page, `${server.url}/my-apps`)
      const tile = page.getByRole('link', { name: /^Chenglan Docs/ })
      await tile.waitFor()
      await readers
        .memberOf('buyer')
        .client.request(
          'POST /api/buyer/connected-apps/:connectedAppId/withdrawals',
          { params: { connectedAppId }, body: { people: { ids } } },
          { idempotencyKey: 'nobody' },
        )
      const [opened] = await Promise.all([page.waitForEvent('popup'), tile.click()])
      await opened.getByText('There is no such app, or you may no longer use it.').waitFor()
      await readers.look(opened, 'withdrawn')
      await visit(page, `${app.url}/login`)
      await page.getByRole('link', { name: 'Sign in' }).click()
      await page.getByText('No company has assigned this app').waitFor()
    })
    expect(listFaults()).toEqual([])
  })

  test('a sign-in address without an app says what is missing, and apps that cannot be read are read again', async () => {
    await readers.walk({ buyer: 'en-US' }, async ({ buyer: page }) => {
      await visit(page, `${server.url}/unified-login/#/portal-login?ind=UNOP`)
      await page.getByRole('heading', { name: 'The address is not complete' }).waitFor()
      await readers.look(page, 'no-app')

      await page.route('**/api/my-apps', (route) => route.fulfill({ status: 503, body: '' }), { times: 1 })
      await page.getByRole('main').getByRole('link', { name: 'My apps' }).click()
      await page.getByText('Your apps could not be loaded.').waitFor()
      await readers.look(page, 'unread')
      await page.getByRole('button', { name: 'Try again' }).click()
      await page.getByText('Your apps could not be loaded.').waitFor({ state: 'detached' })
    })
    expect(listFaults()).toEqual([])
  })
})
