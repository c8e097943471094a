import type { Currency, Id, Instant } from '@loggia/kernel'
import type { ExportedOf } from '../platform/index.ts'
import type { OutsideRefund, Refund, RefundRequest } from './schema.ts'

export type RefundTables = {
  refund: {
    id: Id<'rfd'>
    buyer_id: Id<'byr'>
    order_line_id: Id<'orl'>
    order_id: Id<'ord'>
    refund_order_id: Id<'ord'>
    cause: Refund['cause']
    state: Refund['state']
    amount_minor: bigint
    currency: Currency
    posting_id: Id<'pst'> | null
    requested_at: Instant
    paid_at: Instant | null
  }
  refund_request: {
    id: Id<'rrq'>
    buyer_id: Id<'byr'>
    seller_id: Id<'sel'>
    member_id: Id<'mbr'>
    order_id: Id<'ord'>
    amount_minor: bigint
    currency: Currency
    reason: string
    state: RefundRequest['state']
    /** Who acts next; null if it is over. */
    turn: 'buyer' | 'seller' | null
    since: Instant
    asked_at: Instant
    ended_at: Instant | null
    returns_goods: boolean
    carrier: string | null
    tracking_number: string | null
    goods_sent_at: Instant | null
    rejection: string | null
    rejected_by: 'seller' | 'operator' | null
    reminded: number
    overdue_at: Instant | null
    /** The order's number and the products' names, in lower case, for searches. */
    found: string
  }
  refund_request_line: {
    request_id: Id<'rrq'>
    order_line_id: Id<'orl'>
    subscription_id: Id<'sub'>
    supervision_id: Id<'spv'>
    amount_minor: bigint
  }
  refund_permit: {
    supervision_id: Id<'spv'>
    reason: string
    permitted_by: Id<'mbr'>
    permitted_at: Instant
  }
  refund_quota: { buyer_id: Id<'byr'> }
  outside_refund: {
    reference: string
    buyer_id: Id<'byr'>
    state: OutsideRefund['state']
    refunds: number
    requested_at: Instant
    note: string | null
    reported_at: Instant
    reported_by: Id<'mbr'>
  }
}

export const refundExports = {
  refund: { key: ['id'] },
  refund_request: { key: ['id'] },
  refund_request_line: { key: ['request_id', 'order_line_id'] },
} satisfies ExportedOf<RefundTables>
