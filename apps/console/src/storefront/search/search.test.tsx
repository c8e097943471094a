import type { PageData, SearchHit, SearchQuery, SearchReply } from '@loggia/protocol/console'
import { renderToString } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { createFrame as frameWith, createProduct } from '../example-product.ts'
import { createSearchHead } from './search-head.ts'
import { SellerPage } from '../seller/seller-page.tsx'
import { Storefront } from '../storefront.tsx'
import { Search } from './search.tsx'

const seller = { id: `sel_${'0'.repeat(25)}1` as const, name: { zh: '澄澜软件', en: 'Chenglan Software' } }
const query = (change: Partial<SearchQuery> = {}): SearchQuery => ({
  q: '',
  sort: 'relevance',
  page: 1,
  ...change,
})
const hit = (change: Partial<SearchHit> = {}): SearchHit => ({
  ...createProduct(),
  periods: ['month', 'year'],
  fiveDayRefund: true,
  ...change,
})
const reply = (change: Partial<SearchReply> = {}): SearchReply => ({
  items: [hit()],
  total: { count: 1, exact: true },
  pages: 1,
  facets: {
    categories: [
      { path: 'office', name: { zh: '办公', en: 'Office' }, count: 3 },
      { path: 'office/docs', name: { zh: '文档', en: 'Documents' }, count: 2 },
      { path: 'security', name: { zh: '安全', en: 'Security' }, count: 1 },
    ],
    modes: [{ mode: 'trial', count: 1 }],
    types: [{ type: 'saas', count: 3 }],
    prices: [
      { price: 'CNY-50-200', count: 2 },
      { price: 'CNY-5000-', count: 1 },
    ],
    guarantees: [{ guarantee: 'five_day_refund', count: 2 }],
    ratings: [
      { rating: '4', count: 2 },
      { rating: '3', count: 3 },
    ],
    sellers: [{ seller, count: 1 }],
  },
  suggestions: [],
  ...change,
})
const nothing = reply({
  items: [],
  total: { count: 0, exact: true },
  pages: 0,
  facets: { categories: [], modes: [], types: [], prices: [], guarantees: [], ratings: [], sellers: [] },
})
const search = (asked: Partial<SearchQuery>, answer = reply()): PageData => ({
  route: 'search',
  query: query(asked),
  reply: answer,
})
const html = (page: PageData, change: Parameters<typeof frameWith>[0] = {}): string =>
  renderToString(
    <Storefront
      page={page as never}
      frame={frameWith({ path: '/search', ...change })}
      later={{ Search, SellerPage }}
    />,
  )
/** The addresses of the links with this text. */
const hrefs = (markup: string, name: string): string[] =>
  [...markup.matchAll(/<a[^>]*href="([^"]*)"[^>]*>(.*?)<\/a>/gs)]
    .filter(([, , inner]) => inner?.replace(/<[^>]*>/g, '').includes(name))
    .map(([, href]) => (href ?? '').replaceAll('&amp;', '&'))

test('the header has a search that works without a script, with what was asked in it', () => {
  const page = html(search({ q: '协同' }), { path: '/search?q=%E5%8D%8F%E5%90%8C&page=2' })

  expect(page).toMatch(/<form[^>]*role="search"[^>]*action="\/search"/)
  expect(page).toMatch(/<input[^>]*name="q"[^>]*value="协同"/)
  expect(page).not.toMatch(/<form[^>]*method="post"/i)
})

test('a hit has its name with what was looked for marked, its seller and its price with the unit', () => {
  const page = html(search({ q: '协同' }))

  expect(page).toContain('澄澜<mark>协同</mark>文档')
  expect(hrefs(page, '澄澜软件')).toContain(`/sellers/${createProduct().seller.id}`)
  expect(page).toMatch(/¥45\.00<span class="per"> \/ 席 \/ 月/)
})

test('R295: what can be tried is narrowed by category and by product type', () => {
  const types = [
    { type: 'saas' as const, count: 3 },
    { type: 'license' as const, count: 1 },
  ]
  const answer = reply({ facets: { ...reply().facets, types } })
  const page = html(search({ mode: 'trial' }, answer), { path: '/search?mode=trial' })

  expect(hrefs(page, '办公')).toContain('/categories/office?mode=trial')
  expect(hrefs(page, 'SaaS')).toContain('/search?type=saas&mode=trial')
})

