import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findBarriersInBothThemes, openBrowser, openReader, visit } from '../harness/browser.ts'
import type { Reader } from '../harness/browser.ts'
import { signIn } from '../harness/client.ts'
import { startFilledDemo } from '../harness/demo.ts'
import type { ServerProcess } from '../harness/server.ts'
import { watchShifts } from './measures.ts'

const chromium = process.env.LOGGIA_CHROMIUM
/** Less than a reader notices (Web Vitals call 0.1 good). */
const mostShift = 0.01

describe.skipIf(!chromium)('the name, look, sites and working days of the marketplace', () => {
  let server: ServerProcess
  let browser: Browser
  let operator: Reader
  beforeAll(async () => {
    server = await startFilledDemo('sites')
    browser = await openBrowser(chromium ?? '')
    operator = await openReader(browser, { language: 'en-US', origin: server.url })
    const member = await signIn(server.url, { email: 'gu@loggia.example', password: 'loggia-demo' })
    await operator.context.addCookies(member.cookies().map((one) => ({ ...one, url: server.url })))
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  test('are set by an operator, and are in the next page of everybody', async () => {
    const { page, faults } = operator
    await visit(page, `${server.url}/operator/settings`)
    await page.getByRole('region', { name: 'Name and look' }).getByRole('button', { name: 'Change' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Chinese name').fill('晴川云商店')
    await dialog.getByLabel('English name').fill('Qingchuan Marketplace')
    await dialog.getByLabel('Accent colour').fill('#ffd400')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await dialog.getByText('Choose a darker colour').waitFor()
    await dialog.getByLabel('Accent colour').fill('#7a1f4d')
    await dialog.getByLabel('Contact email').fill('help@qingchuan.example')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await dialog.waitFor({ state: 'hidden' })
    for (const [code, name, countries] of [
      ['cn', 'Qingchuan China', 'CN'],
      ['intl', 'Qingchuan International', 'DE, SG'],
    ] as const) {
      await page.getByRole('button', { name: 'Add site' }).click()
      await dialog.getByLabel('Code', { exact: true }).fill(code)
      await dialog.getByLabel('Chinese name').fill(`晴川 ${code}`)
      await dialog.getByLabel('English name').fill(name)
      await dialog.getByLabel('Address').fill(`https://${code}.qingchuan.example`)
      await dialog.getByLabel('Countries and regions').fill(countries)
      await dialog.getByRole('button', { name: 'Save site' }).click()
      await dialog.waitFor({ state: 'hidden' })
    }

    expect(await findBarriersInBothThemes(page)).toEqual([])
    const guest = await openReader(browser, { language: 'zh-CN', origin: server.url })
    await visit(guest.page, `${server.url}/contact`)
    expect(await guest.page.title()).toBe('联系我们 · 晴川云商店')
    await guest.page.getByRole('banner').getByText('晴川云商店').waitFor()
    await guest.page.getByRole('link', { name: 'help@qingchuan.example' }).waitFor()
    const heading = guest.page.getByRole('navigation', { name: '相关页面' }).getByRole('link').first()
    expect(await heading.evaluate((one) => getComputedStyle(one).color)).toBe('rgb(122, 31, 77)')
    expect(await findBarriersInBothThemes(guest.page)).toEqual([])
    expect([...faults, ...guest.faults]).toEqual([])
    await guest.context.close()
  })

  test('R9: a guest from another country is led to its site, without a shift, and only until they decline', async () => {
    const context = await browser.newContext({ locale: 'en-DE' })
    const page = await context.newPage()
    const shifts = await watchShifts(page)

    await visit(page, `${server.url}/help`)
    const offer = page.getByRole('complementary', { name: 'Site' })
    expect(
      await offer.getByRole('link', { name: 'Go to Qingchuan International' }).getAttribute('href'),
    ).toBe('https://intl.qingchuan.example')
    expect(await shifts()).toBeLessThan(mostShift)
    expect(await findBarriersInBothThemes(page)).toEqual([])
    await offer.getByRole('link', { name: 'Do not ask again' }).click()
    await page.waitForURL('**/help')

    expect(await offer.count()).toBe(0)
    await visit(page, server.url)
    expect(await offer.count()).toBe(0)
    const kept = (await context.cookies()).find(({ name }) => name === 'loggia_site_offers')
    expect([kept?.value, (kept?.expires ?? 0) > 0]).toEqual(['intl', true])
    await context.close()
  })

  test('R9: guests of one country get the same bytes, with the offer in them', async () => {
    const read = async (agent: string) =>
      (
        await fetch(`${server.url}/help`, { headers: { 'accept-language': 'en-DE', 'user-agent': agent } })
      ).text()
    const [first, second] = [await read('one'), await read('two')]

    expect(second).toBe(first)
    expect(first).toContain('https://intl.qingchuan.example')
  })

  test('working days are imported as lines, of which the wrong ones are named, and removed as a stretch', async () => {
    const { page, faults } = operator
    await visit(page, `${server.url}/operator/calendar?year=2031`)
    await page.getByRole('heading', { name: 'No special days in 2031' }).waitFor()
    await page.getByRole('button', { name: 'Import' }).click()
    const dialog = page.getByRole('dialog')
    const lines = [
      '2031-01-23..2031-01-29 holiday 春节 | Spring Festival',
      '2031-02-30 workday 春节 | Spring Festival',
    ]
    await dialog.getByLabel('Days').fill(lines.join('\n'))
    await dialog.getByText('Line 2').waitFor()
    expect(await findBarriersInBothThemes(page)).toEqual([])
    await dialog.getByLabel('Days').fill(lines.join('\n').replace('02-30', '02-01'))
    await dialog.getByText('Found: 7 days of holiday and 1 extra working day').waitFor()
    await dialog.getByRole('button', { name: 'Import', exact: true }).click()
    await dialog.waitFor({ state: 'hidden' })

    const list = page.getByRole('region', { name: '2031' })
    await list.getByText('Thu 23 Jan 2031 – Wed 29 Jan 2031').waitFor()
    await list.getByText('Sat 1 Feb 2031').waitFor()
    await page.getByRole('region', { name: 'Recent changes' }).getByText('Special days set').first().waitFor()
    await page.getByRole('button', { name: 'Remove: Thu 23 Jan 2031 – Wed 29 Jan 2031' }).click()
    await dialog.getByRole('button', { name: 'Remove', exact: true }).click()
    await dialog.waitFor({ state: 'hidden' })
    await list.getByText('0 days of holiday, 1 extra working day').waitFor()
    expect(faults).toEqual([])
  })
})
