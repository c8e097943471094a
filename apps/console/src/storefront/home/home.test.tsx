import type { PageData } from '@loggia/protocol/console'
import { expect, test } from 'vitest'
import { createRenderStorefront } from '../../render-page.tsx'
import { createFrame, createProduct } from '../example-product.ts'

const entry = (file: string) => ({ file, assets: ['assets/inter-x.woff2'] })
const render = createRenderStorefront({
  'src/storefront/entry-client.tsx': entry('assets/storefront.js'),
  'src/centre/entry-client.tsx': entry('assets/centre.js'),
})
const home: Extract<PageData, { route: 'home' }> = {
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

  expect(trials).toContain(`href="/products/${createProduct().id}?term=trial"`)
  expect(trials).toMatch(/<b class="num">14<\/b>/)
  expect(trials).toContain('href="/search?mode=trial"')
})

test('how orders of the market went stands on the home page with what it is counted from; before, what is offered', () => {
  const figures = {
    computedAt: '2026-11-29T19:00:00.000Z',
    orders: 1250,
    buyers: 310,
    opened: 1249,
    openedWithin: { p50Ms: 38_000, p90Ms: 90_000 },
    refunded: 2,
  }
  const facts = (page: typeof home) =>
    /<dl class="hero__facts".*?<\/dl>/s.exec(render(page, createFrame({ language: 'zh-CN' })))?.[0]
  const html = render({ ...home, figures }, createFrame({ language: 'zh-CN' }))

  expect(facts({ ...home, figures })).toMatch(/99\.9%.*38 秒/s)
  expect(html).toContain('按近 90 天 310 家买家的 1,250 个订单统计')
  expect(facts(home)).toMatch(/可免费试用/)
  expect(facts(home)).not.toContain('%')
})

test.each([
  [1, '1', '1'],
  [5, '5', '3'],
  [6, '6', '3'],
  [8, '8', '4'],
  [9, '5', '3'],
])('%i categories are in rows that are about equally long, without empty bays', (count, wide, narrow) => {
  const categories = Array.from({ length: count }, (_, at) => ({
    path: `c${at}`,
    name: { zh: `分类 ${at}`, en: `Category ${at}` },
    count: 1,
  }))

  const html = render({ ...home, market: { ...home.market, categories } }, createFrame())
  const arcade = /<nav class="arcade".*?<\/nav>/s.exec(html)?.[0] ?? ''

  expect(arcade).toContain(`<ul data-bays="${wide}" data-narrow-bays="${narrow}">`)
  expect(arcade.match(/<li/g)).toHaveLength(count)
})
