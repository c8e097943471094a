import { describe, expect, test } from 'vitest'
import type { Draft, Quantity } from '../schema.ts'
import {
  createBand,
  createDraft,
  createOnlySku,
  createPrice,
  catchRefusal,
  seats,
  createSpecification,
  createText,
} from './examples.ts'
import { requireFitDraft } from './fit-draft.ts'

describe('R15: a product has specifications, and each has prices', () => {
  test('R18: a draft with a monthly and a yearly price passes', () => {
    expect(() => requireFitDraft(createDraft({ quantity: seats }))).not.toThrow()
  })

  test.each([
    ['no specification', createDraft({ specifications: [] }), 'catalog.specifications_missing'],
    [
      'a specification without a price',
      createDraft({ specifications: [{ ...createSpecification(), ...createOnlySku() }] }),
      'catalog.prices_missing',
    ],
    [
      'two monthly prices',
      createDraft({
        specifications: [
          {
            ...createSpecification(),
            ...createOnlySku(createPrice('month', 10n ** 9n), createPrice('month', 10n ** 10n)),
          },
        ],
      }),
      'catalog.price_repeated',
    ],
  ])('a draft with %s is refused', (_what, given, code) => {
    expect(catchRefusal(() => requireFitDraft(given))).toBe(code)
  })
})

describe('R17: names are given in Chinese and English', () => {
  test.each([
    ['name', { name: createText(' ', 'Cloud Ledger') }],
    ['summary', { summary: createText('记账', '\t') }],
    ['description', { description: createText('', 'Description') }],
    ['specification', { specifications: [createSpecification(createText('标准版', ' '))] }],
    ['quantity’s unit', { quantity: { ...seats, unit: createText('', 'seat') } }],
  ])('a blank %s is refused', (_what, changes) => {
    expect(catchRefusal(() => requireFitDraft(createDraft(changes)))).toBe('catalog.text_blank')
  })
})

const named = (...names: readonly { zh: string; en: string }[]) =>
  createDraft({ specifications: names.map(createSpecification) })

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
    expect(catchRefusal(() => requireFitDraft(named(createText(name))))).toBe('accepted')
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
    expect(catchRefusal(() => requireFitDraft(named(createText(name, 'Standard'))))).toBe(`catalog.${code}`)
    expect(catchRefusal(() => requireFitDraft(named(createText('标准版', name))))).toBe(`catalog.${code}`)
  })

  test('two specifications of one name are refused, if only in one language', () => {
    expect(
      catchRefusal(() =>
        requireFitDraft(named(createText('标准版', 'Standard'), createText('专业版', 'Standard'))),
      ),
    ).toBe('catalog.specification_name_repeated')
    expect(
      catchRefusal(() =>
        requireFitDraft(named(createText('标准版', 'Standard'), createText('专业版', 'Professional'))),
      ),
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
    expect(catchRefusal(() => requireFitDraft(createDraft({ quantity: { ...seats, min, max } })))).toBe(
      'catalog.quantity_range_empty',
    )
  })

  test.each([
    [1, 1],
    [5, 200],
    [1, 1_000_000],
  ])('a range from %d to %d passes', (min, max) => {
    expect(catchRefusal(() => requireFitDraft(createDraft({ quantity: { ...seats, min, max } })))).toBe(
      'accepted',
    )
  })
})

describe('what can be charged', () => {
  const priced = (amountE8: bigint, quantity?: Quantity) =>
    createDraft({
      specifications: [{ ...createSpecification(), ...createOnlySku(createPrice('month', amountE8)) }],
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
    expect(catchRefusal(() => requireFitDraft(given))).toBe(code)
  })

  test('R32: prices in two currencies are refused', () => {
    const mixed = createDraft({
      specifications: [
        {
          ...createSpecification(),
          ...createOnlySku(createPrice('month', 10n ** 9n), createPrice('year', 10n ** 10n, 'USD')),
        },
      ],
    })

    expect(catchRefusal(() => requireFitDraft(mixed))).toBe('catalog.currencies_mixed')
  })
})

