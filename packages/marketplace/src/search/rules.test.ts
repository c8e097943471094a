import { expect, test } from 'vitest'
import { toInstant } from '@loggia/kernel'
import type { Listable } from '../catalog/index.ts'
import {
  combineFacets,
  filterFacets,
  findBand,
  listFilterTokens,
  listWithoutOne,
  requireWords,
  sumCounts,
  toDocument,
  toPriceRange,
} from './rules.ts'
import type { Facet, Filters } from './schema.ts'
import { toNumber } from './tokens.ts'

const both = (text: string) => ({ zh: text, en: text })
const listable = (change: Partial<Listable> = {}): Listable => ({
  productId: `prd_${'0'.repeat(26)}`,
  type: 'saas',
  name: both('澄澜文档'),
  summary: both('一句话'),
  description: both('说明'),
  seller: { id: `sel_${'0'.repeat(26)}`, name: both('澄澜软件') },
  category: [{ code: 'office', name: both('办公') }],
  tags: [],
  specifications: [],
  lowest: { unitPrice: { amountE8: 4_500_000_000n, currency: 'CNY' }, period: 'month' },
  hasTrial: false,
  fiveDayRefund: false,
  isSupervised: false,
  periods: ['month', 'year'],
  pricing: 'fixed',
  listedAt: toInstant(0),
  ...change,
})

test.each([
  ['month', 120_00000000n, 120_00000000n],
  ['year', 120_00000000n, 10_00000000n],
  ['year', 100_00000000n, 8_33333333n],
  ['one_time', 120_00000000n, 120_00000000n],
] as const)('a price by the %s of %i is %i by the month', (period, amountE8, monthly) => {
  const { price } = toDocument(listable({ lowest: { unitPrice: { amountE8, currency: 'CNY' }, period } }))

  expect(price.amountE8).toBe(monthly)
})

test.each([
  [0n, 'CNY', 'CNY-0-50'],
  [49_99999999n, 'CNY', 'CNY-0-50'],
  [50_00000000n, 'CNY', 'CNY-50-200'],
  [199_99999999n, 'USD', 'USD-50-200'],
  [5000_00000000n, 'USD', 'USD-5000-'],
] as const)('%i of %s is in the band %s', (amountE8, currency, band) => {
  expect(findBand(amountE8, currency)).toBe(band)
})

test.each([
  [['month'], false, 1],
  [['one_time'], false, 2],
  [['year', 'one_time'], false, 3],
  [['year'], true, 5],
] as const)('periods %j with a trial: %s', (periods, hasTrial, modes) => {
  expect(toDocument(listable({ periods: [...periods], hasTrial })).modes).toBe(modes)
})

test.each([
  [
    { priceFrom: '100', priceTo: '99.5' },
    { currency: 'CNY', fromE8: 9_950_000_000n, toE8: 10_000_000_000n },
  ],
  [{ priceFrom: '0.01' }, { currency: 'CNY', fromE8: 1_000_000n }],
  [
    { priceTo: '0', currency: 'USD' },
    { currency: 'USD', toE8: 0n },
  ],
  [
    { priceFrom: '999999999.99', priceTo: '9' },
    { currency: 'CNY', fromE8: 900_000_000n, toE8: 99_999_999_999_000_000n },
  ],
  [{ currency: 'USD' }, undefined],
] as const)('R296: the bounds %j of a typed range are put in order', (typed, range) => {
  expect(toPriceRange(typed, 'CNY')).toEqual(range)
})

test('a category is written with those above it', () => {
  const category = ['office', 'docs'].map((code) => ({ code, name: both(code) }))

  expect(toDocument(listable({ category })).category).toBe('office/docs')
})

const facet = (change: Partial<Facet>): Facet => ({
  no: 1,
  category: 'office',
  modes: 1,
  type: 'saas',
  band: 'CNY-0-50',
  traits: 0,
  count: 1,
  ...change,
})
const facets = [
  facet({ category: 'office/docs', count: 5 }),
  facet({ category: 'office/mail', modes: 5, count: 3 }),
  facet({ category: 'security', modes: 2, band: 'CNY-5000-', count: 2 }),
]

test.each([
  [{}, 10],
  [{ category: 'office' }, 8],
  [{ category: 'office/docs' }, 5],
  [{ category: 'off' }, 0],
  [{ mode: 'trial' }, 3],
  [{ mode: 'one_time', price: 'CNY-5000-' }, 2],
  [{ category: 'security', price: 'CNY-0-50' }, 0],
] as [Filters, number][])('%j leaves %i', (filters, count) => {
  expect(sumCounts(filterFacets(facets, filters))).toBe(count)
})

test('each facet is counted with the other filters on, and without its own', () => {
  const { categories, modes, prices } = combineFacets(facets, { category: 'office', mode: 'trial' })

  expect(categories).toEqual([
    { value: 'office', count: 3 },
    { value: 'office/mail', count: 3 },
  ])
  expect(modes).toEqual([
    { value: 'period', count: 8 },
    { value: 'trial', count: 3 },
  ])
  expect(prices).toEqual([{ value: 'CNY-0-50', count: 3 }])
})

test.each([
  [[], []],
  [['协同'], []],
  [
    ['协同', 'office'],
    [['office'], ['协同']],
  ],
  [
    ['a', 'bb', 'ccc', 'dddd', 'eeeee'],
    [
      ['bb', 'ccc', 'dddd', 'eeeee'],
      ['a', 'ccc', 'dddd', 'eeeee'],
      ['a', 'bb', 'dddd', 'eeeee'],
      ['a', 'bb', 'ccc', 'eeeee'],
    ],
  ],
])('of %j, less is %j', (terms, less) => {
  expect(listWithoutOne(terms, (term) => term.length)).toEqual(less)
})

test('words of a group are trimmed, and their inner spaces are single', () => {
  expect(requireWords([' 客服 ', 'customer   service'])).toEqual(['客服', 'customer service'])
})

test.each([
  [['客服', '！！'], 'search.word_unreadable'],
  [['invoice', 'Invoices'], 'search.word_repeated'],
  [['電子發票', '电子发票'], 'search.word_repeated'],
])('the words %j are refused: %s', (words, code) => {
  expect(() => requireWords(words)).toThrow(expect.objectContaining({ code }))
})

test.each([
  [false, undefined, { guarantee: 'five_day_refund' }, false],
  [true, undefined, { guarantee: 'five_day_refund' }, true],
  [false, undefined, { rating: '3' }, false],
  [false, 29, { rating: '3' }, false],
  [false, 30, { rating: '3' }, true],
  [false, 44, { rating: '4.5' }, false],
  [false, 45, { rating: '4.5' }, true],
  [true, 50, { rating: '4', guarantee: 'five_day_refund' }, true],
] as const)(
  'R130, R286: five-day refund %s and %s tenths of stars pass %j: %s',
  (fiveDayRefund, tenths, filters, passes) => {
    const document = toDocument(listable({ fiveDayRefund }), { tenths })

    expect(filterFacets([document], filters)).toHaveLength(passes ? 1 : 0)
    expect(listFilterTokens(filters).every((token) => document.tokens.includes(toNumber(token)))).toBe(passes)
  },
)
