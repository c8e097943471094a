import { describe, expect, test } from 'vitest'
import * as fc from 'fast-check'
import { money, toDecimal } from '@loggia/kernel'
import type { Currency } from '@loggia/kernel'
import { decidePurchase, decideReview, decideSubmission, maxPeriods, requireFitDraft } from './rules.ts'
import { productTransitions } from './schema.ts'
import type { Draft, Period, Product, ProductState, Purchasable, Quantity } from './schema.ts'

const text = (zh: string, en = zh) => ({ zh, en })
const price = (period: Period, amountE8: bigint, currency: Currency = 'CNY') => ({
  period,
  unitPrice: { amountE8, currency },
})
const specification = (name = text('标准版', 'Standard')): Draft['specifications'][number] => ({
  name,
  features: [],
  prices: [price('month', 26_80000000n), price('year', 268_00000000n)],
})
const seats: Quantity = { name: text('席位', 'Seats'), unit: text('席', 'seat'), min: 5, max: 200 }
const draft = (changes: Partial<Draft> = {}): Draft => ({
  name: text('云账本', 'Cloud Ledger'),
  summary: text('记账', 'Bookkeeping'),
  description: text('说明', 'Description'),
  category: 'finance',
  specifications: [specification()],
  ...changes,
})
const named = (...names: readonly { zh: string; en: string }[]): Draft =>
  draft({ specifications: names.map(specification) })
const refusedWith = (work: () => unknown): unknown => {
  try {
    work()
    return 'accepted'
  } catch (error) {
    return (error as { code?: string }).code
  }
}

const product = (state: ProductState, quantity?: Quantity): Product => ({
  id: 'prd_1',
  sellerId: 'sel_1',
  state,
  name: text('云账本', 'Cloud Ledger'),
  ...(quantity && { quantity }),
})
const purchasable = (
  of: { state?: ProductState; quantity?: Quantity; period?: Period; amountE8?: bigint } = {},
): Purchasable => ({
  product: product(of.state ?? 'listed', of.quantity),
  specification: { id: 'spc_1', name: text('标准版', 'Standard') },
  sku: { id: 'sku_1', code: 'code' },
  priceItem: { id: 'pri_1', code: 'OFFI', ...price(of.period ?? 'month', of.amountE8 ?? 26_80000000n) },
})

describe('R15: a product has specifications, and each has prices', () => {
  test('a draft with a monthly and a yearly price passes', () => {
    expect(() => requireFitDraft(draft({ quantity: seats }))).not.toThrow()
  })

  test.each([
    ['no specification', draft({ specifications: [] }), 'catalog.specifications_missing'],
    [
      'a specification without a price',
      draft({ specifications: [{ ...specification(), prices: [] }] }),
      'catalog.prices_missing',
    ],
    [
      'two monthly prices',
      draft({
        specifications: [
          { ...specification(), prices: [price('month', 10n ** 9n), price('month', 10n ** 10n)] },
        ],
      }),
      'catalog.price_repeated',
    ],
  ])('a draft with %s is refused', (_what, given, code) => {
    expect(refusedWith(() => requireFitDraft(given))).toBe(code)
  })
})

describe('R17: names are given in Chinese and English', () => {
  test.each([
    ['name', { name: text(' ', 'Cloud Ledger') }],
    ['summary', { summary: text('记账', '\t') }],
    ['description', { description: text('', 'Description') }],
    ['specification', { specifications: [specification(text('标准版', ' '))] }],
    ['quantity’s unit', { quantity: { ...seats, unit: text('', 'seat') } }],
  ])('a blank %s is refused', (_what, changes) => {
    expect(refusedWith(() => requireFitDraft(draft(changes)))).toBe('catalog.text_blank')
  })
})