describe('R22: bands of a quantity that is priced by step or tier', () => {
  const banded = (bands: readonly (readonly [number, bigint])[], quantity: Quantity | undefined) =>
    createDraft({
      ...(quantity && { quantity }),
      specifications: [
        {
          ...createSpecification(),
          ...createOnlySku({
            ...createPrice('month', 10n ** 9n),
            bands: bands.map(([above, amount]) => createBand(above, amount)),
          }),
        },
      ],
    })
  const step: Quantity = { ...seats, pricing: 'step' }

  test.each([
    [
      'ascending ones',
      [
        [10, 10n ** 8n],
        [50, 10n ** 7n],
      ],
      step,
      'accepted',
    ],
    ['ascending ones by tier', [[10, 10n ** 8n]], { ...seats, pricing: 'tier' }, 'accepted'],
    [
      'two of one beginning',
      [
        [10, 10n ** 8n],
        [10, 10n ** 7n],
      ],
      step,
      'catalog.bands_unfit',
    ],
    [
      'descending ones',
      [
        [50, 10n ** 8n],
        [10, 10n ** 7n],
      ],
      step,
      'catalog.bands_unfit',
    ],
    ['one that nobody reaches', [[200, 10n ** 8n]], step, 'catalog.bands_unfit'],
    ['one of a linear quantity', [[10, 10n ** 8n]], seats, 'catalog.bands_not_offered'],
    ['one without a quantity', [[10, 10n ** 8n]], undefined, 'catalog.bands_not_offered'],
    ['a tier that costs nothing', [[10, 0n]], { ...seats, pricing: 'tier' }, 'catalog.price_too_low'],
    ['a last step that costs nothing', [[10, 0n]], step, 'accepted'],
  ] as const)('%s', (_what, bands, quantity, code) => {
    expect(catchRefusal(() => requireFitDraft(banded(bands, quantity)))).toBe(code)
  })
})

describe('R27: trials', () => {
  test.each([
    ['month', 3, 'accepted'],
    ['year', 180, 'accepted'],
    ['month', 2, 'catalog.trial_days_out_of_range'],
    ['month', 181, 'catalog.trial_days_out_of_range'],
    ['month', 7.5, 'catalog.trial_days_out_of_range'],
    ['one_time', 30, 'catalog.trial_on_one_time'],
    ['one_time', undefined, 'accepted'],
  ] as const)('by the %s for %s days: %s', (period, trialDays, code) => {
    const tried = { ...createPrice(period, 10n ** 9n), ...(trialDays !== undefined && { trialDays }) }

    expect(
      catchRefusal(() =>
        requireFitDraft(
          createDraft({ specifications: [{ ...createSpecification(), ...createOnlySku(tried) }] }),
        ),
      ),
    ).toBe(code)
  })
})

describe('R20: attributes that make skus', () => {
  const attributes = [
    {
      name: createText('版本', 'Edition'),
      values: [createText('标准', 'Standard'), createText('专业', 'Professional')],
    },
    {
      name: createText('地域', 'Region'),
      values: [createText('华北', 'North'), createText('华南', 'South')],
    },
  ]
  const offering = (...combinations: (readonly number[])[]): Draft =>
    createDraft({
      attributes,
      specifications: [
        {
          ...createSpecification(),
          skus: combinations.map((values) => ({ values, prices: [createPrice('month', 10n ** 9n)] })),
        },
      ],
    })

  test.each([
    ['all combinations', offering([0, 0], [0, 1], [1, 0], [1, 1]), 'accepted'],
    ['some of them, so that the others are not offered', offering([0, 0], [1, 1]), 'accepted'],
    ['one twice', offering([0, 0], [0, 0]), 'catalog.skus_unfit'],
    ['a value that is none', offering([0, 2]), 'catalog.skus_unfit'],
    ['a value for one attribute only', offering([0]), 'catalog.skus_unfit'],
    ['none', offering(), 'catalog.prices_missing'],
    ['prices without a combination', createDraft({ attributes }), 'catalog.skus_unfit'],
    [
      'a value twice',
      createDraft({
        attributes: [
          { name: createText('版本', 'Edition'), values: [createText('甲', 'A'), createText('乙', 'A')] },
        ],
      }),
      'catalog.attribute_value_repeated',
    ],
  ])('%s', (_what, given, code) => {
    expect(catchRefusal(() => requireFitDraft(given))).toBe(code)
  })
})

test('R52: a product that is sold publicly shows a specification', () => {
  const hidden = [{ ...createSpecification(), hidden: true }]

  expect(catchRefusal(() => requireFitDraft(createDraft({ specifications: hidden })))).toBe(
    'catalog.all_hidden',
  )
  expect(catchRefusal(() => requireFitDraft(createDraft({ specifications: hidden, hidden: true })))).toBe(
    'accepted',
  )
})
