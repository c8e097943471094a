import { omitUndefined, toId } from '@loggia/kernel'
import type { PricingModel } from '@loggia/protocol/console/catalog/kinds'
import type { Id } from '@loggia/kernel'
import { runInTx, system } from '../platform/index.ts'
import type { MemberActor } from '../platform/index.ts'
import type { World } from './world.ts'

const sizes = ['small', 'large'] as const
type Size = (typeof sizes)[number]
type Period = 'month' | 'year'
/** A listed product in two sizes, each by the month and by the year, with a trial of fifteen days. */
export type SizedProduct = {
  readonly productId: Id<'prd'>
  readonly specificationId: Id<'spc'>
  item(size: Size, period: Period): Id<'pri'>
  /** The size and period of a price item. */
  of(priceItemId: string): { readonly size: Size; readonly period: Period }
}

/** The price of a unit in 10⁻⁸ yuan, and prices from more than `above` units on. */
type Price = {
  readonly e8: bigint
  readonly bands: readonly { readonly above: number; readonly e8: bigint }[]
}
type Prices = {
  readonly pricing: PricingModel
  readonly of: Readonly<Record<Size, Readonly<Record<Period, Price>>>>
}

const yuan = (e8: bigint) => ({
  amount: `${e8 / 100_000_000n}.${String(e8 % 100_000_000n).padStart(8, '0')}`,
  currency: 'CNY' as const,
})
const writePrice = ({ e8, bands }: Price) =>
  omitUndefined({
    unitPrice: yuan(e8),
    bands:
      bands.length > 0 ? bands.map((band) => ({ above: band.above, unitPrice: yuan(band.e8) })) : undefined,
  })
const linear = (fen: bigint): Price => ({ e8: fen * 1_000_000n, bands: [] })

const attribute = {
  name: { zh: '容量', en: 'Size' },
  values: [
    { zh: '小', en: 'Small' },
    { zh: '大', en: 'Large' },
  ],
}

export async function openSizedProduct(
  { platform, market }: World,
  sellerId: Id<'sel'>,
  prices: Prices | ((size: Size, period: Period) => bigint),
): Promise<SizedProduct> {
  const priceOf = (size: Size, period: Period) =>
    typeof prices === 'function' ? linear(prices(size, period)) : prices.of[size][period]
  const pricesOf = (size: Size) =>
    (['month', 'year'] as const).map((period) => ({
      period,
      ...writePrice(priceOf(size, period)),
      trialDays: 15,
    }))
  const productId = await runInTx(platform, { actor: system }, (tx) =>
    market.catalog.addProduct(tx, sellerId, {
      name: { zh: '云账本', en: 'Cloud Ledger' },
      summary: { zh: '记账', en: 'Bookkeeping' },
      description: { zh: '说明', en: 'Description' },
      category: 'collaboration',
      tags: ['协同'],
      quantity: omitUndefined({
        name: { zh: '席位', en: 'Seats' },
        unit: { zh: '席', en: 'seat' },
        min: 1,
        max: 100,
        pricing: typeof prices === 'function' ? undefined : prices.pricing,
      }),
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
  const findPrice = (size: Size, period: Period) =>
    [...items].find(([, one]) => one.size === size && one.period === period)?.[0]
  return {
    productId,
    specificationId: toId(specifications[0]?.id, 'spc'),
    item: (size, period) => toId(findPrice(size, period), 'pri'),
    of: (priceItemId) => items.get(priceItemId) ?? { size: 'small', period: 'month' },
  }
}

/** R54: changes one price; its seller submits the change and an operator approves it. */
export async function repriceSizedProduct(
  { given, market: { catalog } }: World,
  {
    productId,
    seller,
    operator,
  }: Pick<SizedProduct, 'productId'> & Record<'seller' | 'operator', MemberActor>,
  change: { readonly sku: Size; readonly period: Period; readonly price: Price },
): Promise<void> {
  const content = await catalog.getContent(seller, productId)
  const specifications = content.specifications.map(({ skus = [], ...specification }) => ({
    ...specification,
    skus: skus.map(({ values, prices }) => ({
      values,
      prices: prices.map((price) =>
        sizes[values[0] ?? 0] === change.sku && price.period === change.period
          ? { period: price.period, ...writePrice(change.price), trialDays: 15 }
          : price,
      ),
    })),
  }))
  await given.passedCases(seller, productId)
  await catalog.proposeChange(seller, productId, { ...content, specifications })
  await catalog.decide(operator, productId, { approve: true })
}