describe('R17: the names of specifications', () => {
  test.each([
    '标准版',
    '企业版（含 500 GB 存储）',
    '100 万次 / 月',
    '1 000 000 calls',
    '2026 旗舰版',
    'Standard',
    'Plan for 20 teams',
    'Spectrum',
    'ab'.repeat(25),
    '规'.repeat(50),
    '😀'.repeat(50),
  ])('“%s” passes', (name) => {
    expect(refusedWith(() => requireFitDraft(named(text(name))))).toBe('accepted')
  })

  test.each([
    ['x'.repeat(51), 'specification_name_too_long'],
    ['规'.repeat(51), 'specification_name_too_long'],
    ['标准版 13800138000', 'specification_name_has_contact'],
    ['标准版 138-0013-8000', 'specification_name_has_contact'],
    ['标准版 +86 13800138000', 'specification_name_has_contact'],
    ['标准版 010-62345678', 'specification_name_has_contact'],
    ['标准版400-123-4567', 'specification_name_has_contact'],
    ['标准版 4001234567', 'specification_name_has_contact'],
    ['Standard +44 20 7946 0018', 'specification_name_has_contact'],
    ['价格详询', 'specification_name_has_contact'],
    ['详情请咨询客服', 'specification_name_has_contact'],
    ['价格面议', 'specification_name_has_contact'],
    ['Ask for details', 'specification_name_has_contact'],
    ['Price: contact us', 'specification_name_has_contact'],
    ['Loggia 专享版', 'specification_name_has_brand'],
    ['the LOGGIA edition', 'specification_name_has_brand'],
    ['规格1', 'specification_name_bare'],
    ['规格 一', 'specification_name_bare'],
    ['规格', 'specification_name_bare'],
    ['套餐A', 'specification_name_bare'],
    ['spec 1', 'specification_name_bare'],
    ['Specification-2', 'specification_name_bare'],
    ['SKU#3', 'specification_name_bare'],
    ['Plan B', 'specification_name_bare'],
    ['1', 'specification_name_bare'],
  ])('“%s” is refused with %s, in either language', (name, code) => {
    expect(refusedWith(() => requireFitDraft(named(text(name, 'Standard'))))).toBe(`catalog.${code}`)
    expect(refusedWith(() => requireFitDraft(named(text('标准版', name))))).toBe(`catalog.${code}`)
  })

  test('two specifications of one name are refused, if only in one language', () => {
    expect(
      refusedWith(() => requireFitDraft(named(text('标准版', 'Standard'), text('专业版', 'Standard')))),
    ).toBe('catalog.specification_name_repeated')
    expect(
      refusedWith(() => requireFitDraft(named(text('标准版', 'Standard'), text('专业版', 'Professional')))),
    ).toBe('accepted')
  })
})

describe('R20, R22: the quantity attribute', () => {
  test.each([
    [0, 10],
    [10, 9],
    [1.5, 10],
    [1, 1_000_001],
    [Number.NaN, 10],
  ])('a range from %d to %d is refused', (min, max) => {
    expect(refusedWith(() => requireFitDraft(draft({ quantity: { ...seats, min, max } })))).toBe(
      'catalog.quantity_range_empty',
    )
  })

  test.each([
    [1, 1],
    [5, 200],
    [1, 1_000_000],
  ])('a range from %d to %d passes', (min, max) => {
    expect(refusedWith(() => requireFitDraft(draft({ quantity: { ...seats, min, max } })))).toBe('accepted')
  })
})

describe('what can be charged', () => {
  const priced = (amountE8: bigint, quantity?: Quantity) =>
    draft({
      specifications: [{ ...specification(), prices: [price('month', amountE8)] }],
      ...(quantity && { quantity }),
    })

  test.each([
    ['a price of nothing', priced(0n), 'catalog.price_too_low'],
    ['half a fen less 10⁻⁸', priced(499_999n), 'catalog.price_too_low'],
    ['half a fen', priced(500_000n), 'accepted'],
    ['a tenth of a fen for at least five', priced(100_000n, seats), 'accepted'],
    ['a hundredth of a fen for at least five', priced(10_000n, seats), 'catalog.price_too_low'],
    [
      'an order of more than 12 digits',
      priced(10n ** 18n, { ...seats, max: 1_000_000 }),
      'catalog.price_too_high',
    ],
    ['an order of 12 digits', priced(25_000n * 10n ** 8n, { ...seats, max: 1_000_000 }), 'accepted'],
  ])('%s', (_what, given, code) => {
    expect(refusedWith(() => requireFitDraft(given))).toBe(code)
  })

  test('R32: prices in two currencies are refused', () => {
    const mixed = draft({
      specifications: [
        { ...specification(), prices: [price('month', 10n ** 9n), price('year', 10n ** 10n, 'USD')] },
      ],
    })

    expect(refusedWith(() => requireFitDraft(mixed))).toBe('catalog.currencies_mixed')
  })
})

