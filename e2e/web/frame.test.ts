import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser, visit } from '../harness/browser.ts'
import { startFilledDemo } from '../harness/demo.ts'
import type { ServerProcess } from '../harness/server.ts'
import { openShop } from './site.ts'
import type { Shop } from './site.ts'

const chromium = process.env.LOGGIA_CHROMIUM

describe.skipIf(!chromium)('the frame around the pages', () => {
  let browser: Browser
  let server: ServerProcess
  let site: Shop
  beforeAll(async () => {
    browser = await openBrowser(chromium ?? '')
    server = await startFilledDemo('frame')
    site = await openShop(browser, server.url)
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  test('a long name leaves the bar of a centre as wide as the window', async () => {
    const { page, context } = await site.open('buyer', { language: 'en-US' })
    await visit(page, `${site.origin}/buyer/services`)
    await page.locator('.ct .who').evaluate((one) => {
      one.textContent = 'Maximiliane Theodora von Hohenberg-Lichtenstein of the Eastern Provinces'
    })

    const wider = []
    for (const width of [1110, 1280, 1390]) {
      await page.setViewportSize({ width, height: 900 })
      wider.push(await countTooWide(page))
    }

    expect(wider).toEqual([0, 0, 0])
    await context.close()
  })

  test('a phone has the storefront’s links behind a button, which a choice closes', async () => {
    const { page, context } = await site.open('guest', { language: 'en-US' })
    await page.setViewportSize({ width: 390, height: 844 })
    await visit(page, site.origin)
    const links = page.getByRole('banner').getByRole('navigation', { name: 'Main' }).getByRole('link')
    expect(await links.count()).toBe(0)

    const menu = page.getByRole('banner').locator('.menu--nav > summary')
    await menu.click()
    await links.filter({ hasText: 'Security' }).waitFor()
    const texts = (await links.allTextContents()).map((text) => text.trim())
    expect(texts[0]).toBe('All products')
    expect(texts.slice(-4)).toEqual(['Free trials', 'Sellers', 'Developers', 'Help'])
    await links.filter({ hasText: 'Developers' }).click()
    await page.waitForURL(/\/developers$/)
    await page.getByRole('heading', { name: 'Developers', level: 1 }).waitFor()
    expect(await links.count()).toBe(0)
    await menu.click()
    await links.filter({ hasText: 'Sellers' }).click()
    await page.waitForURL(/\/sellers$/)
    await context.close()
  })

  test('nothing to press is lower than 24 px on a narrow page', async () => {
    const low: string[] = []
    for (const [role, path] of [
      ['guest', '/'],
      ['guest', '/search'],
      ['operator', '/operator'],
    ] as const) {
      const { page, context } = await site.open(role, { language: 'en-US' })
      await page.setViewportSize({ width: 360, height: 800 })
      await visit(page, site.origin + path)
      low.push(...(await listLow(page)).map((name) => `${path}: ${name}`))
      await context.close()
    }

    expect(low).toEqual([])
  })

  test('results chosen as cards are cards in the next search too', async () => {
    const { page, context } = await site.open('guest', { language: 'en-US' })
    await visit(page, `${site.origin}/search`)
    const kept = page.waitForResponse((response) => response.url().includes('/preferences?view=cards'))

    await page.getByRole('radio', { name: 'Cards' }).check({ force: true })
    await kept
    await visit(page, `${site.origin}/search?mode=trial`)

    expect(await page.getByRole('radio', { name: 'Cards' }).isChecked()).toBe(true)
    await context.close()
  })

  test('a missing page has a search and categories', async () => {
    const { page, context } = await site.open('guest', { language: 'en-US' })
    await visit(page, `${site.origin}/no-such-page`)

    const categories = page.getByRole('navigation', { name: 'Product categories' }).getByRole('link')
    await expect.poll(() => categories.count()).toBeGreaterThan(1)
    await page.getByRole('main').getByRole('combobox').fill('docs')
    await page.getByRole('main').getByRole('button', { name: 'Search' }).click()
    await page.waitForURL(/\/search\?q=docs/)
    await context.close()
  })

  test('who is signed in already goes on from the sign-in page', async () => {
    const { page, context } = await site.open('buyer', { language: 'en-US' })
    await visit(page, `${site.origin}/sign-in?next=%2Fbuyer%2Fbalance`)

    await page.getByRole('link', { name: /^Continue as / }).click()

    await expect.poll(() => new URL(page.url()).pathname).toBe('/buyer/balance')
    await context.close()
  })

  test('a phone shows a buyer the clock as a line, and the time when it is asked for', async () => {
    const { page, context } = await site.open('buyer', { language: 'en-US' })
    await page.setViewportSize({ width: 390, height: 844 })
    await visit(page, `${site.origin}/buyer/services`)
    const bar = page.getByRole('region', { name: 'Marketplace time' })
    expect(await bar.getByRole('time').isVisible()).toBe(false)
    expect((await bar.boundingBox())?.height).toBeLessThan(12)

    await bar.getByRole('button', { name: 'Marketplace time' }).click()

    expect(await bar.getByRole('time').isVisible()).toBe(true)
    await context.close()
  })

  test('a centre says at once that there is no connection, and when there is one again no more', async () => {
    const { page, context } = await site.open('buyer', { language: 'en-US' })
    await visit(page, `${site.origin}/buyer/services`)

    await context.setOffline(true)
    const note = page.getByText(/^You are offline/)
    await note.waitFor()
    await context.setOffline(false)
    await expect.poll(() => note.count()).toBe(0)
    await context.close()
  })

  test('a printed order has no frame, and the amounts before the timeline', async () => {
    const { page, context } = await site.open('buyer', { language: 'en-US' })
    await visit(page, `${site.origin}/buyer/orders`)
    await page.locator('a[href^="/buyer/orders/ord_"]').first().click()
    await page.getByRole('heading', { name: 'Timeline' }).waitFor()

    await page.emulateMedia({ media: 'print' })

    const topOf = async (name: string): Promise<number> =>
      (await page.getByRole('heading', { name, exact: true }).boundingBox())?.y ?? Number.NaN
    expect(await topOf('Amounts')).toBeLessThan(await topOf('Timeline'))
    expect(
      await page.locator('.ct, .cn, .clockbar, main button:visible').filter({ visible: true }).count(),
    ).toBe(0)
    expect(await page.getByText(/^Loggia · Buyer Centre · /).isVisible()).toBe(true)
    await context.close()
  })

  test('a refused form counts its wrong fields and leads to the first', async () => {
    const { page, context } = await site.open('operator', { language: 'en-US' })
    await visit(page, `${site.origin}/operator/sellers/new`)
    const count = page.getByText('fields need a change')

    await page.getByRole('main').getByRole('button', { name: 'Add', exact: true }).click()

    await expect.poll(() => readFocus(page)).toMatchObject({ name: 'name.zh', isWrong: true })
    expect((await readFocus(page)).says).toContain('Enter a name')
    expect(await count.textContent()).toContain('4 fields')
    for (const name of ['name.zh', 'name.en', 'member.name'])
      await page.locator(`[name="${name}"]`).fill('Qinghe')
    await expect.poll(() => count.count()).toBe(0)
    await context.close()
  })

  test('in a dialog a refusal of the marketplace is said at its field, which has the focus', async () => {
    const { page, context } = await site.open('seller', { language: 'en-US' })
    await visit(page, `${site.origin}/seller/access`)
    await page.getByRole('button', { name: 'Add endpoint' }).click()
    const url = page.getByRole('dialog').getByLabel('URL')
    await url.fill('http://saas.example/produce')

    await page.getByRole('dialog').getByRole('button', { name: 'Submit for review' }).click()

    await expect.poll(() => readFocus(page)).toMatchObject({ name: 'url', isWrong: true })
    expect((await readFocus(page)).says).toContain('must start with https://')
    await url.fill('https://saas.example/produce')
    expect(await url.getAttribute('aria-invalid')).toBe('false')
    await context.close()
  })
})

const countTooWide = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

/** Links within sentences, and those of a whole card, are as large as they have to be (WCAG 2.2, 2.5.8). */
const listLow = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('a, button, summary')]
      .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest('p'))
      .filter((one) => getComputedStyle(one, '::after').position !== 'absolute')
      .filter((one) => {
        const { width, height } = one.getBoundingClientRect()
        return width > 1 && height > 0 && height < 24
      })
      .map((one) => one.textContent.trim()),
  )

/** The field that has the focus: its name, whether it is marked as wrong, and what it is described by. */
const readFocus = (page: Page) =>
  page.evaluate(() => {
    const field = document.activeElement
    const note = document.getElementById(field?.getAttribute('aria-describedby') ?? '')
    return {
      name: field?.getAttribute('name'),
      isWrong: field?.getAttribute('aria-invalid') === 'true',
      says: note?.textContent,
    }
  })
