import type { Id } from '@loggia/kernel'
import { inTx, system } from '../platform/index.ts'
import type { World } from './world.ts'

const sizes = ['small', 'large'] as const
type Size = (typeof sizes)[number]
type Period = 'month' | 'year'
/** A listed product of two sizes, each by the month and by the year, with a trial of fifteen days. */
export type Shelf = {
  readonly productId: Id<'prd'>
  item(size: Size, period: Period): Id<'pri'>
  /** What a price item is. */
  of(priceItemId: string): { readonly size: Size; readonly period: Period }
}

const yuan = (fen: bigint): string => `${fen / 100n}.${String(fen % 100n).padStart(2, '0')}`
const attribute = {
  name: { zh: '容量', en: 'Size' },
  values: [
    { zh: '小', en: 'Small' },
    { zh: '大', en: 'Large' },
  ],
}

export async function openShelf(
  { platform, market }: World,
  sellerId: Id<'sel'>,
  fenOf: (size: Size, period: Period) => bigint,
): Promise<Shelf> {
  const pricesOf = (size: Size) =>
    (['month', 'year'] as const).map((period) => ({
      period,
      unitPrice: { amount: yuan(fenOf(size, period)), currency: 'CNY' as const },
      trialDays: 15,
    }))
  const productId = await inTx(platform, { actor: system }, (tx) =>
    market.catalog.addProduct(tx, sellerId, {
      name: { zh: '云账本', en: 'Cloud Ledger' },
      summary: { zh: '记账', en: 'Bookkeeping' },
      description: { zh: '说明', en: 'Description' },
      category: 'collaboration',
      tags: ['协同'],
      quantity: { name: { zh: '席位', en: 'Seats' }, unit: { zh: '席', en: 'seat' }, min: 1, max: 100 },
      attributes: [attribute],
      specifications: [
        {
          name: { zh: '标准版', en: 'Standard' },
          features: [],
          skus: sizes.map((size, at) => ({ values: [at], prices: pricesOf(size) })),
        },
      ],
      afterSale: { fiveDayRefund: true, upgrades: true, renewalChanges: true },
      state: 'listed',
    }),
  )
  const { specifications } = await market.views.getProduct(productId)
  const items = new Map<string, { size: Size; period: Period }>()
  for (const { values, priceItems } of specifications[0]?.skus ?? [])
    for (const { id, period } of priceItems)
      if (period !== 'one_time') items.set(id, { size: sizes[values?.[0] ?? 0] ?? 'small', period })
  const found = (size: Size, period: Period) =>
    [...items].find(([, one]) => one.size === size && one.period === period)?.[0]
  return {
    productId,
    item: (size, period) => found(size, period) as Id<'pri'>,
    of: (priceItemId) => items.get(priceItemId) ?? { size: 'small', period: 'month' },
  }
}
