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

const chosen = (count: number): Pick<typeof home, 'products' | 'chosen'> => ({
  products: ['other', ...Array.from({ length: count }, (_, at) => `${at}`)].map((name) =>
    createProduct({ id: `prd_${name}` }),
  ),
  chosen: {
    selection: Array.from({ length: count }, (_, at) => ({
      productId: `prd_${count - 1 - at}` as const,
      ...(at === 0 && { picture: '/media/first.webp', note: { zh: '可先试用', en: 'Has a trial' } }),
    })),
    words: { zh: ['协同文档', 'a&b'], en: [] },
  },
})

test('what operators chose comes first, with a large card and the reason, and then the others of the catalogue', () => {
  const html = render({ ...home, ...chosen(4) }, createFrame({ language: 'zh-CN' }))
  const section = (id: string) =>
    new RegExp(`<section[^>]*id="${id}".*?</section>`, 's').exec(html)?.[0] ?? ''
  const links = (part: string) => [...part.matchAll(/<h3><a href="\/products\/([^"]*)"/g)].map(([, id]) => id)

  expect(links(section('selection'))).toEqual(['prd_3', 'prd_2', 'prd_1', 'prd_0'])
  expect(section('selection')).toMatch(/pcard--lead.*first\.webp.*可先试用/s)
  expect(section('selection').match(/pcard--lead/g)).toHaveLength(1)
  expect(links(section('products'))).toEqual(['prd_other'])
  expect(html.indexOf('id="selection"')).toBeLessThan(html.indexOf('id="products"'))
})

test('two chosen products have cards of one size, and without any the catalogue is as before', () => {
  const few = render({ ...home, ...chosen(2) }, createFrame())
  const none = render({ ...home, ...chosen(0) }, createFrame())

  expect(few).toContain('id="selection"')
  expect(few).not.toContain('pcard--lead')
  expect(none).not.toContain('id="selection"')
  expect(none).toContain('id="products"')
})

test('the words to try are those of the reader’s language, and each leads to its search', () => {
  const words = (language: 'zh-CN' | 'en-US') =>
    /<nav class="hero__words".*?<\/nav>/s.exec(
      render({ ...home, ...chosen(1) }, createFrame({ language })),
    )?.[0]

  expect(words('zh-CN')).toContain('<a href="/search?q=a%26b">a&amp;b</a>')
  expect(words('en-US')).toBeUndefined()
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
