import type { PageData } from '@loggia/protocol/console'
import { expect, test } from 'vitest'
import { createRenderPage } from '../../render-page.tsx'
import { createFrame, createProduct } from '../example-product.ts'

const entry = (file: string) => ({ file, assets: ['assets/inter-x.woff2'] })
const render = createRenderPage({
  'src/storefront/entry-client.tsx': entry('assets/storefront.js'),
  'src/centre/entry-client.tsx': entry('assets/centre.js'),
})
const home: PageData = {
  route: 'home',
  products: [createProduct()],
  market: {
    total: { count: 9, exact: true },
    categories: [],
    modes: [{ mode: 'trial', count: 7 }],
  },
  trials: [createProduct({ trialDays: 14 })],
}

test('R295: what can be tried stands on the home page with its days, and leads to all of it in the search', () => {
  const html = render(home, createFrame({ language: 'en-US' }))
  const trials = /<section class="trial".*?<\/section>/s.exec(html)?.[0] ?? ''

  expect(trials).toContain(`href="/products/${createProduct().id}"`)
  expect(trials).toMatch(/<b class="num">14<\/b>/)
  expect(trials).toContain('href="/search?mode=trial"')
})
