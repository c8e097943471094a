import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DraftProduct } from '../products.ts'
import {
  addBand,
  findBandStart,
  removeBand,
  setAmount,
  setEdge,
  setOffered,
  setPeriod,
  setTrial,
} from './bands.ts'
import { findFaults } from './check.ts'
import { toContent, toForm } from './content.ts'
import { toFaults, findStep } from './faults.ts'
import { parsePriceText, parseWhole } from './figures.ts'
import { emptyForm } from './form.ts'
import type { Form, FormSpecification } from './form.ts'
import {
  addAttribute,
  addSpecification,
  addValue,
  combine,
  createGrid,
  mostSkus,
  removeAttribute,
  removeValue,
} from './grid.ts'
import { computeQuote } from './quote.ts'

const cny = (amount: string) => ({ amount, currency: 'CNY' as const })
const seats = {
  name: { zh: '席位', en: 'Seats' },
  unit: { zh: '席', en: 'seat' },
  min: 1,
  max: 2000,
  pricing: 'tier' as const,
}
const written: DraftProduct = {
  name: { zh: '云文档', en: 'Cloud docs' },
  summary: { zh: '一起写', en: 'Write together' },
  description: { zh: '说明', en: 'Description' },
  category: 'collaboration',
  tags: ['docs'],
  quantity: seats,
  specifications: [
    {
      name: { zh: '团队版', en: 'Team' },
      features: [{ zh: '历史版本', en: 'History' }],
      prices: [
        {
          period: 'year',
          unitPrice: cny('468'),
          bands: [
            { above: 49, unitPrice: cny('428') },
            { above: 199, unitPrice: cny('388') },
          ],
          trialDays: 14,
        },
      ],
    },
    {
      name: { zh: '企业版', en: 'Enterprise' },
      features: [],
      prices: [{ period: 'year', unitPrice: cny('798') }],
    },
  ],
}
const withRegions: DraftProduct = {
  ...written,
  attributes: [
    {
      name: { zh: '区域', en: 'Region' },
      values: [
        { zh: '北', en: 'North' },
        { zh: '东', en: 'East' },
      ],
    },
    {
      name: { zh: '版本', en: 'Edition' },
      values: [
        { zh: '甲', en: 'A' },
        { zh: '乙', en: 'B' },
      ],
    },
  ],
  specifications: [
    {
      name: { zh: '团队版', en: 'Team' },
      features: [],
      skus: [
        { values: [0, 0], prices: [{ period: 'year', unitPrice: cny('468') }] },
        { values: [1, 1], prices: [{ period: 'month', unitPrice: cny('42.5') }] },
      ],
    },
  ],
}
const first = (form: Form): FormSpecification => {
  const [specification] = form.specifications
  if (!specification) throw new Error('no specification')
  return specification
}

describe('a draft and the form', () => {
  test.each([
    ['bands and a trial', written],
    ['attributes of which not every combination is offered', withRegions],
    [
      'everything that may be left out',
      {
        ...written,
        pictures: ['/media/a.webp'],
        logo: '/media/l.webp',
        hidden: true,
        afterSale: { fiveDayRefund: true, upgrades: false, renewalChanges: false },
        buyerData: ['email' as const],
        agreement: { zh: '协议', en: 'Agreement' },
        support: {
          hours: { zh: '全天', en: 'Always' },
          content: { zh: '答疑', en: 'Questions' },
          hotline: '400-000',
          email: 'help@seller.example',
        },
      },
    ],
  ])('say the same of a product with %s', (_, content: DraftProduct) => {
    const { specifications, ...rest } = toContent(toForm(content))

    // A price without bands gets the bands of the others, with its own price in each.
    expect(rest).toEqual((({ specifications: _kept, ...others }) => others)(content))
    expect(specifications.map(({ name }) => name)).toEqual(content.specifications.map(({ name }) => name))
    expect(specifications[0]).toEqual(content.specifications[0])
  })

  test('prices whose bands differ get all edges and keep what each quantity costs (R23)', () => {
    const price = fc.record({
      first: fc.integer({ min: 1, max: 999 }),
      bands: fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 1, max: 999 })), {
        maxLength: 4,
        selector: ([edge]) => edge,
      }),
    })
    fc.assert(
      fc.property(
        price,
        price,
        fc.integer({ min: 1, max: 100 }),
        fc.constantFrom('step' as const, 'tier' as const),
        (a, b, quantity, pricing) => {
          const asPrice = (period: 'month' | 'year', one: typeof a) => ({
            period,
            unitPrice: cny(String(one.first)),
            bands: one.bands
              .toSorted(([x], [y]) => x - y)
              .map(([above, cost]) => ({ above, unitPrice: cny(String(cost)) })),
          })
          const form = (prices: ReturnType<typeof asPrice>[]) =>
            toForm({
              ...written,
              quantity: { ...seats, max: 100, pricing },
              specifications: [{ name: { zh: '甲', en: 'A' }, features: [], prices }],
            })
          const costIn = (of: Form, period: 'month' | 'year') => {
            const specification = first(of)
            const [sku] = specification.skus
            return sku && computeQuote(of, { specification, sku, period }, { quantity, periods: 1 })?.amount
          }
          const together = form([asPrice('month', a), asPrice('year', b)])

          expect(costIn(together, 'month')).toEqual(costIn(form([asPrice('month', a)]), 'month'))
          expect(costIn(together, 'year')).toEqual(costIn(form([asPrice('year', b)]), 'year'))
        },
      ),
      { numRuns: 60 },
    )
  })

  test('a linear price is sent without the bands that were written before', () => {
    const form = toForm(written)
    const { quantity } = form

    const content = toContent({ ...form, ...(quantity && { quantity: { ...quantity, pricing: 'linear' } }) })

    expect(content.specifications[0]?.prices?.[0]).toEqual({
      period: 'year',
      unitPrice: cny('468'),
      trialDays: 14,
    })
  })
})

