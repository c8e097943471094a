import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser, visit } from './harness/browser.ts'
import { startFilledDemo } from './harness/demo.ts'
import { createReaders } from './harness/readers.ts'
import type { Readers } from './harness/readers.ts'
import type { ServerProcess } from './harness/server.ts'
import { buy } from './web/services.ts'

const chromium = process.env.LOGGIA_CHROMIUM
const emails = {
  buyer: 'lin@cangye.example',
  seller: 'shen@chenglan.example',
  operator: 'gu@loggia.example',
}
const title = 'Export stops half way'

describe.skipIf(!chromium)('tickets, in Chromium', () => {
  let browser: Browser
  let server: ServerProcess
  let readers: Readers<keyof typeof emails>
  let orderId: string
  beforeAll(async () => {
    browser = await openBrowser(chromium ?? '')
    server = await startFilledDemo('tickets')
    readers = await createReaders(browser, {
      name: 'tickets',
      origin: server.url,
      emails,
      password: 'loggia-demo',
      dark: ['seller'],
    })
    ;({ orderId } = await buy(readers.memberOf('buyer'), { product: 'Chenglan Docs', quantity: 12 }))
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  test('R285: a buyer opens a ticket on an order, the seller asks and solves, and the buyer confirms', async () => {
    const languages = { buyer: 'en-US', seller: 'zh-CN', operator: 'en-US' } as const
    await readers.walk(languages, async ({ buyer, seller, operator }) => {
      await visit(seller, `${server.url}/seller/tickets/hours`)
      await seller.getByLabel('受理客户的工单').check()
      await seller.getByLabel('结束时间').fill('12:00')
      await seller.getByRole('button', { name: '保存' }).click()
      await seller.getByText('间隔至少 8 小时').first().waitFor()
      await seller.getByLabel('结束时间').fill('18:00')
      await seller.getByRole('button', { name: '保存' }).click()
      await seller.getByText('设置已保存').waitFor()
      await readers.look(seller, 'hours')

      await visit(buyer, `${server.url}/buyer/orders/${orderId}`)
      await buyer.getByRole('link', { name: 'Get help' }).click()
      await buyer.getByText(/takes tickets and answers this one/).waitFor()
      await buyer.getByLabel('Type').selectOption('fault')
      await buyer.getByLabel('Subject').fill(title)
      await buyer.getByLabel('What is it about?').fill('The export stops at row 500.\nSince this morning.')
      await readers.look(buyer, 'new')
      await buyer.getByRole('button', { name: 'Open ticket' }).click()
      await buyer.getByRole('heading', { name: title }).waitFor()
      await readers.look(buyer, 'opened')

      await visit(seller, `${server.url}/seller/tickets`)
      await readers.look(seller, 'list')
      await seller.getByRole('link', { name: title }).click()
      await seller.getByLabel('内容').fill('请提供导出文件的名称。')
      await seller.getByLabel('回复之后').selectOption('ask')
      await seller.getByRole('button', { name: '发送回复' }).click()
      await seller.getByText('待客户补充').first().waitFor()
      await readers.look(seller, 'asked')

      await visit(buyer, `${server.url}/buyer/tickets`)
      await buyer.getByText('Waiting for you').first().waitFor()
      await readers.look(buyer, 'list')
      await buyer.getByRole('link', { name: title }).click()
      await buyer.getByLabel('Message', { exact: true }).fill('orders-2026.csv')
      await buyer.getByRole('button', { name: 'Send' }).click()
      await buyer.getByText('Processing').first().waitFor()

      await visit(seller, seller.url())
      await seller.getByLabel('内容').fill('已修复，请重新导出。')
      await seller.getByLabel('回复之后').selectOption('solve')
      await seller.getByRole('button', { name: '发送回复' }).click()
      await seller.getByText('待客户确认').first().waitFor()

      await visit(buyer, buyer.url())
      await buyer.getByRole('button', { name: 'Confirm solution' }).click()
      await buyer.getByRole('dialog').getByRole('button', { name: 'Confirm solution' }).click()
      await buyer.getByText('You can reopen it until').first().waitFor()
      await readers.look(buyer, 'closed')

      await visit(operator, `${server.url}/operator/tickets?list=sellers`)
      await operator.getByRole('link', { name: title }).click()
      await operator.getByText('已修复，请重新导出。').waitFor()
      await readers.look(operator, 'operator')
      expect(await operator.getByRole('button', { name: 'Send answer' }).count()).toBe(0)
    })
  })

  test('none of these pages has a barrier or a fault', () => {
    expect(readers.listFaults()).toEqual([])
  })
})
