import { expect, test } from 'vitest'
import { splitAtMarks, listPagesAround, formatSearchHref, formatSearchWith } from './search-links.ts'

const seller = `sel_${'0'.repeat(26)}` as const

test.each([
  [{}, 'market', '/search'],
  [{ q: '', sort: 'relevance', page: 1 }, 'market', '/search'],
  [{ category: 'office/docs' }, 'market', '/categories/office/docs'],
  [{ category: 'office', mode: 'trial', page: 2 }, 'market', '/categories/office?mode=trial&page=2'],
  [{ q: 'a&b', category: 'office' }, 'market', '/search?q=a%26b&category=office'],
  [{ seller }, 'market', `/search?seller=${seller}`],
  [{ seller, category: 'office', q: '云' }, 'seller', `/sellers/${seller}?q=%E4%BA%91&category=office`],
  [{ sort: 'price_asc', price: 'CNY-0-50' }, 'market', '/search?price=CNY-0-50&sort=price_asc'],
] as const)('the address of %j in the %s is %s', (asked, place, href) => {
  expect(formatSearchHref(asked, place)).toBe(href)
})

test('another filter begins at the first page', () => {
  expect(formatSearchHref(formatSearchWith({ q: '云', page: 7 }, { mode: 'trial' }))).toBe(
    '/search?q=%E4%BA%91&mode=trial',
  )
})

test.each([
  [1, 1, [1]],
  [1, 3, [1, 2, 3]],
  [1, 50, [1, 2, 3, 0, 50]],
  [5, 9, [1, 2, 3, 4, 5, 6, 7, 8, 9]],
  [25, 50, [1, 0, 23, 24, 25, 26, 27, 0, 50]],
])('at page %i of %i the pager shows %j', (current, last, shown) => {
  expect(listPagesAround(current, last)).toEqual(shown)
})

test.each([
  ['澄澜协同文档', '协同', ['澄澜', '[协同]', '文档']],
  ['Chenglan Docs', 'DOCS', ['Chenglan ', '[Docs]']],
  ['协同Office', '协同office', ['[协同]', '[Office]']],
  ['a+b (c)', '.*', ['a+b (c)']],
  ['a+b (c)', '(', ['a+b (c)']],
])('of %s, %s marks %j', (text, query, parts) => {
  expect(splitAtMarks(text, query).map(({ part, marked }) => (marked ? `[${part}]` : part))).toEqual(parts)
})