describe('bands', () => {
  test('a new band begins where the last one ends, and what it costs is to be written', () => {
    const specification = addBand(first(toForm(written)), 2000)

    expect(specification.edges).toEqual(['49', '199', '398'])
    expect(specification.skus[0]?.amounts.year).toEqual(['468', '428', '388', ''])
    expect(findBandStart(specification, 3, 1)).toBe(399)
  })

  test('the band below one that is removed reaches up to where it did', () => {
    const specification = removeBand(first(toForm(written)), 1)

    expect(specification.edges).toEqual(['199'])
    expect(specification.skus[0]?.amounts.year).toEqual(['468', '388'])
  })

  test('without the first band the second one begins at the least quantity', () => {
    const specification = removeBand(first(toForm(written)), 0)

    expect(specification.edges).toEqual(['199'])
    expect(specification.skus[0]?.amounts.year).toEqual(['428', '388'])
    expect(findBandStart(specification, 0, 1)).toBe(1)
  })

  test('adding and removing keeps a price for each band, whatever is done in whatever order', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.nat({ max: 6 }), { nil: undefined }), { maxLength: 12 }), (acts) => {
        let specification = setPeriod(first(toForm(written)), 'month', true)
        for (const act of acts)
          if (act === undefined) specification = addBand(specification, 2000)
          else if (act <= specification.edges.length && specification.edges.length > 0)
            specification = removeBand(specification, act)

        for (const list of Object.values(specification.skus[0]?.amounts ?? {}))
          expect(list).toHaveLength(specification.edges.length + 1)
      }),
    )
  })

  test('R22: bands that do not ascend, or begin after the greatest quantity, are faults of their fields', () => {
    const form = toForm(written)
    const wrong = setEdge(setEdge(first(form), 0, '199'), 1, '2000')

    const faults = findFaults({ ...form, specifications: [wrong, ...form.specifications.slice(1)] })

    expect(faults).toEqual([{ field: 'specifications.0.edges.1', code: 'edge', values: [199, 2000] }])
  })
})

describe('the grid of skus', () => {
  test('R20: each combination of values once', () => {
    expect(combine(toForm(withRegions).attributes)).toHaveLength(4)
    expect(toForm(withRegions).specifications[0]?.skus.map(({ offered }) => offered)).toEqual([
      true,
      false,
      false,
      true,
    ])
  })

  test('a new attribute takes the prices that were there into each of its values', () => {
    const form = addAttribute(toForm(written))

    expect(first(form).skus.map(({ amounts }) => amounts.year)).toEqual([
      ['468', '428', '388'],
      ['468', '428', '388'],
    ])
  })

  test('an attribute that goes leaves the prices of a sku that had them', () => {
    const form = toForm(withRegions)

    const left = removeAttribute(form, form.attributes[1]?.key ?? '')

    expect(first(left).skus.map(({ amounts }) => amounts.year)).toEqual([['468'], ['']])
  })

  test('a value more is a row to be priced; a value fewer takes its rows with it', () => {
    const form = toForm(withRegions)
    const [attribute] = form.attributes

    const more = addValue(form, attribute?.key ?? '')
    const fewer = removeValue(form, attribute?.key ?? '', attribute?.values[0]?.key ?? '')

    expect(first(more).skus).toHaveLength(6)
    expect(first(more).skus.filter(({ offered }) => offered)).toHaveLength(4)
    expect(first(fewer).skus.map(({ offered }) => offered)).toEqual([false, true])
  })

  test('more combinations than may be sent are told and not made', () => {
    let form: Form = toForm(written)
    for (let i = 0; i < 5; i += 1) form = addAttribute(form)
    for (const { key } of form.attributes) for (let i = 0; i < 2; i += 1) form = addValue(form, key)

    expect(first(form).skus.length).toBeLessThanOrEqual(mostSkus)
    expect(findFaults(form)).toContainEqual({
      field: 'attributes',
      code: 'tooManySkus',
      values: [1024, mostSkus],
    })
  })

  test('a specification that is added has the terms, bands and combinations of the others', () => {
    const form = addSpecification(toForm(withRegions))
    const added = form.specifications[1]

    expect(added?.skus.map(({ values }) => values)).toEqual(combine(form.attributes))
    expect(added && createGrid(added, form.attributes)).toEqual(added?.skus)
    expect(new Set(form.specifications.map(({ key }) => key)).size).toBe(2)
  })
})

