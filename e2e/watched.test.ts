import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser, visit } from './harness/browser.ts'
import { startFilledDemo } from './harness/demo.ts'
import { createReaders } from './harness/readers.ts'
import type { Readers } from './harness/readers.ts'
import type { ServerProcess } from './harness/server.ts'
import { createDialTest } from './web/dial-tests.ts'

const chromium = process.env.LOGGIA_CHROMIUM
const password = 'loggia-demo'
const emails = { seller: 'shen@chenglan.example', operator: 'gu@loggia.example' }

/** An operator decides about a product whose interface is watched, and its seller answers; both read other languages. */
describe.skipIf(!chromium)('what an operator decides about an interface, in Chromium', () => {
  let browser: Browser
  let server: ServerProcess
  let readers: Readers<keyof typeof emails>
  let productId: string
  beforeAll(async () => {
    browser = await openBrowser(chromium ?? '')
    server = await startFilledDemo('watched')
    const of = { name: 'watched', origin: server.url, emails, password, dark: ['seller'] } as const
    readers = await createReaders(browser, of)
    productId = await createDialTest(readers.memberOf('seller'))
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  const act = async (page: Page, name: string): Promise<void> => {
    await page.getByRole('button', { name: /^More actions/ }).click()
    await page.getByRole('button', { name: new RegExp(`^${name}`) }).click()
  }
  /** Gives the reason that every decision needs. */
  async function decide(page: Page, name: string, reason: string): Promise<void> {
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Reason').fill(reason)
    await dialog.getByRole('button', { name, exact: true }).click()
    await dialog.waitFor({ state: 'detached' })
  }
  const standing = (page: Page, text: string): Promise<void> =>
    page.locator('.row--h').getByText(text, { exact: true }).waitFor()

  test('R239, R240: dial tests are switched off and on, and consequences deferred, each with a reason', async () => {
    await readers.walk({ operator: 'en-US', seller: 'zh-CN' }, async ({ operator: page, seller }) => {
      await visit(page, `${server.url}/operator/monitoring/${productId}`)
      await standing(page, 'Healthy')
      await act(page, 'Switch dial tests off')
      await page.getByRole('dialog').getByRole('button', { name: 'Switch off', exact: true }).click()
      await page.getByText('Enter a reason of at most 500 characters.').waitFor()
      await decide(page, 'Switch off', 'The seller moves its servers this week')
      await standing(page, 'Dial tests off')
      await readers.look(page, 'off')
      await visit(seller, `${server.url}/seller/products/${productId}`)
      await seller.getByText('原因：The seller moves its servers this week').first().waitFor()

      await act(page, 'Switch dial tests on')
      await decide(page, 'Switch on', 'The move is over')
      await standing(page, 'Healthy')
      await page.getByRole('button', { name: 'Defer consequences' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Defer', exact: true }).click()
      await page.getByText('Choose a day within 90 days.').waitFor()
      const until = new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10)
      await page.getByRole('dialog').getByLabel('Until the end of').fill(until)
      await decide(page, 'Defer', 'The seller answers')
      await page.getByText(/^Failures until .* do not count\. Reason: The seller answers$/).waitFor()
      await visit(seller, `${server.url}/seller/products/${productId}`)
      await seller
        .getByText(/前的失败不计入。原因：The seller answers$/)
        .first()
        .waitFor()
    })

    expect(readers.listFaults()).toEqual([])
  })

  test('R237, R238: a product is delisted early, repaired, listed again on request, and delisted for good', async () => {
    await readers.walk({ operator: 'en-US', seller: 'zh-CN' }, async ({ operator: page, seller }) => {
      await visit(page, `${server.url}/operator/monitoring/${productId}`)
      await act(page, 'Delist now')
      await readers.look(page, 'delist')
      await decide(page, 'Delist product', 'Opened services have no data')
      await standing(page, 'Delisted for failures')

      const ask = async (): Promise<void> => {
        await visit(seller, `${server.url}/seller/products/${productId}`)
        await seller.getByRole('button', { name: '检查修复' }).click()
        await seller.getByRole('button', { name: '申请恢复销售' }).click()
      }
      await ask()
      await seller.getByRole('button', { name: '提交申请' }).click()
      await seller.getByText('恢复销售的申请已提交，等待运营人员处理。').waitFor()

      // A colleague rejects it while the dialog is open: the dialog stays, and says that there is no request any more.
      await visit(page, `${server.url}/operator/monitoring/${productId}`)
      await page.getByRole('button', { name: 'Reject' }).click()
      const decision = { approve: false, reason: 'Its data is still missing' }
      const key = 'POST /api/operator/products/:productId/relisting'
      await readers.memberOf('operator').client.request(key, { params: { productId }, body: decision })
      const dialog = page.getByRole('dialog')
      await dialog.getByLabel('Reason').fill('Its data is missing')
      await dialog.getByRole('button', { name: 'Reject request' }).click()
      await dialog.getByRole('alert').waitFor()
      await standing(page, 'Delisted for failures')
      await dialog.getByRole('button', { name: 'Cancel' }).click()

      await ask()
      await seller.getByRole('dialog').getByLabel('说明（选填）').fill('数据已补齐')
      await readers.look(seller, 'ask')
      await seller.getByRole('button', { name: '提交申请' }).click()
      await seller.getByText('恢复销售的申请已提交，等待运营人员处理。').waitFor()

      await visit(page, `${server.url}/operator/monitoring/${productId}`)
      await page.getByText('数据已补齐').waitFor()
      await readers.look(page, 'relisting')
      await page.getByRole('button', { name: 'Approve' }).click()
      await decide(page, 'List again', 'The data is there')
      await standing(page, 'Healthy')

      await act(page, 'Delist now')
      await decide(page, 'Delist product', 'The data is gone again')
      await standing(page, 'Delisted for failures')
      await act(page, 'Delist permanently')
      await page.getByRole('dialog').getByRole('textbox').last().fill('delist')
      await decide(page, 'Delist permanently', 'It is beyond repair')
      await page.waitForURL(`${server.url}/operator/monitoring`)
      await visit(page, `${server.url}/operator/monitoring/${productId}`)
      await page.getByText('Product not found').waitFor()
      await visit(seller, `${server.url}/seller/products/${productId}`)
      await seller.getByText('已停售').first().waitFor()
      expect(await seller.getByRole('button', { name: '检查修复' }).count()).toBe(0)
    })

    // The refusal, and the page of a product that is watched no longer: browsers note both.
    const noted = /409 .*\/relisting\)$|404 .*\/monitoring\)$/
    expect(readers.listFaults().filter((fault) => !noted.test(fault))).toEqual([])
  })
})
