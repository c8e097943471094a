import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser, visit } from './harness/browser.ts'
import { startFilledDemo } from './harness/demo.ts'
import { createReaders } from './harness/readers.ts'
import type { Readers } from './harness/readers.ts'
import type { ServerProcess } from './harness/server.ts'
import { startKitSeller } from './sellers/kit-seller.ts'
import type { KitSeller } from './sellers/kit-seller.ts'
import { waitForApp, findCompany, goOnHours, makeJoint } from './web/apps.ts'
import { buy } from './web/services.ts'

const chromium = process.env.LOGGIA_CHROMIUM
const password = 'loggia-demo'
const emails = {
  buyer: 'lin@cangye.example',
  seller: 'shen@chenglan.example',
  operator: 'gu@loggia.example',
}

/** A joint service from its connection to a decision about what its seller did not confirm; in both languages. */
describe.skipIf(!chromium)('a connected app, in Chromium', () => {
  let browser: Browser
  let server: ServerProcess
  let kit: KitSeller
  let readers: Readers<keyof typeof emails>
  let serviceId = ''
  /** The address of its page. */
  let app = ''
  const idOf = (address: string) => /cap_\w+/.exec(address)?.[0] ?? ''
  beforeAll(async () => {
    browser = await openBrowser(chromium ?? '')
    server = await startFilledDemo('apps')
    kit = await startKitSeller()
    const of = { name: 'apps', origin: server.url, emails, password, dark: [] } as const
    readers = await createReaders(browser, of)
    const bought = await buy(readers.memberOf('buyer'), { product: 'Chenglan Docs', quantity: 20 })
    serviceId = bought.serviceId
    const people = { seller: readers.memberOf('seller'), operator: readers.memberOf('operator') }
    await makeJoint(people, bought.productId, kit)
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
    kit?.close()
  })

  const dialogOf = (page: Page) => page.getByRole('dialog')
  /** Presses the button of the open dialog, which then closes. */
  async function decide(page: Page, act: string): Promise<void> {
    await dialogOf(page).getByRole('button', { name: act, exact: true }).click()
    await dialogOf(page).waitFor({ state: 'detached' })
  }
  const listTold = (name: string) => kit.told.filter((told) => told.interface === name)

  test('R265, R271: it is connected from its service, with the data that the buyer agrees to, and assigned to a department', async () => {
    await readers.walk({ buyer: 'zh-CN' }, async ({ buyer: page }) => {
      await visit(page, `${server.url}/buyer/services/${serviceId}`)
      await page.getByRole('heading', { name: '企业使用' }).waitFor()
      await readers.look(page, 'service')
      await page.getByRole('button', { name: '绑定到企业' }).click()
      await dialogOf(page).getByText('始终传给商家').waitFor()
      expect(await dialogOf(page).getByRole('checkbox', { checked: true }).count()).toBe(0)
      await dialogOf(page).getByLabel('邮箱').check()
      await readers.look(page, 'connect-dialog')
      await decide(page, '绑定')
      await page.waitForURL(/\/buyer\/connected-apps\/cap_/)
      app = page.url()
      await page.getByRole('heading', { level: 1 }).getByText('澄澜协同文档').waitFor()
      await page.getByText('尚未授权').waitFor()
      await readers.look(page, 'empty')

      await page.getByRole('button', { name: '授权人员' }).click()
      await dialogOf(page).getByRole('button', { name: '授权', exact: true }).click()
      await dialogOf(page).getByText('选择至少一人').waitFor()
      await dialogOf(page).getByText('部门', { exact: true }).first().click()
      const departments = dialogOf(page).getByRole('treeitem')
      await departments.last().click()
      await readers.look(page, 'assign-dialog')
      await decide(page, '授权')
      await page
        .getByText(/^已授权 [1-9]\d* 人$/)
        .first()
        .waitFor()
      await page.getByRole('cell', { name: '已确认' }).first().waitFor()
      await readers.look(page, 'assigned')
    })

    const { people } = await waitForApp(
      readers.memberOf('buyer'),
      idOf(app),
      (found) => found.people.confirmed > 0 && found.people.waiting === 0,
    )
    expect(listTold('tenantSync').map(({ flag }) => flag)).toContain(1)
    expect(listTold('authSync').at(-1)).toEqual({ interface: 'authSync', flag: 1, items: people.confirmed })
    expect(readers.listFaults()).toEqual([])
  })

  test('R272, R273: what the seller does not confirm asks; it is left out with a reason, and repeated later', async () => {
    const buyer = readers.memberOf('buyer')
    kit.fail('authSync')
    await readers.walk({ buyer: 'en-US' }, async ({ buyer: page }) => {
      await visit(page, app)
      await page.getByRole('row').nth(1).getByRole('checkbox').check()
      await page.getByRole('button', { name: 'Change role' }).click()
      await dialogOf(page).getByText('Administrator').click()
      await decide(page, 'Change role')
      await waitForApp(buyer, idOf(app), ({ people }) => people.waiting > 0)
      await goOnHours(readers.memberOf('operator'), 1)
      await waitForApp(buyer, idOf(app), ({ asks }) => asks !== undefined)

      await visit(page, `${server.url}/buyer/messages`)
      await readers.look(page, 'message')
      await page.getByRole('link', { name: 'View app' }).first().click()
      await page.getByRole('heading', { name: 'Synchronisation failed: decide how it goes on' }).waitFor()
      await page.getByText('The user store is under maintenance').waitFor()
      await readers.look(page, 'question')
      await page.getByRole('button', { name: 'Go on without it' }).click()
      await dialogOf(page)
        .getByLabel('Reason (optional)')
        .fill('Their store is under maintenance until Monday')
      await readers.look(page, 'continue-dialog')
      await decide(page, 'Go on without it')
      await page.getByRole('row', { name: /Left out/ }).waitFor()

      kit.fail()
      await page.getByRole('tab', { name: 'Synchronisation' }).click()
      await page
        .getByRole('button', { name: /^Show batch/ })
        .first()
        .click()
      await page.getByText('Their store is under maintenance until Monday').first().waitFor()
      await readers.look(page, 'sync')
      await page.getByRole('button', { name: 'Repeat the 1 item left out' }).click()
      await waitForApp(buyer, idOf(app), ({ people }) => people.leftOut === 0 && people.waiting === 0)
      await page.getByRole('button', { name: 'Compare with the company' }).click()
      await page.getByText('there are no differences').waitFor()
      await page.getByRole('tab', { name: 'Record' }).click()
      await page.getByText('Reason: Their store is under maintenance until Monday').waitFor()
      await readers.look(page, 'record')
    })

    expect(listTold('authSync').at(-1)).toMatchObject({ flag: 2, items: 1 })
    expect(readers.listFaults()).toEqual([])
  })

  test('a company gives its identity provider a token, which is shown once', async () => {
    const company = await findCompany(readers.memberOf('buyer'))
    await readers.walk({ buyer: 'zh-CN' }, async ({ buyer: page }) => {
      await visit(page, `${server.url}/buyer/companies/${company}?tab=settings`)
      await page.getByRole('button', { name: '创建令牌' }).click()
      await dialogOf(page).getByLabel('名称').fill('Okta')
      await dialogOf(page).getByRole('button', { name: '创建令牌' }).click()
      await dialogOf(page).getByText('关闭后无法再次查看').waitFor()
      const [address, token] = await dialogOf(page).locator('.keyshown').allTextContents()
      await readers.look(page, 'token')
      await decide(page, '已保存，关闭')
      const users = () => fetch(`${address}/Users`, { headers: { authorization: `Bearer ${token}` } })
      expect((await users()).status).toBe(200)

      await page.getByRole('button', { name: '撤销：Okta' }).click()
      await decide(page, '撤销令牌')
      await page.getByText('暂无令牌').waitFor()
      expect((await users()).status).toBe(401)
    })
    expect(readers.listFaults()).toEqual([])
  })
})