describe('what is wrong', () => {
  test('nothing is, of a product that the market has', () => {
    expect(findFaults(toForm(withRegions))).toEqual([])
  })

  test('an empty form says what is needed, on its steps', () => {
    const fields = findFaults(emptyForm).map(({ field }) => field)

    expect(fields).toContain('category')
    expect(fields).toContain('name.en')
    expect(fields).toContain('specifications.0.skus.0.year.0')
    expect(fields.map(findStep)).not.toContain('submit')
  })

  test('a combination may leave a term blank, and one that is not offered is not asked for prices', () => {
    const form = toForm(withRegions)
    const specification = setOffered(first(form), 1, true)

    const faults = findFaults({ ...form, specifications: [specification] })

    expect(faults.map(({ field }) => field)).toEqual([
      'specifications.0.skus.1.year.0',
      'specifications.0.skus.1.month.0',
    ])
  })

  test('without attributes each term that is ticked is priced', () => {
    const form = toForm({ ...written, quantity: { ...seats, pricing: 'linear' } })
    const specification = setPeriod(first(form), 'month', true)
    const priced = setAmount(specification, { sku: 0, period: 'month', band: 0 }, '¥４２．50')

    const of = (one: FormSpecification) => findFaults({ ...form, specifications: [one] })

    expect(of(specification)).toEqual([{ field: 'specifications.0.skus.0.month.0', code: 'price' }])
    expect(of(priced)).toEqual([])
  })

  test.each(['2', '181', '7.5', 'x'])('R27: a trial of %s days is refused', (days) => {
    const form = toForm(written)
    const specification = setTrial(first(form), 'year', days)

    expect(findFaults({ ...form, specifications: [specification] })).toEqual([
      { field: 'specifications.0.trial.year', code: 'trial', values: [3, 180] },
    ])
  })

  test('R59: after listing the range of the quantity may only widen', () => {
    const form = toForm(written)
    const range = (min: string, max: string) =>
      findFaults(
        { ...form, ...(form.quantity && { quantity: { ...form.quantity, min, max } }) },
        { min: 5, max: 1000 },
      )

    expect(range('1', '1000')).toEqual([])
    expect(range('10', '1000')).toEqual([{ field: 'quantity.range', code: 'widen', values: [5, 1000] }])
    expect(range('5', '999')).toEqual([{ field: 'quantity.range', code: 'widen', values: [5, 1000] }])
  })

  test('R36: a support block is complete or is not there', () => {
    const form = { ...toForm(written), support: { ...emptyForm.support, hotline: '400-000' } }

    expect(findFaults(form).map(({ field }) => field)).toEqual([
      'support.hours.zh',
      'support.hours.en',
      'support.content.zh',
      'support.content.en',
      'support.email',
    ])
  })
})

describe('a refusal of the server stands at its field', () => {
  const form = toForm(written)
  test.each([
    ['catalog.text_blank', { field: 'specifications[1].name.en' }, 'specifications.1.name.en', 'prices'],
    ['catalog.specification_name_has_contact', { name: '企业版' }, 'specifications.1.name.zh', 'prices'],
    ['catalog.specification_name_bare', { name: 'Team' }, 'specifications.0.name.en', 'prices'],
    ['catalog.price_too_low', { name: '团队版' }, 'specifications.0.prices', 'prices'],
    ['catalog.category_not_leaf', { category: 'x' }, 'category', 'basics'],
    ['catalog.attributes_fixed', undefined, 'attributes', 'attributes'],
  ])('%s', (code, details, field, step) => {
    expect(toFaults({ code, detail: 'said', details }, form)).toEqual([{ field, said: 'said' }])
    expect(findStep(field)).toBe(step)
  })

  test('faults of the contract, by their paths; what belongs to no field is left to be told as it is', () => {
    const faults = [{ path: 'body.support.email', message: 'no address' }]

    expect(toFaults({ code: 'request.invalid', detail: '', details: { faults } }, form)).toEqual([
      { field: 'support.email', said: 'no address' },
    ])
    expect(toFaults({ code: 'catalog.application_pending', detail: 'x' }, form)).toEqual([])
  })
})

describe('figures', () => {
  test.each([
    ['１，２０４', 1204],
    ['1,204', 1204],
    [' 7 ', 7],
    ['1.5', undefined],
    ['-1', undefined],
    ['', undefined],
  ])('%j is read as %s', (typed, value) => {
    expect(parseWhole(typed)).toBe(value)
  })

  test.each([
    ['¥428.00', '428.00'],
    ['0.00000001', '0.00000001'],
    ['0.000000001', undefined],
    ['1e3', undefined],
    ['-4', undefined],
  ])('the price %j is sent as %s', (typed, sent) => {
    expect(parsePriceText(typed)).toBe(sent)
  })
})
