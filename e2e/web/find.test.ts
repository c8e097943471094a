import { readFile } from 'node:fs/promises'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findBarriersInBothThemes, openBrowser, visit } from '../harness/browser.ts'
import { startFilledDemo } from '../harness/demo.ts'
import type { ServerProcess } from '../harness/server.ts'
import { openShop } from './site.ts'
import type { Shop } from './site.ts'

const chromium = process.env.LOGGIA_CHROMIUM

describe.skipIf(!chromium)('finding and taking out what a centre has, in Chromium', () => {
  let browser: Browser
  let server: ServerProcess
  let site: Shop
  beforeAll(async () => {
    browser = await openBrowser(chromium ?? '')
    server = await startFilledDemo('find')
    site = await openShop(browser, server.url)
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  test('a slash opens the search, arrow keys choose, and a whole number leads to its order', async () => {
    const { page, context, faults } = await site.open('buyer', { language: 'en-US' })
    await visit(page, `${site.origin}/buyer/orders`)
    const number = (await page.locator('td .mono').first().textContent()) ?? ''
    const field = page.getByRole('dialog').getByRole('combobox')

    await page.keyboard.press('/')
    await field.fill('Chenglan')
    const options = page.getByRole('dialog').getByRole('option')
    await expect.poll(() => options.count(), { timeout: 15_000 }).toBeGreaterThan(0)
    expect(await options.first().getAttribute('aria-selected')).toBe('true')
    expect(await findBarriersInBothThemes(page)).toEqual([])
    await page.keyboard.press('Escape')
    await expect.poll(() => field.count()).toBe(0)

    await page.keyboard.press('Control+k')
    await field.fill(number.toLowerCase())
    // Before the results are there.
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/buyer\/orders\/ord_/)
    expect(await page.getByText(number).first().isVisible()).toBe(true)
    expect(faults).toEqual([])
    await context.close()
  })

  test('a list is taken out with its filters, in the language of the reader', async () => {
    const { page, context } = await site.open('operator', { language: 'zh-CN' })
    await visit(page, `${site.origin}/operator/orders?kind=new`)
    const number = (await page.locator('td .mono').first().textContent()) ?? ''

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: '导出 CSV' }).click(),
    ])
    const csv = await readFile(await download.path(), 'utf8')
    const [head, ...rows] = csv.split('\r\n')

    expect(download.suggestedFilename()).toBe('loggia-orders.csv')
    expect(head).toBe('\uFEFF下单时间,订单号,类型,状态,商品,买家 ID,买家,商家,金额,币种')
    expect(rows[0]).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,/)
    expect(csv).toContain(number)
    await context.close()
  })

  test('filters are saved under a name, opened from any other, renamed and deleted', async () => {
    const { page, context, faults } = await site.open('operator', { language: 'en-US' })
    await visit(page, `${site.origin}/operator/orders?kind=new`)
    const saved = page.getByRole('group', { name: 'Saved filters' })
    const chip = (name: string) => saved.getByRole('link', { name })
    const act = async (name: string, label: string) => {
      await saved.getByRole('listitem').filter({ hasText: name }).getByRole('button').first().click()
      await page.getByRole('button', { name: label }).click()
    }

    await page.getByRole('button', { name: 'Save these filters' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Save', exact: true }).click()
    await dialog.getByText('Enter a name.').waitFor()
    await dialog.getByLabel('Name').fill('Purchases')
    await dialog.getByRole('button', { name: 'Save', exact: true }).click()
    await chip('Purchases').waitFor()
    expect(await findBarriersInBothThemes(page)).toEqual([])

    await visit(page, `${site.origin}/operator/orders`)
    await chip('Purchases').click()
    await page.waitForURL(/kind=new/)
    await act('Purchases', 'Rename “Purchases”')
    await dialog.getByLabel('Name').fill('New orders')
    await dialog.getByRole('button', { name: 'Save', exact: true }).click()
    await chip('New orders').waitFor()
    await act('New orders', 'Delete “New orders”')
    await chip('New orders').waitFor({ state: 'detached' })
    expect(faults).toEqual([])
    await context.close()
  })

  test('on a phone an order takes two lines, with its amount and its date', async () => {
    const { page, context } = await site.open('buyer', { language: 'zh-CN' })
    await page.setViewportSize({ width: 390, height: 844 })
    await visit(page, `${site.origin}/buyer/orders`)
    const row = page.locator('.rows tbody tr').first()

    expect((await row.boundingBox())?.height).toBeLessThan(110)
    expect(await row.locator('.money').isVisible()).toBe(true)
    expect(await row.locator('time').isVisible()).toBe(true)
    expect(await findBarriersInBothThemes(page)).toEqual([])
    await page.getByRole('button', { name: '查找' }).click()
    await page.getByRole('dialog').getByRole('combobox').waitFor()
    await context.close()
  })

  test('the tab of a buyer’s page is in its address, and rare acts are in the menu', async () => {
    const { page, context, faults } = await site.open('operator', { language: 'en-US' })
    await visit(page, `${site.origin}/operator/buyers`)
    await page.locator('td a[href*="/operator/buyers/byr_"]').first().click()
    await page.getByRole('tab', { name: 'Money' }).click()
    await page.waitForURL(/tab=money/)

    await page.reload()
    expect(await page.getByRole('tab', { name: 'Money' }).getAttribute('aria-selected')).toBe('true')
    expect(await findBarriersInBothThemes(page)).toEqual([])
    await page.getByRole('button', { name: /^More actions/ }).click()
    await page.getByRole('button', { name: /^Set customer level/ }).click()
    await page.getByRole('dialog').waitFor()
    expect(faults).toEqual([])
    await context.close()
  })
})
