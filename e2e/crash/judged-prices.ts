import { tables } from './books.ts'
import type { Export, Row } from './books.ts'
import type { KnownPrices } from './judge-prices.ts'
import { readLives } from './lives.ts'
import type { Life } from './lives.ts'
import { readPriceLists } from './price-lists.ts'
import type { ListedPrice, PriceList } from './price-lists.ts'

// One service, written by hand, for the tests of prices. Everything happens at noon in Shanghai.
export const toNoon = (day: string): number => Date.parse(`${day}T04:00:00.000Z`)
const iso = (day: string): string => new Date(toNoon(day)).toISOString()

type Item = 'basicMonth' | 'basicYear' | 'proMonth' | 'proYear'
export type Bought = {
  readonly kind: 'new' | 'renewal' | 'conversion' | 'change'
  readonly on: string
  readonly item: Item
  readonly quantity: number
  /** The price of a unit, in yuan. */
  readonly unit: number
  readonly paid: string
  readonly term?: readonly [string, string]
  readonly trial?: true
  readonly periodCount?: number
  /** Only for a change: the parts of its fee that were shown. */
  readonly shown?: {
    readonly before: number
    readonly newPart: string
    readonly oldPart: string
    readonly oldPartIs: 'price' | 'paid'
  }
  readonly returned?: { readonly on: string; readonly gave: string }
  /** The seller did not make the change, and all of it was paid back. */
  readonly failed?: true
}
const fen = (yuan: string): string => String(Math.round(Number(yuan) * 100))
const periodOf = (item: Item): string => (item.endsWith('Year') ? 'year' : 'month')

/** The prices of a product from a day on, in yuan. */
export const createPriceList = (
  from: string,
  yuan: Readonly<Record<Item, number>>,
  to = from,
): PriceList => ({
  productId: 'prd_1',
  from: toNoon(from),
  to: toNoon(to),
  prices: (Object.keys(yuan) as Item[]).map((item): ListedPrice => ({
    priceItemId: item,
    combination: item.startsWith('basic') ? 'basic' : 'pro',
    period: item.endsWith('Year') ? 'year' : 'month',
    unitE8: BigInt(yuan[item] * 100) * 1_000_000n,
  })),
})

const orderRows = ({ kind, on, returned }: Bought, id: string): Row[] => {
  const refund = {
    id: `ord_${id}r`,
    number: `CS${id}R`,
    kind: 'refund',
    paid_at: null,
    total_minor: fen(returned?.gave ?? '0'),
    refunds_order_id: `ord_${id}`,
  }
  return [
    {
      id: `ord_${id}`,
      number: `CS${id}`,
      kind,
      created_at: iso(on),
      paid_at: iso(on),
      member_id: 'mbr_1',
      refunds_order_id: null,
    },
    ...(returned ? [refund] : []),
  ]
}

const lineRow = (bought: Bought, id: string): Row => {
  const { kind, item, quantity, unit, paid, periodCount = 1, returned, failed } = bought
  return {
    id: `orl_${id}`,
    order_id: `ord_${id}`,
    number: `CS${id}-000001`,
    subscription_id: kind === 'new' ? null : 'sub_1',
    state: returned || failed ? 'refunded' : 'completed',
    price_item_id: item,
    quantity: String(quantity),
    amount_minor: fen(paid),
    offer: { unitPrice: { amountE8: String(unit * 100_000_000) }, period: periodOf(item), periodCount },
  }
}

const refundRows = ({ on, returned, failed }: Bought, id: string): Row[] =>
  [
    ...(returned ? [{ cause: 'renewal', day: returned.on }] : []),
    ...(failed ? [{ cause: 'change_failed', day: on }] : []),
  ].map(({ cause, day }) => ({
    order_line_id: `orl_${id}`,
    refund_order_id: `ord_${id}r`,
    cause,
    requested_at: iso(day),
  }))

const termRow = ({ item, term, trial, periodCount = 1, returned }: Bought, id: string): Row => ({
  subscription_id: 'sub_1',
  order_line_id: `orl_${id}`,
  position: Number(id),
  starts_at: iso(term?.[0] ?? ''),
  ends_at: iso(term?.[1] ?? ''),
  refunded_at: returned ? iso(returned.on) : null,
  period: periodOf(item),
  period_count: periodCount,
  trial_days: trial ? 7 : null,
})

const quoteRow = ({ on, shown }: Bought, id: string): Row => {
  const before = { quantity: shown?.before }
  const fee = { newPart: shown?.newPart, oldPart: shown?.oldPart, oldPartIs: shown?.oldPartIs }
  return {
    order_id: `ord_${id}`,
    created_at: iso(on),
    lines: [{ shown: { before, after: { startsAt: iso(on) }, fee } }],
  }
}

/** The life of a service with these purchases, in order, and the known prices. */
export function createPricedLife(
  bought: readonly Bought[],
  lists: readonly PriceList[],
): { lives: Life[]; exported: Export; known: KnownPrices } {
  const all = bought.map((one, i) => ({ one, id: String(i + 1) }))
  const exported: Export = {
    ...(Object.fromEntries(tables.map((name) => [name, []])) as unknown as Export),
    order: all.flatMap(({ one, id }) => orderRows(one, id)),
    order_line: all.map(({ one, id }) => lineRow(one, id)),
    refund: all.flatMap(({ one, id }) => refundRows(one, id)),
    quote: all.filter(({ one }) => one.kind !== 'new').map(({ one, id }) => quoteRow(one, id)),
    subscription: [{ id: 'sub_1', order_line_id: 'orl_1', state: 'active' }],
    subscription_term: all.filter(({ one }) => one.term).map(({ one, id }) => termRow(one, id)),
  }
  return {
    lives: readLives(exported, []),
    exported,
    known: { lists: readPriceLists(lists), shifted: (at, byMs) => at + byMs },
  }
}
