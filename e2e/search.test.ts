import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser, Page } from 'playwright-core'
import { findBarriers, openBrowser, openReader, visit, widths } from './harness/browser.ts'
import { signIn } from './harness/client.ts'
import { startFilledDemo } from './harness/demo.ts'
import type { ServerProcess } from './harness/server.ts'

const chromium = process.env.LOGGIA_CHROMIUM

describe.skipIf(!chromium)('finding a product, in Chromium', () => {
  let browser: Browser
  let server: ServerProcess
  beforeAll(async () => {
    browser = await openBrowser(chromium ?? '')
    server = await startFilledDemo('search')
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  const hits = (page: Page) => page.locator('.hit')

  test('from `/` by two characters to a product, its seller, and back', async () => {
    const { page, context, faults } = await openReader(browser, { language: 'zh-CN', origin: server.url })
    await page.goto(server.url)

    // Before the page is hydrated, keys have no effect.
    await expect
      .poll(async () => {
        await page.keyboard.press('/')
        return page.evaluate(() => document.activeElement?.getAttribute('name'))
      })
      .toBe('q')
    await page.keyboard.type('文档')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/search\?q=/)
    const first = hits(page).first()
    const name = await first.getByRole('heading').textContent()
    await first.locator('.hit__by a').click()
    await page.waitForURL(/\/sellers\/sel_/)
    const ofSeller = await hits(page).count()
    await page.goBack()

    expect(name).toContain('文档')
    expect(ofSeller).toBeGreaterThan(0)
    expect(await page.getByRole('combobox', { name: '搜索商品、商家或分类' }).inputValue()).toBe('文档')
    expect(faults).toEqual([])
    await context.close()
  })

  test('what is typed is completed: arrows choose, Escape closes, Enter goes there, and the newest answer is shown', async () => {
    const { page, context, faults } = await openReader(browser, { language: 'zh-CN', origin: server.url })
    await page.goto(`${server.url}/search`)
    const field = page.getByRole('combobox', { name: '搜索商品、商家或分类' })
    const list = page.getByRole('listbox', { name: '搜索建议' })

    await field.pressSequentially('文档')
    await list.waitFor()
    expect(await list.locator('mark').first().innerText()).toBe('文档')
    await page.keyboard.press('ArrowDown')
    const active = list.getByRole('option', { selected: true })
    expect(await field.getAttribute('aria-activedescendant')).toBe(await active.getAttribute('id'))
    expect(await findBarriers(page)).toEqual([])
    await page.keyboard.press('Escape')
    expect([await list.count(), await field.inputValue()]).toEqual([0, '文档'])
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('ArrowUp')
    const href = (await active.getAttribute('href')) ?? ''
    await page.keyboard.press('Enter')
    await page.waitForURL(`${server.url}${href}`)

    expect(faults).toEqual([])
    await context.close()
  })

  test('nothing is asked while an input method composes', async () => {
    const { page, context } = await openReader(browser, { language: 'zh-CN', origin: server.url })
    const asked: string[] = []
    page.on('request', (request) => {
      const { pathname, searchParams } = new URL(request.url())
      if (pathname === '/api/search/completions') asked.push(searchParams.get('q') ?? '')
    })
    await page.goto(`${server.url}/search`)
    await page.getByRole('combobox', { name: '搜索商品、商家或分类' }).focus()
    const keyboard = await context.newCDPSession(page)
    for (const text of ['w', 'we', 'wen', 'wendang'])
      await keyboard.send('Input.imeSetComposition', {
        text,
        selectionStart: text.length,
        selectionEnd: text.length,
      })
    await keyboard.send('Input.insertText', { text: '文档' })
    await page.getByRole('listbox', { name: '搜索建议' }).waitFor()

    expect(asked).toEqual(['文档'])
    await context.close()
  })

  test('an operator adds synonyms, and the next search finds by them', async () => {
    const { page, context, faults } = await openReader(browser, { language: 'en-US', origin: server.url })
    const finds = async () => {
      await page.goto(`${server.url}/search?q=quibblewort`)
      return hits(page).count()
    }
    expect(await finds()).toBe(0)
    await expect.poll(() => page.getByRole('heading', { name: 'Recommended products' }).count()).toBe(1)
    const operator = await signIn(server.url, { email: 'gu@loggia.example', password: 'loggia-demo' })
    await context.addCookies(operator.cookies().map((one) => ({ ...one, url: server.url })))
    await visit(page, `${server.url}/operator/synonyms`)
    await page.getByRole('button', { name: 'Add synonyms' }).click()
    await page.getByRole('dialog').getByLabel('Synonyms').fill('quibblewort\ndocs')
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
    await page.getByRole('row', { name: /quibblewort.*Added by an operator/ }).waitFor()

    expect(await finds()).toBeGreaterThan(0)
    expect(faults.filter((fault) => !fault.includes('404'))).toEqual([])
    await context.close()
  })

  test('an operator changes the order of the selection, its reasons and the words to try, and the home page follows', async () => {
    const { page, context, faults } = await openReader(browser, { language: 'en-US', origin: server.url })
    const operator = await signIn(server.url, { email: 'gu@loggia.example', password: 'loggia-demo' })
    await context.addCookies(operator.cookies().map((one) => ({ ...one, url: server.url })))
    await visit(page, `${server.url}/operator/home-page`)
    const rows = page.getByRole('row').filter({ has: page.getByRole('button', { name: /^Edit why/ }) })
    const [first, second] = (await rows.locator('.named b').allInnerTexts()) as [string, string]
    const dialog = page.getByRole('dialog')

    await page.getByRole('button', { name: `Edit why ${second}` }).click()
    await dialog.getByLabel('Chinese').fill('每月必看')
    await dialog.getByLabel('English').fill('')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await dialog.getByText('Enter both languages or neither.').first().waitFor()
    await dialog.getByLabel('English').fill('Quibblewort’s favourite')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await rows.nth(1).getByText('Quibblewort’s favourite').waitFor()
    await page.getByRole('button', { name: `Change the order of ${second}` }).press('ArrowUp')
    await expect.poll(() => rows.first().locator('.named b').innerText(), { timeout: 30_000 }).toBe(second)
    await page.getByRole('button', { name: 'Edit words' }).click()
    await dialog.getByLabel('Words on English pages').fill('zzqx unfindable\ndocs')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await page
      .getByRole('listitem')
      .filter({ hasText: 'zzqx unfindable' })
      .getByText('Finds nothing')
      .waitFor()

    expect(await findBarriers(page)).toEqual([])
    await page.goto(server.url)
    const chosen = page.getByRole('region', { name: 'Selected products' }).getByRole('article')
    expect((await chosen.getByRole('heading').allInnerTexts()).slice(0, 2)).toEqual([second, first])
    expect(await chosen.first().innerText()).toContain('Quibblewort’s favourite')
    await page.getByRole('navigation', { name: 'Try' }).getByRole('link', { name: 'docs' }).click()
    await page.waitForURL(/\/search\?q=docs$/)
    expect(faults).toEqual([])
    await context.close()
  })

  test('R294: the menu in the header leads to a category with as many products as it says', async () => {
    const { page, context, faults } = await openReader(browser, { language: 'en-US', origin: server.url })
    await visit(page, `${server.url}/sellers`)
    const menu = page.getByRole('banner').locator('.menu--categories')
    await menu.locator('summary').click()
    const security = menu.getByRole('link', { name: /^Security/ })
    const counted = Number((await security.innerText()).match(/\d+/)?.[0])

    expect(await findBarriers(page)).toEqual([])
    await security.click()
    await page.waitForURL(/\/categories\/security$/)
    expect(await hits(page).count()).toBe(counted)
    expect(faults).toEqual([])
    await context.close()
  })

  test('without a script: search, filter, sort and page are links and forms', async () => {
    const context = await browser.newContext({ locale: 'en-US', javaScriptEnabled: false })
    const page = await context.newPage()
    await page.goto(server.url)
    const bay = page.getByRole('navigation', { name: 'Product categories' }).getByRole('link').first()
    const counted = Number.parseInt((await bay.innerText()).match(/\d+/)?.[0] ?? '', 10)
    await bay.click()
    await page.waitForURL(/\/categories\//)
    const inBay = await hits(page).count()
    await page.goto(`${server.url}/search`)

    const all = await hits(page).count()
    await page.getByRole('radio', { name: 'Cards' }).check({ force: true })
    const [first, second] = await Promise.all([0, 1].map((nth) => hits(page).nth(nth).boundingBox()))
    await page.getByRole('complementary', { name: 'Filters' }).getByRole('link').first().click()
    await page.waitForURL(/\/categories\//)
    const inCategory = await hits(page).count()
    await page.getByRole('link', { name: 'Lowest price' }).click()
    await page.waitForURL(/sort=price_asc/)
    await page.getByRole('searchbox').first().fill('zzzqqqxxx')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/search\?q=zzz/)

    expect(inBay).toBe(counted)
    expect(first?.y).toBe(second?.y)
    expect(all).toBeGreaterThan(inCategory)
    expect(inCategory).toBeGreaterThan(0)
    expect(await page.getByRole('heading', { name: /No products found/ }).count()).toBe(1)
    await context.close()
  })

  test('R297: without a script, specifications stand side by side with what the smallest order costs', async () => {
    const context = await browser.newContext({ locale: 'en-US', javaScriptEnabled: false })
    const page = await context.newPage()
    await page.setViewportSize({ width: 390, height: 844 })
    await page.goto(`${server.url}/search?q=luyu+care`)
    await hits(page).first().getByRole('heading').getByRole('link').click()
    await page.waitForURL(/\/products\//)

    const rowOf = (name: RegExp) => page.locator('#compare').getByRole('row', { name })

    expect(
      await rowOf(/^Specification/)
        .getByRole('columnheader')
        .allInnerTexts(),
    ).toEqual(['Specification', 'Team', 'Business'])
    expect(
      await rowOf(/^Minimum order/)
        .getByRole('cell')
        .allInnerTexts(),
    ).toEqual([
      expect.stringMatching(/^¥139\.00\s+1 agent × 1 month$/),
      expect.stringMatching(/^¥239\.00\s+1 agent × 1 month$/),
    ])
    expect(
      await rowOf(/^Free trial/)
        .getByRole('cell')
        .allInnerTexts(),
    ).toEqual(['14 days', 'Not available'])
    await context.close()
  })

  test.each([
    ['zh-CN', false],
    ['en-US', true],
  ] as const)(
    'in %s, dark: %s, without a violation of accessibility and never wider than the screen',
    async (language, dark) => {
      const { page, context, faults } = await openReader(browser, { language, origin: server.url, dark })
      const seller = await firstSeller(server.url)
      for (const path of [
        '/search',
        '/search?q=%E6%96%87',
        '/search?q=xyzzy',
        '/categories/collaboration',
        seller,
      ]) {
        await page.goto(server.url + path)
        for (const width of [...widths, 360, 1920]) {
          await page.setViewportSize({ width, height: 900 })
          const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
          expect(beyond, `${path} at ${width}`).toBeLessThanOrEqual(0)
        }
        for (const width of widths) {
          await page.setViewportSize({ width, height: 900 })
          expect(await findBarriers(page), `${path} at ${width}`).toEqual([])
        }
      }
      expect(faults).toEqual([])
      await context.close()
    },
  )
})

async function firstSeller(origin: string): Promise<string> {
  const reply = (await (await fetch(`${origin}/api/search`)).json()) as {
    items: { seller: { id: string } }[]
  }
  return `/sellers/${reply.items[0]?.seller.id}`
}
