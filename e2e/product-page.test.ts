import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser, visit } from './harness/browser.ts'
import { startFilledDemo } from './harness/demo.ts'
import { createReaders } from './harness/readers.ts'
import type { Readers } from './harness/readers.ts'
import type { ServerProcess } from './harness/server.ts'

const chromium = process.env.LOGGIA_CHROMIUM
const password = 'loggia-demo'
const emails = { seller: 'shen@chenglan.example', operator: 'gu@loggia.example' }

/** What a seller does with a product that is on sale. */
describe.skipIf(!chromium)('the page of a product, in Chromium', () => {
  let browser: Browser
  let server: ServerProcess
  let readers: Readers<keyof typeof emails>
  beforeAll(async () => {
    browser = await openBrowser(chromium ?? '')
    server = await startFilledDemo('product-page')
    const of = { name: 'product-page', origin: server.url, emails, password, dark: [] }
    readers = await createReaders(browser, of)
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  test('R288: stock, limits, hiding, withdrawing and a delisting', async () => {
    const { items } = await readers
      .memberOf('seller')
      .client.request('GET /api/seller/products', { query: { limit: 100 } })
    const product = items.find(({ state, name }) => state === 'listed' && name.en === 'Chenglan Archive')
    const [specification] = product?.specifications ?? []
    const params = { productId: product?.id ?? '' }
    const { client: operator } = readers.memberOf('operator')
    await readers.walk({ seller: 'en-US' }, async ({ seller: page }) => {
      const dialog = page.getByRole('dialog')
      const done = () => dialog.waitFor({ state: 'detached' })
      await visit(page, `${server.url}/seller/products/${params.productId}`)

      await page.getByRole('button', { name: `Adjust stock: ${specification?.name.en}` }).click()
      await dialog.getByRole('button', { name: 'Adjust stock' }).click()
      await dialog.getByText('Enter a whole number other than 0.').waitFor()
      await readers.look(page, 'restock')
      await dialog.getByLabel('Adjustment').fill('+20')
      await dialog.getByLabel('Note').fill('First delivery')
      await dialog.getByRole('button', { name: 'Adjust stock' }).click()
      await done()
      await page.getByText('20 in stock').waitFor()

      await page.getByRole('tab', { name: 'Terms of sale' }).click()
      await page.getByRole('button', { name: 'Edit', exact: true }).click()
      await dialog.getByLabel(`${specification?.name.en}: purchases per buyer`).fill('3')
      await dialog.getByLabel('Regions').fill('cn, sg')
      await readers.look(page, 'terms')
      await dialog.getByRole('button', { name: 'Save', exact: true }).click()
      await done()
      await page.getByText('CN, SG').waitFor()
      await page.getByText(/3 purchases per buyer/).waitFor()

      await page.getByRole('tab', { name: 'Overview' }).click()
      expect(new URL(page.url()).search).toBe('')
      const more = () => page.getByRole('button', { name: 'More actions: Chenglan Archive' }).click()
      await more()
      await page.getByRole('button', { name: 'Make unlisted', exact: true }).click()
      await dialog.getByRole('button', { name: 'Submit for review' }).click()
      await done()
      await page.getByRole('button', { name: 'Withdraw' }).click()
      await dialog.getByRole('button', { name: 'Withdraw application' }).click()
      await done()
      await page.getByText('Change · Withdrawn').waitFor()

      await more()
      await page.getByRole('button', { name: 'Request delisting', exact: true }).click()
      await dialog.getByLabel('Reason').fill('Replaced by a newer product')
      await dialog.getByRole('button', { name: 'Request delisting' }).click()
      await done()
      await page.getByText('Delisting · In review').waitFor()
      const { items: reviews } = await operator.request('GET /api/operator/reviews', { query: {} })
      const applicationId = reviews.find(({ productId }) => productId === params.productId)?.id ?? ''
      await operator.request('POST /api/operator/reviews/:applicationId/opening', {
        params: { applicationId },
      })
      await visit(page, page.url())
      await page.getByText('Review started', { exact: true }).first().waitFor()
      // R58: not after a reviewer has opened it.
      expect(await page.getByRole('button', { name: 'Withdraw' }).count()).toBe(0)
    })
    expect(readers.listFaults()).toEqual([])
  })
})
