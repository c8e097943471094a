import { tables } from './books.ts'
import type { Export, Row } from './books.ts'
import type { KnownPrices } from './judge-prices.ts'
import { readLives } from './lives.ts'
import type { Life } from './lives.ts'
import { readPriceLists } from './price-lists.ts'
import type { ListedPrice, PriceList } from './price-lists.ts'

// One service written by hand, for what is judged by prices alone. Everything happens at noon in Shanghai.
export const noon = (day: string): number => Date.parse(`${day}T04:00:00.000Z`)
const iso = (day: string): string => new Date(noon(day)).toISOString()

type Item = 'basicMonth' | 'basicYear' | 'proMonth' | 'proYear'
export type Bought = {
  readonly kind: 'new' | 'renewal' | 'conversion' | 'change'
  readonly on: string
  readonly item: Item
  readonly quantity: number
  /** In yuan. */
  readonly unit: number
  readonly paid: string
  readonly term?: readonly [string, string]
  readonly trial?: true
  readonly periodCount?: number
  /** Of a change: what its fee was shown to be made of. */
  readonly shown?: {
    readonly before: number
    readonly newPart: string
    readonly oldPart: string
    readonly oldPartIs: 'price' | 'paid'
  }
  readonly returned?: { readonly on: string; readonly gave: string }
  /** Its seller did not make it, and all of it went back. */
  readonly failed?: true
}
const fen = (yuan: string): string => String(Math.round(Number(yuan) * 100))
const periodOf = (item: Item): string => (item.endsWith('Year') ? 'year' : 'month')

/** What a product costs from a day on, in yuan. */
export const listed = (from: string, yuan: Readonly<Record<Item, number>>, to = from): PriceList => ({
  productId: 'prd_1',
  from: noon(from),
  to: noon(to),
  prices: (Object.keys(yuan) as Item[]).map((item): ListedPrice => ({
    priceItemId: item,
    combination: item.startsWith('basic') ? 'basic' : 'pro',
    period: item.endsWith('Year') ? 'year' : 'month',
    unitE8: BigInt(yuan[item] * 100) * 1_000_000n,
  })),
})

const rowsOf = (bought: Bought, i: number): Partial<Record<keyof Export, Row[]>> => {
  const {
    kind,
    on,
    item,
    quantity,
    unit,
    paid,
    term,
    trial,
    periodCount = 1,
    shown,
    returned,
    failed,
  } = bought
  const [id, period] = [String(i + 1), periodOf(item)]
  return {
    order: [
      {
        id: `ord_${id}`,
        number: `CS${id}`,
        kind,
        created_at: iso(on),
        paid_at: iso(on),
        member_id: 'mbr_1',
        refunds_order_id: null,
      },
      ...(returned
        ? [
            {
              id: `ord_${id}r`,
              number: `CS${id}R`,
              kind: 'refund',
              paid_at: null,
              total_minor: fen(returned.gave),
              refunds_order_id: `ord_${id}`,
            },
          ]
        : []),
    ],
    order_line: [
      {
        id: `orl_${id}`,
        order_id: `ord_${id}`,
        number: `CS${id}-000001`,
        subscription_id: kind === 'new' ? null : 'sub_1',
        state: returned || failed ? 'refunded' : 'completed',
        price_item_id: item,
        quantity: String(quantity),
        amount_minor: fen(paid),
        offer: { unitPrice: { amountE8: String(unit * 100_000_000) }, period, periodCount },
      },
    ],
    refund: [
      ...(returned ? [{ cause: 'renewal', on: returned.on }] : []),
      ...(failed ? [{ cause: 'change_failed', on }] : []),
    ].map(({ cause, on: day }) => ({
      order_line_id: `orl_${id}`,
      refund_order_id: `ord_${id}r`,
      cause,
      requested_at: iso(day),
    })),
    subscription_term: term
      ? [
          {
            subscription_id: 'sub_1',
            order_line_id: `orl_${id}`,
            position: i + 1,
            starts_at: iso(term[0]),
            ends_at: iso(term[1]),
            refunded_at: returned ? iso(returned.on) : null,
            period,
            period_count: periodCount,
            trial_days: trial ? 7 : null,
          },
        ]
      : [],
    quote:
      kind === 'new'
        ? []
        : [
            {
              order_id: `ord_${id}`,
              created_at: iso(on),
              lines: [
                {
                  shown: {
                    before: { quantity: shown?.before },
                    after: { startsAt: iso(on) },
                    fee: { newPart: shown?.newPart, oldPart: shown?.oldPart, oldPartIs: shown?.oldPartIs },
                  },
                },
              ],
            },
          ],
  }
}

/** The life of what was bought, in its order, and what was known of the prices. */
export function pricedLife(
  bought: readonly Bought[],
  lists: readonly PriceList[],
): { lives: Life[]; exported: Export; known: KnownPrices } {
  const rows = bought.map(rowsOf)
  const subscription = [{ id: 'sub_1', order_line_id: 'orl_1', state: 'active' }]
  const exported = Object.fromEntries(
    tables.map((name) => [
      name,
      name === 'subscription' ? subscription : rows.flatMap((one) => one[name] ?? []),
    ]),
  ) as Export
  return {
    lives: readLives(exported, []),
    exported,
    known: { lists: readPriceLists(lists), shifted: (at, byMs) => at + byMs },
  }
}
