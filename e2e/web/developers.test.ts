import { createHash } from 'node:crypto'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findBarriers, openBrowser, requireFit, visit } from '../harness/browser.ts'
import { startFilledDemo } from '../harness/demo.ts'
import type { ServerProcess } from '../harness/server.ts'
import { openShop } from './site.ts'
import type { Shop } from './site.ts'

const chromium = process.env.LOGGIA_CHROMIUM
/** The first request builds the archives, and the machine may be busy. */
const madeWithinMs = 240_000

const words = {
  'zh-CN': {
    title: '开发者工具',
    kit: '商家工具包',
    download: /^下载 loggia-seller-/,
    guide: '十分钟接入',
    guideBegins: '# 十分钟接入',
    changes: '更新记录（英文）',
  },
  'en-US': {
    title: 'Developers',
    kit: 'Seller kit',
    download: /^Download loggia-seller-/,
    guide: 'Integrate in ten minutes',
    guideBegins: '# Integrate in ten minutes',
    changes: 'Changelog',
  },
} as const

describe.skipIf(!chromium)('the page for developers in Chromium', () => {
  let browser: Browser
  let server: ServerProcess
  let site: Shop
  beforeAll(async () => {
    browser = await openBrowser(chromium ?? '')
    server = await startFilledDemo('developers')
    site = await openShop(browser, server.url)
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  test.each(['zh-CN', 'en-US'] as const)(
    'in %s it names the kit with its version, its sum and the line that installs it, and leads to the guides',
    async (language) => {
      const { page, context, faults } = await site.open('seller', { language })
      const said = words[language]
      await visit(page, `${site.origin}/seller/developers`)
      await page.getByRole('heading', { name: said.title, level: 1 }).waitFor()
      const card = page.getByRole('region', { name: said.kit })
      await card.waitFor({ timeout: madeWithinMs })

      const link = card.getByRole('link', { name: said.download })
      const address = (await link.getAttribute('href')) ?? ''
      expect(address).toMatch(new RegExp(`^${site.origin}/kit/loggia-seller-[\\d.]+\\.tgz$`))
      await card.getByText(`npm install ${address}`, { exact: true }).waitFor()
      const content = Buffer.from(await (await fetch(address)).arrayBuffer())
      await card.getByText(createHash('sha256').update(content).digest('hex'), { exact: true }).waitFor()

      const guide = await page.getByRole('link', { name: said.guide }).getAttribute('href')
      expect(await (await fetch(guide ?? '')).text()).toContain(said.guideBegins)
      const changes = await page.getByRole('link', { name: said.changes }).getAttribute('href')
      expect(await (await fetch(changes ?? '')).text()).toContain('## Unreleased')

      expect(await findBarriers(page)).toEqual([])
      await requireFit(page, `developers-${language}`)
      expect(faults).toEqual([])
      await context.close()
    },
  )

  test('a guide keeps the text that the server rendered, and its buttons copy the code', async () => {
    const { page, context, faults } = await site.open('buyer', { language: 'en-US' })
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await visit(page, `${site.origin}/developers/guides/integrate-in-ten-minutes`)
    await page.getByRole('heading', { name: 'Integrate in ten minutes', level: 1 }).waitFor()
    const block = page.locator('.docs-code', { hasText: 'mkdir my-seller' })

    await block.getByRole('button', { name: 'Copy code' }).click()
    await block.getByText('Copied', { exact: true }).waitFor()

    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
      await block.locator('pre').textContent(),
    )
    expect(await page.getByRole('main').count()).toBe(1)
    expect(faults).toEqual([])
    await context.close()
  })

  test('while the archives are being made the page says so, and shows them when they are there', async () => {
    const { page, context } = await site.open('seller', { language: 'en-US' })
    const first = Promise.withResolvers<void>()
    let asked = 0
    await page.route('**/api/kit', async (route) => {
      asked += 1
      if (asked > 1) return route.continue()
      first.resolve()
      return route.fulfill({ json: { kit: null, making: true } })
    })
    await visit(page, `${site.origin}/seller/developers`)
    await first.promise
    await page.getByText('Building the seller kit').waitFor()
    const kit = page.getByRole('region', { name: 'Seller kit' })
    await expect.poll(() => kit.count(), { timeout: madeWithinMs }).toBe(1)

    await page.unroute('**/api/kit')
    await page.route('**/api/kit', (route) => route.fulfill({ json: { kit: null, making: false } }))
    await visit(page, `${site.origin}/seller/developers`)
    await page.getByText('No seller kit available').waitFor()
    expect(await kit.count()).toBe(0)
    await context.close()
  })
})
