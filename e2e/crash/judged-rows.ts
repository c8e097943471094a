import type { Row, SellerLine } from './books.ts'
import type { Paid } from './judge-paid.ts'
import { ends, fees } from './judged-fees.ts'

// The rows and lines that purchases and calls leave, for lives that are written by hand. Days are at noon in Shanghai.
export const formatNoon = (day: string): string => `2026-${day}T04:00:00.000Z`
export const parseDay = (day: string): number => Date.parse(formatNoon(day))

export type Deal = {
  readonly name: string
  readonly kind: 'new' | 'renewal' | 'conversion' | 'change'
  readonly life: string
  readonly paidAt: string
  readonly quantity: number
  readonly amount: number
  readonly term?: readonly [string, string]
  readonly trial?: true
  readonly auto?: true
  /** The number of seats before the change. */
  readonly before?: number
  readonly refunded?: true
}
export const formatNumber = (name: string): string => `CS26${name}`

const offerOf = (deal: Deal): Row => ({
  unitPrice: { amountE8: '1000000000' },
  period: 'month',
  periodCount: 1,
  ...(deal.trial && { trialDays: 3 }),
  ...(deal.before !== undefined && { before: { quantity: deal.before } }),
})
export const sold = { sku_id: 'sku_1', price_item_id: 'pri_1' }
export const createPeriods = (trial: true | undefined): Row => ({
  period: 'month',
  period_count: 1,
  trial_days: trial ? 3 : null,
})

export const createOrderRows = (deal: Deal): Row[] => [
  {
    id: `ord_${deal.name}`,
    number: formatNumber(deal.name),
    kind: deal.kind,
    state: deal.refunded ? 'refunded' : 'completed',
    total_minor: String(deal.amount),
    refunds_order_id: null,
    buyer_id: 'byr_1',
    member_id: deal.auto ? null : 'mbr_1',
    created_at: deal.paidAt,
    paid_at: deal.paidAt,
  },
  ...(deal.refunded
    ? [
        {
          id: `ord_${deal.name}r`,
          number: formatNumber(`${deal.name}R`),
          kind: 'refund',
          state: 'completed',
          total_minor: String(deal.amount),
          refunds_order_id: `ord_${deal.name}`,
          buyer_id: 'byr_1',
          member_id: null,
          paid_at: null,
        },
      ]
    : []),
]
export const createLineRow = (deal: Deal): Row => ({
  id: `orl_${deal.name}`,
  order_id: `ord_${deal.name}`,
  number: `${formatNumber(deal.name)}-000001`,
  seller_id: 'sel_1',
  subscription_id: deal.kind === 'new' ? null : `sub_${deal.life}`,
  state: deal.refunded ? 'refunded' : 'completed',
  amount_minor: String(deal.amount),
  returned_minor: deal.refunded ? String(deal.amount) : '0',
  offer: offerOf(deal),
  quantity: String(deal.quantity),
  ...sold,
})
export const createQuoteRow = (deal: Deal): Row => ({
  id: `quo_${deal.name}`,
  created_at: deal.paidAt,
  order_id: `ord_${deal.name}`,
  total_minor: String(deal.amount),
  lines: [
    {
      line: { subscriptionId: `sub_${deal.life}`, amount: { amountMinor: String(deal.amount) } },
      shown: {
        before: { quantity: deal.before, attributes: [], endsAt: formatNoon(ends[deal.name] ?? '01-01') },
        after: { quantity: deal.quantity, attributes: [], startsAt: deal.paidAt },
        fee: fees[deal.name],
      },
    },
  ],
})
export const toPaid = (deal: Deal): Paid => ({
  number: formatNumber(deal.name),
  quoteId: `quo_${deal.name}`,
  total: (deal.amount / 100).toFixed(2),
})

export type Asked = {
  readonly id: string
  readonly life: string
  readonly kind: string
  readonly activity: string
  readonly at: string
  readonly operation: Row
  readonly says: Partial<SellerLine>
  readonly state?: 'stopped'
}
export const addMs = (time: string, ms: number): string => new Date(Date.parse(time) + ms).toISOString()
export const createCallRow = (call: Asked): Row => ({
  id: call.id,
  subject: `ord_${call.life}1`,
  lane: `sub_${call.life}`,
  operation_kind: call.kind,
  operation: call.operation,
  restarted_from: null,
  state: call.state ?? 'confirmed',
  fence: 1,
  created_at: call.at,
  closed_at: addMs(call.at, 500),
})
export const createSellerLines = (call: Asked, i: number): SellerLine[] => {
  const line = {
    n: i + 1,
    seller: 'sel_1',
    activity: call.activity,
    signature: 'fits',
    nonce: `n-${i}`,
    signedAt: Date.parse(call.at) + 10,
    behaviour: 'ok',
    made: `i-${call.life}`,
    ...(call.activity !== 'newInstance' && { instanceId: `i-${call.life}` }),
    ...call.says,
  }
  return [
    { ...line, phase: 'received', at: addMs(call.at, 20) },
    { ...line, phase: 'answered', at: addMs(call.at, 30), taken: true },
  ]
}

/** The delivery of the first order of a life, accepted as soon as it was paid. */
export const createDeliveryRow = (life: string, paidAt: string): Row => ({
  id: `dlv_${life}`,
  order_id: `ord_${life}1`,
  order_line_id: `orl_${life}1`,
  subscription_id: `sub_${life}`,
  seller_id: 'sel_1',
  type: 'saas',
  state: 'accepted',
  started_at: paidAt,
  delivered_at: paidAt,
  accepted_at: paidAt,
  failed_at: null,
})
