import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DraftProduct } from '../products.ts'
import { toContent, toForm } from './content.ts'
import type { Form } from './form.ts'
import { computeQuote } from './quote.ts'
import { toYuan, seats, written, withRegions, getFirst } from './example-draft.ts'

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
            unitPrice: toYuan(String(one.first)),
            bands: one.bands
              .toSorted(([x], [y]) => x - y)
              .map(([above, cost]) => ({ above, unitPrice: toYuan(String(cost)) })),
          })
          const form = (prices: ReturnType<typeof asPrice>[]) =>
            toForm({
              ...written,
              quantity: { ...seats, max: 100, pricing },
              specifications: [{ name: { zh: '甲', en: 'A' }, features: [], prices }],
            })
          const costIn = (of: Form, period: 'month' | 'year') => {
            const specification = getFirst(of)
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
      unitPrice: toYuan('468'),
      trialDays: 14,
    })
  })
})
