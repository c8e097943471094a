import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findBarriersInBothThemes, openBrowser, openReader, requireFit, visit } from './harness/browser.ts'
import type { Language, Reader } from './harness/browser.ts'
import { signIn } from './harness/client.ts'
import type { Member } from './harness/client.ts'
import { startFilledDemo } from './harness/demo.ts'
import type { ServerProcess } from './harness/server.ts'
import { buy } from './web/services.ts'

/** `¥1,234.00` */
const formatAmount = ({ amount }: { readonly amount: string }): string =>
  `¥${amount.replace(/\B(?=(\d{3})+\.)/g, ',')}`

const chromium = process.env.LOGGIA_CHROMIUM
const password = 'loggia-demo'
const emails = { buyer: 'lin@cangye.example', seller: 'shen@chenglan.example', operator: 'gu@loggia.example' }

/** After a purchase: its sum is on the overview of each side. */
describe.skipIf(!chromium)('the overviews, in Chromium', () => {
  let browser: Browser
  let server: ServerProcess
  let paid: string
  beforeAll(async () => {
    browser = await openBrowser(chromium ?? '')
    server = await startFilledDemo('overviews')
    const buyer = await signIn(server.url, { email: emails.buyer, password })
    const { orderId } = await buy(buyer, { product: 'Chenglan Docs', quantity: 12 })
    const order = await buyer.client.request('GET /api/buyer/orders/:orderId', { params: { orderId } })
    paid = order.total.amount
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  type Opened = Reader & { readonly member: Member; readonly html: string }
  /** The page with its document, in which the figures are. The browser asks for none of them again. */
  async function open(role: keyof typeof emails, language: Language): Promise<Opened> {
    const member = await signIn(server.url, { email: emails[role], password })
    const reader = await openReader(browser, { language, origin: server.url })
    await reader.context.addCookies(member.cookies().map((one) => ({ ...one, url: server.url })))
    const reads = new Set<string>()
    reader.page.on('request', (request) => {
      const { pathname } = new URL(request.url())
      if (pathname.startsWith('/api/')) reads.add(pathname)
    })
    const document = reader.page.waitForResponse(`${server.url}/${role}`)
    await visit(reader.page, `${server.url}/${role}`)
    // The clock is read by the browser itself, whose time it is compared with, as soon as its scripts run.
    await expect.poll(() => reads.has('/api/clock'), { timeout: 60_000 }).toBe(true)
    await reader.page.waitForLoadState('networkidle')
    expect([...reads]).toEqual(['/api/clock'])
    return { ...reader, member, html: await (await document).text() }
  }

  /** Sums are written with commas: `¥1,234.00`. */
  const toNumber = (text: string | null): number => Number((text ?? '').replace(/[^\d.]/g, ''))
  const chartOf = (page: Page, name: RegExp) => page.getByRole('slider', { name })

  async function close({ page, context, faults }: Reader, name: string): Promise<void> {
    expect(await findBarriersInBothThemes(page)).toEqual([])
    await requireFit(page, name)
    expect(faults).toEqual([])
    await context.close()
  }

  test('a buyer reads what was spent, value by value, and what to decide on', async () => {
    const reader = await open('buyer', 'zh-CN')
    const { page } = reader
    const spending = chartOf(page, /^支出/)
    await spending.waitFor()

    expect(reader.html).toMatch(/<span class="v">¥[1-9][\d,.]+<\/span>/)
    const figures = page.getByRole('region', { name: '服务与费用' })
    expect(await figures.innerText()).toContain('本月支出')
    expect(await spending.getAttribute('aria-valuetext')).toContain('自动续费预测')
    await spending.press('Home')
    expect(await spending.getAttribute('aria-valuenow')).toBe('0')
    await spending.press('ArrowRight')
    expect(await spending.getAttribute('aria-valuenow')).toBe('1')
    await spending.press('End')
    expect(await spending.getAttribute('aria-valuenow')).toBe(await spending.getAttribute('aria-valuemax'))
    await page.getByRole('button', { name: '表格：支出' }).click()
    await page.getByRole('region', { name: '表格：支出' }).waitFor()
    await close(reader, 'overview-buyer')
  })

  test('the seller and the operator see the payment, each in their sums', async () => {
    const seller = await open('seller', 'en-US')
    const sales = chartOf(seller.page, /^Sales/)
    await sales.waitFor()
    const { total } = await seller.member.client.request('GET /api/seller/sales', {})
    expect(Number(total.paid.amount)).toBeGreaterThanOrEqual(Number(paid))
    expect(seller.html).toContain(`<span class="v">${formatAmount(total.paid)}</span>`)
    // The last day of the chart is today, the day of the purchase.
    const today = /Last 30 days (¥[\d,.]+)/.exec((await sales.getAttribute('aria-valuetext')) ?? '')?.[1]
    expect(toNumber(today ?? null)).toBeGreaterThanOrEqual(Number(paid))
    const tickets = await seller.member.client.request('GET /api/seller/tickets', { query: { list: 'due' } })
    const questions = await seller.member.client.request('GET /api/seller/feedback', {
      query: { show: 'unanswered', kind: 'question' },
    })
    const needs = seller.page
      .getByRole('region', { name: 'Needs your attention' })
      .getByRole('heading', { level: 3 })
    expect(await needs.allInnerTexts()).toEqual(
      expect.arrayContaining([
        ...tickets.items.slice(0, 3).map(({ title }) => title),
        ...questions.items.slice(0, 3).map(({ text }) => text),
      ]),
    )
    expect(tickets.items.length * questions.items.length).toBeGreaterThan(0)
    await close(seller, 'overview-seller')

    const operator = await open('operator', 'zh-CN')
    await chartOf(operator.page, /^支付额/).waitFor()
    const trade = await operator.member.client.request('GET /api/operator/trade', {})
    expect(Number(trade.total.paid.amount)).toBeGreaterThanOrEqual(Number(total.paid.amount))
    expect(operator.html).toContain(`<span class="v">${formatAmount(trade.total.paid)}</span>`)
    await close(operator, 'overview-operator')
  })

  test('an operator takes the next item of the queues', async () => {
    const { page, context } = await open('operator', 'zh-CN')

    await page.getByText('处理下一项', { exact: true }).click()

    await page.waitForURL(/\/operator\/./)
    expect(new URL(page.url()).pathname).toMatch(
      /^\/operator\/(applications|reviews|supervisions|tickets|top-ups)/,
    )
    await context.close()
  })
})
