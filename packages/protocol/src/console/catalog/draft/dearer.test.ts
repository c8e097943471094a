import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toForm } from './content.ts'
import { listDearerEnds } from './dearer.ts'
import type { Form } from './form.ts'
import { computeQuote } from './quote.ts'

const cny = (amount: string) => ({ amount, currency: 'CNY' as const })
const words = { zh: '甲', en: 'A' }
const formWith = (
  first: string,
  bands: readonly (readonly [number, string])[],
  pricing: 'tier' | 'step' = 'tier',
) =>
  toForm({
    name: words,
    summary: words,
    description: words,
    category: 'data',
    quantity: { name: words, unit: words, min: 1, max: 2000, pricing },
    specifications: [
      {
        name: words,
        features: [],
        prices: [
          {
            period: 'year',
            unitPrice: cny(first),
            bands: bands.map(([above, amount]) => ({ above, unitPrice: cny(amount) })),
          },
        ],
      },
    ],
  })
const endsOf = (form: Form) => form.specifications.flatMap((one) => listDearerEnds(form, one))

test('R23: by Tier, 46 to 49 at 468 cost more than 50 at 428', () => {
  expect(
    endsOf(
      formWith('468', [
        [49, '428'],
        [199, '388'],
      ]),
    ),
  ).toEqual([
    { from: 46, to: 49 },
    { from: 182, to: 199 },
  ])
})

test('R23: by Step nothing costs more than what is more', () => {
  expect(endsOf(formWith('468', [[49, '428']], 'step'))).toEqual([])
})

test('just those quantities are named that cost more than the first one of the next band', () => {
  const price = fc.integer({ min: 1, max: 500 })
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 80 }), price, price, (edge, before, after) => {
      const form = formWith(String(before), [[edge, String(after)]])
      const [specification] = form.specifications
      const [sku] = specification?.skus ?? []
      if (!specification || !sku) throw new Error('no sku')
      const cost = (quantity: number) =>
        computeQuote(form, { specification, sku, period: 'year' }, { quantity, periods: 1 })?.amount
          .amountMinor ?? 0n

      const dearer = Array.from({ length: edge }, (_, i) => i + 1).filter((n) => cost(n) > cost(edge + 1))

      expect(endsOf(form)).toEqual(dearer.length === 0 ? [] : [{ from: dearer[0], to: edge }])
    }),
  )
})