describe('§2.5: the states of a product', () => {
  const states = Object.keys(productTransitions) as ProductState[]

  test.each(states)('a product that is %s is submitted only as a draft or after a rejection', (state) => {
    const expected = state === 'draft' || state === 'rejected' ? 'in_review' : 'catalog.not_submittable'

    let next: unknown
    const code = refusedWith(() => {
      next = decideSubmission(product(state))
    })

    expect(code === 'accepted' ? next : code).toBe(expected)
  })

  test.each(states)('a product that is %s is decided only in review', (state) => {
    const code = refusedWith(() => decideReview(product(state), { approve: true }))

    expect(code).toBe(state === 'in_review' ? 'accepted' : 'catalog.not_in_review')
  })

  test('R46: approval lists it, rejection needs a reason', () => {
    expect(decideReview(product('in_review'), { approve: true })).toBe('listed')
    expect(decideReview(product('in_review'), { approve: false, reason: 'unclear' })).toBe('rejected')
    for (const reason of [undefined, '', '  '])
      expect(refusedWith(() => decideReview(product('in_review'), { approve: false, reason }))).toBe(
        'catalog.reason_missing',
      )
  })
})

describe('R22: a purchase', () => {
  test.each([
    ['a month for one', {}, 1, 1, '26.80'],
    ['a year for ten seats', { quantity: seats }, 10, 12, '3216.00'],
    ['rounded up at half a fen', { amountE8: 500_000n }, 1, 1, '0.01'],
    ['rounded once, at the end', { amountE8: 33_333_333n, quantity: { ...seats, min: 1 } }, 3, 1, '1.00'],
  ])('of %s costs quantity × periods × unit price', (_what, of, quantity, periodCount, expected) => {
    expect(toDecimal(decidePurchase(purchasable(of), { quantity, periodCount }))).toBe(expected)
  })

  test.each(['draft', 'in_review', 'rejected', 'hidden', 'suspended', 'delisted'] as const)(
    'of a product that is %s is refused',
    (state) => {
      expect(refusedWith(() => decidePurchase(purchasable({ state }), { quantity: 1, periodCount: 1 }))).toBe(
        'catalog.not_on_sale',
      )
    },
  )

  test.each([
    [5, 'accepted'],
    [200, 'accepted'],
    [4, 'catalog.quantity_out_of_range'],
    [201, 'catalog.quantity_out_of_range'],
    [5.5, 'catalog.quantity_out_of_range'],
    [-5, 'catalog.quantity_out_of_range'],
    [Number.NaN, 'catalog.quantity_out_of_range'],
  ])('of %d out of 5 to 200 seats: %s', (quantity, code) => {
    expect(
      refusedWith(() => decidePurchase(purchasable({ quantity: seats }), { quantity, periodCount: 1 })),
    ).toBe(code)
  })

  test.each([
    [1, 'accepted'],
    [2, 'catalog.quantity_not_offered'],
    [0, 'catalog.quantity_not_offered'],
  ])('of %d of a product that is not sold by quantity: %s', (quantity, code) => {
    expect(refusedWith(() => decidePurchase(purchasable(), { quantity, periodCount: 1 }))).toBe(code)
  })

  test.each([
    ['month', 36, 'accepted'],
    ['month', 37, 'catalog.term_out_of_range'],
    ['year', 5, 'accepted'],
    ['year', 6, 'catalog.term_out_of_range'],
    ['month', 0, 'catalog.term_out_of_range'],
    ['month', 1.5, 'catalog.term_out_of_range'],
  ] as const)('by the %s for %d periods: %s', (period, periodCount, code) => {
    expect(refusedWith(() => decidePurchase(purchasable({ period }), { quantity: 1, periodCount }))).toBe(
      code,
    )
  })

  test('of whatever a fit draft offers costs at least a fen and less than 10¹² of its currency', () => {
    const ranges = fc.tuple(fc.integer({ min: 1, max: 1_000_000 }), fc.integer({ min: 1, max: 1_000_000 }))
    fc.assert(
      fc.property(
        ranges,
        fc.bigInt({ min: 0n, max: 10n ** 18n }),
        fc.constantFrom<Period>('month', 'year'),
        fc.boolean(),
        (range, amountE8, period, most) => {
          const quantity = { ...seats, min: Math.min(...range), max: Math.max(...range) }
          const given = draft({
            quantity,
            specifications: [{ ...specification(), prices: [price(period, amountE8)] }],
          })
          fc.pre(refusedWith(() => requireFitDraft(given)) === 'accepted')
          const ask = most
            ? { quantity: quantity.max, periodCount: maxPeriods(period) }
            : { quantity: quantity.min, periodCount: 1 }

          const cost = decidePurchase(purchasable({ quantity, period, amountE8 }), ask)

          expect(cost.amountMinor).toBeGreaterThanOrEqual(1n)
          expect(cost.amountMinor).toBeLessThan(money(10n ** 14n, 'CNY').amountMinor)
        },
      ),
    )
  })
})