test('R296: a hit tells the orders that are public, its terms, and whom it is for; a trial is begun from it', () => {
  const page = html(
    search({ q: '协同' }, reply({ items: [hit({ orders: 1412, trialDays: 14, forCompanies: true })] })),
  )
  const plain = html(
    search({ q: '协同' }, reply({ items: [hit({ periods: ['one_time'], fiveDayRefund: false })] })),
  )
  const tagsOf = (markup: string) =>
    [...markup.matchAll(/<span class="tag[^"]*">([^<]*)</g)].map(([, name]) => name)

  expect(page).toContain('近 90 天 1,412 单')
  expect(tagsOf(page)).toEqual(['SaaS', '包年/包月', '五天退订', '仅限企业'])
  expect(hrefs(page, '试用 14 天')).toEqual([`/products/${createProduct().id}?term=trial`])
  expect(plain).not.toContain('近 90 天')
  expect(tagsOf(plain)).toEqual(['SaaS', '一次性'])
})

test('R296: sales are an order with an address, and it says what they are', () => {
  const page = html(search({ q: '协同', sort: 'orders', page: 2 }))

  expect(hrefs(page, '销量')).toEqual(['/search?q=%E5%8D%8F%E5%90%8C&sort=orders'])
  expect(page).toContain('至少 5 个买家')
  expect(html(search({}))).not.toContain('至少 5 个买家')
})

test('what was asked for is text, never markup', () => {
  const page = html(search({ q: '<img src=x onerror=alert(1)>' }, nothing))

  expect(page).not.toContain('<img src=x')
  expect(page).toContain('&lt;img src=x')
})

test('R296: the typed range is a form without script that keeps the other filters, drops the band, and puts the bounds in order', () => {
  const page = html(
    search({ q: '云', mode: 'trial', price: 'CNY-50-200', priceFrom: '300', priceTo: '20.5', page: 2 }),
  )
  const [form = ''] = /<form[^>]*class="facet__range".*?<\/form>/s.exec(page) ?? []
  const fields = [...form.matchAll(/<input[^>]*>/g)].map(([input]) =>
    ['name', 'value', 'type'].map((name) => new RegExp(` ${name}="([^"]*)"`).exec(input)?.[1]),
  )

  expect(form).toMatch(/action="\/search"/)
  expect(fields).toEqual([
    ['q', '云', 'hidden'],
    ['mode', 'trial', 'hidden'],
    ['priceFrom', '20.5', undefined],
    ['priceTo', '300', undefined],
  ])
  expect(form).toContain('pattern="\\d{1,9}(\\.\\d{1,2})?"')
  expect(hrefs(page, '¥20.5–300')).toEqual(['/search?q=%E4%BA%91&mode=trial&price=CNY-50-200'])
  expect(hrefs(page, '¥5,000 以上')).toEqual(['/search?q=%E4%BA%91&mode=trial&price=CNY-5000-'])
})

test('R296: a range in the other currency says so, and is asked for in it', () => {
  const usd = reply({ facets: { ...reply().facets, prices: [{ price: 'USD-0-50', count: 1 }] } })
  const page = html(search({ priceTo: '40', currency: 'USD' }, usd))

  expect(page).toContain('<input type="hidden" name="currency" value="USD"/>')
  expect(hrefs(page, '不超过 $40')).toEqual(['/search'])
})

test('each filter is an address; a chosen one leads back, and only the chosen category shows what is in it', () => {
  const page = html(search({ q: '云', category: 'office', mode: 'trial', page: 3 }))
  const plain = html(search({ q: '云' }))

  expect(hrefs(page, '安全')).toEqual(['/search?q=%E4%BA%91&category=security&mode=trial'])
  expect(hrefs(page, '可免费试用')).toEqual(
    Array.from({ length: 2 }, () => '/search?q=%E4%BA%91&category=office'),
  )
  expect(hrefs(page, '¥50–200')).toEqual(['/search?q=%E4%BA%91&category=office&mode=trial&price=CNY-50-200'])
  expect(hrefs(page, '¥5,000 以上')).toHaveLength(1)
  expect(hrefs(page, '文档').some((href) => href.includes('office%2Fdocs'))).toBe(true)
  expect(hrefs(plain, '文档').some((href) => href.includes('office%2Fdocs'))).toBe(false)
})

test('counts that are not exact say so', () => {
  const page = html(search({}, reply({ total: { count: 50_000, exact: false } })))

  expect(page).toContain('共 50,000+ 款商品')
  expect(page).toMatch(/<small>3<!-- -->\+|<small>3\+/)
})

test('pages: the neighbours, the ends, and no way beyond them', () => {
  const middle = html(search({ q: '云', page: 3 }, reply({ total: { count: 100, exact: true }, pages: 5 })))
  const last = html(search({ q: '云', page: 5 }, reply({ total: { count: 100, exact: true }, pages: 5 })))

  expect(middle).toMatch(/<a[^>]*href="\/search\?q=%E4%BA%91"[^>]*aria-label="第 1 页"/)
  expect(middle).toMatch(/aria-label="第 3 页" aria-current="page"/)
  expect(middle).toContain('rel="next"')
  expect(last).not.toContain('rel="next"')
})

test('it says how the query was taken, and marks what was found by it', () => {
  const name = { zh: '<云台>客服', en: 'Desk' }
  const answer = reply({ items: [hit({ name })], meant: '客服', words: ['客服'] })
  const page = html(search({ q: 'kefu' }, answer))

  expect(page).toContain('已显示“客服”的搜索结果')
  expect(page).toContain('&lt;云台&gt;<mark>客服</mark>')
  expect(html(search({ q: '客服' }))).not.toContain('已显示')
})

test('a page that is not there leads to the first', () => {
  const page = html(search({ q: '云', page: 40 }, reply({ items: [], total: { count: 3, exact: true } })))

  expect(page).toContain('第 40 页不存在')
  expect(hrefs(page, '返回第 1 页')).toEqual(['/search?q=%E4%BA%91'])
})

describe('where nothing is found', () => {
  test('it offers what less would find', () => {
    const suggestions = [
      { q: '协同', unfiltered: false, total: { count: 12, exact: true } },
      { q: '协同 私有云', unfiltered: true, total: { count: 2, exact: true } },
    ]
    const page = html(search({ q: '协同 私有云', mode: 'trial' }, { ...nothing, suggestions }))

    expect(hrefs(page, '改搜“协同”，共 12 款')).toEqual(['/search?q=%E5%8D%8F%E5%90%8C&mode=trial'])
    expect(hrefs(page, '清空筛选条件，共 2 款')).toHaveLength(1)
  })

  test('of punctuation and emoji it says that they are not looked for', () => {
    expect(html(search({ q: '🙂。' }, nothing))).toContain('标点和表情不参与搜索')
    expect(html(search({ q: '云' }, nothing))).not.toContain('标点和表情')
  })

  test('in English', () => {
    expect(html(search({ q: '云' }, nothing), { language: 'en-US' })).toContain('No products found for “云”')
  })
})

test('a seller’s page says since when, how to reach it and what it sells, and its links stay on it', () => {
  const support = {
    hours: { zh: '工作日', en: 'Weekdays' },
    content: { zh: '咨询', en: 'Questions' },
    hotline: '010-5550-0100',
    email: 'support@chenglan.example',
  }
  const page = html({
    route: 'seller',
    seller: { ...seller, since: '2026-03-02T01:00:00.000Z', support },
    query: query({ seller: seller.id }),
    reply: reply(),
  })

  expect(page).toContain('<h1>澄澜软件</h1>')
  expect(page).toMatch(/<time[^>]*>2026-03-02<\/time>/)
  expect(page).toContain('href="mailto:support@chenglan.example"')
  expect(hrefs(page, '安全')).toEqual([`/sellers/${seller.id}?category=security`])
})

test.each([
  [{}, '全部商品', true],
  [{ category: 'office' }, '办公', true],
  [{ category: 'office', page: 2 }, '办公', false],
  [{ category: 'office', mode: 'trial' }, '办公', false],
  [{ q: '云' }, '“云” · 搜索结果', false],
  [{ sort: 'price_asc' }, '全部商品', false],
] as const)('a search of %j is called %s; worth finding elsewhere: %s', (asked, name, indexed) => {
  expect(createSearchHead(search(asked) as never, { language: 'zh-CN' })).toMatchObject({ name, indexed })
})

test('where nothing is found, the page leads to what was meant, to categories and products near it, and to the marketplace', () => {
  const instead = { categories: reply().facets.categories.slice(0, 1), products: [createProduct()] }
  const page = html(search({ q: 'wendnag' }, { ...nothing, meant: '文档', instead }))

  expect(hrefs(page, '您是不是要找“文档”')).toEqual(['/search?q=%E6%96%87%E6%A1%A3'])
  expect(hrefs(page, '办公')).toContain('/categories/office')
  expect(page).toMatch(/<h2[^>]*>推荐商品<\/h2>/)
  expect(hrefs(page, '联系云商店')).toContain('/contact')
})

test('R130, R286: products are filtered by the five-day refund and by the average of their ratings', () => {
  const page = html(search({ q: '协同', rating: '4' }))

  expect(hrefs(page, '五天无理由退订')[0]).toBe(
    '/search?q=%E5%8D%8F%E5%90%8C&guarantee=five_day_refund&rating=4',
  )
  expect(hrefs(page, '3 分及以上')[0]).toBe('/search?q=%E5%8D%8F%E5%90%8C&rating=3')
  // The chosen one removes itself, in the list and among the chips.
  expect(hrefs(page, '4 分及以上')).toEqual(['/search?q=%E5%8D%8F%E5%90%8C', '/search?q=%E5%8D%8F%E5%90%8C'])
})
