import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser, openReader, visit } from './harness/browser.ts'
import type { Language } from './harness/browser.ts'
import { startFilledDemo } from './harness/demo.ts'
import { createReaders } from './harness/readers.ts'
import type { Readers } from './harness/readers.ts'
import type { ServerProcess } from './harness/server.ts'
import { buy } from './web/services.ts'

const chromium = process.env.LOGGIA_CHROMIUM
const password = 'loggia-demo'
const emails = {
  buyer: 'lin@cangye.example',
  seller: 'shen@chenglan.example',
  operator: 'gu@loggia.example',
}
const review = '门店都在用，权限设置清楚，客服回复也快。'
const answer = 'Thank you. Bulk permissions arrive next month.'

describe.skipIf(!chromium)('reviews and questions, in Chromium', () => {
  let browser: Browser
  let server: ServerProcess
  let readers: Readers<keyof typeof emails>
  let productId: string
  beforeAll(async () => {
    browser = await openBrowser(chromium ?? '')
    server = await startFilledDemo('feedback')
    readers = await createReaders(browser, {
      name: 'feedback',
      origin: server.url,
      emails,
      password,
      dark: ['seller'],
    })
    ;({ productId } = await buy(readers.memberOf('buyer'), { product: 'Chenglan Docs', quantity: 12 }))
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  const pathOf = () => `${server.url}/products/${productId}`
  const publishAll = async (operator: Page) => {
    await visit(operator, `${server.url}/operator/feedback`)
    await operator
      .getByRole('button', { name: /^Publish: / })
      .first()
      .click()
    await operator.getByText('1 published').waitFor()
  }
  async function readAsGuest(language: Language, reads: (page: Page) => Promise<void>): Promise<void> {
    const { page, context, faults } = await openReader(browser, { language, dark: false, origin: server.url })
    await visit(page, pathOf())
    await reads(page)
    await readers.look(page, `guest-${language}`)
    expect(faults).toEqual([])
    await context.close()
  }

  test('R286: a buyer reviews, an operator publishes, the seller answers, and a guest reads it', async () => {
    const languages = { buyer: 'zh-CN', operator: 'en-US', seller: 'en-US' } as const
    await readers.walk(languages, async ({ buyer, operator, seller }) => {
      await visit(buyer, pathOf())
      await buyer.getByRole('button', { name: '写评价' }).click()
      const form = buyer.getByRole('form', { name: '评价此商品' })
      await form.getByRole('button', { name: '提交评价' }).click()
      await form.getByText('选择 1 至 5 星。').waitFor()
      await readers.look(buyer, 'form')
      await form
        .getByLabel('满意', { exact: true })
        .or(form.getByText('满意', { exact: true }))
        .first()
        .click()
      await form.getByLabel('使用感受（选填）').fill(review)
      await form.getByRole('button', { name: '提交评价' }).click()
      await buyer.getByText('待审核').waitFor()
      await readers.look(buyer, 'waiting')

      await visit(operator, `${server.url}/operator/feedback`)
      await operator.getByText(review).waitFor()
      await readers.look(operator, 'queue')
      await publishAll(operator)

      await visit(seller, `${server.url}/seller/feedback`)
      await seller.getByRole('button', { name: new RegExp(`^Answer: .*${review.slice(0, 8)}`) }).click()
      const dialog = seller.getByRole('dialog')
      await dialog.getByLabel('Answer', { exact: true }).fill(answer)
      await readers.look(seller, 'answer')
      await dialog.getByRole('button', { name: 'Send answer' }).click()
      await dialog.waitFor({ state: 'detached' })
      await visit(seller, `${server.url}/seller/feedback?show=answered`)
      await seller.getByText(answer).waitFor()
      await readers.look(seller, 'answered')

      await publishAll(operator)
    })
    for (const language of ['zh-CN', 'en-US'] as const)
      await readAsGuest(language, async (page) => {
        const item = page.locator('#reviews article', { hasText: review })
        expect(await item.innerText()).toContain(answer)
        await page.locator('#reviews').getByRole('link', { name: /4/ }).first().waitFor()
      })
  })

  test('R286: somebody asks, and the form says what is missing', async () => {
    await readers.walk({ buyer: 'en-US' }, async ({ buyer }) => {
      await visit(buyer, pathOf())
      await buyer.getByRole('button', { name: 'Ask a question' }).click()
      const form = buyer.getByRole('form', { name: 'Ask about this product' })
      await form.getByLabel('Your question').fill('Why')
      await form.getByRole('button', { name: 'Send question' }).click()
      await form.getByText('Enter 5 to 500 characters; there are 3 now.').waitFor()
      await form.getByLabel('Your question').fill('Does it run in a private network?')
      await form.getByRole('button', { name: 'Send question' }).click()
      await buyer.getByText('Your question was sent.').waitFor()
      await readers.look(buyer, 'asked')
      expect(await buyer.getByRole('form', { name: 'Ask about this product' }).count()).toBe(0)
    })
  })

  test('none of these pages has a barrier or a fault', () => {
    expect(readers.listFaults()).toEqual([])
  })
})
