import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser, Page } from 'playwright-core'
import { findBarriers, openBrowser, openReader, visit } from './harness/browser.ts'
import { startFilledDemo } from './harness/demo.ts'
import type { ServerProcess } from './harness/server.ts'
import { watchShifts } from './web/measures.ts'

const chromium = process.env.LOGGIA_CHROMIUM

describe.skipIf(!chromium)('choosing among products, in Chromium', () => {
  let browser: Browser
  let server: ServerProcess
  beforeAll(async () => {
    browser = await openBrowser(chromium ?? '')
    server = await startFilledDemo('choosing')
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  const toggles = (page: Page, name: string) => page.locator('.hit').getByRole('button', { name })

  test('a guest puts four products beside each other, for the same quantity and term, and shares the address', async () => {
    const { page, context, faults } = await openReader(browser, { language: 'zh-CN', origin: server.url })
    await visit(page, `${server.url}/search`)
    const tray = page.getByRole('region', { name: '待对比的商品' })
    for (const at of [0, 1, 2, 3]) await toggles(page, '对比：').nth(at).click()
    expect(await tray.getByRole('status').textContent()).toBe('已选 4 / 4')

    await toggles(page, '对比：').nth(4).click()
    expect(await tray.getByRole('alert').textContent()).toContain('最多对比 4 款')
    expect(await toggles(page, '对比：').nth(4).getAttribute('aria-pressed')).toBe('false')
    await toggles(page, '对比：').nth(0).click()
    await page.reload()
    await tray.getByRole('link', { name: '开始对比' }).click()
    await page.waitForURL(/\/compare\?ids=/)

    const table = page.getByRole('table', { name: '商品对比表' })
    expect(await table.getByRole('columnheader').count()).toBe(4)
    await page.getByRole('textbox', { name: '数量' }).fill('20')
    await page.getByRole('radio', { name: '1 个月' }).check({ force: true })
    await expect.poll(() => new URL(page.url()).search).toMatch(/&quantity=20&months=1$/)
    const readTotals = () => table.getByRole('row', { name: /应付合计/ }).innerText()
    await expect.poll(readTotals).toMatch(/× 20 .*× 1 个月/)
    const totals = await readTotals()
    await page.goto(page.url())

    expect(new URL(page.url()).search).toMatch(/&quantity=20&months=1$/)
    expect(await readTotals()).toBe(totals)
    await page
      .getByRole('link', { name: /^移出对比：/ })
      .first()
      .click()
    await expect.poll(() => table.getByRole('columnheader').count()).toBe(3)
    await page.setViewportSize({ width: 390, height: 844 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
    expect(await findBarriers(page)).toEqual([])
    expect(faults).toEqual([])
    await context.close()
  })

  test('a guest keeps a product by signing in, finds it in the centre, and what was seen is at the end of the home page', async () => {
    const { page, context, faults } = await openReader(browser, { language: 'en-US', origin: server.url })
    await visit(page, `${server.url}/search`)
    const name = (await page.locator('.hit h2').first().textContent()) ?? ''
    await page.getByRole('link', { name, exact: true }).click()
    await page.waitForURL(/\/products\//)
    await page.getByRole('link', { name: `Favourite: ${name}` }).click()
    await page.waitForURL(/\/sign-in/)
    await page.getByLabel('Email').fill('lin@cangye.example')
    await page.getByLabel('Password', { exact: true }).fill('loggia-demo')
    await page.getByRole('main').getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.waitForURL(/\/products\//)

    const heart = page.locator('.prod__head').getByRole('button', { name: `Favourite: ${name}` })
    await expect.poll(() => heart.getAttribute('aria-pressed')).toBe('true')
    await page.getByRole('link', { name: 'View my favourites' }).click()
    await page.waitForURL(/\/buyer\/favourites/)
    await page.getByRole('link', { name, exact: true }).waitFor()
    await page.getByRole('button', { name: `Remove from favourites: ${name}` }).click()
    await page.getByRole('heading', { name: 'No favourites yet' }).waitFor()

    const shifts = await watchShifts(page)
    await visit(page, server.url)
    const seen = page.getByRole('region', { name: 'Recently viewed' })
    // It is in the browser only, so it comes with the script.
    await seen.waitFor()
    expect(await shifts()).toBe(0)
    expect(await seen.getByRole('link').allInnerTexts()).toEqual([expect.stringContaining(name)])
    await seen.getByRole('button', { name: 'Clear the list' }).click()
    expect(await seen.count()).toBe(0)
    expect(faults).toEqual([])
    await context.close()
  })
})
