import type { Currency, Id, Instant } from '@loggia/kernel'
import type { ExportedOf } from '../platform/index.ts'
import type { OutsideRefund, Refund } from './schema.ts'

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

export const refundExports = { refund: { key: ['id'] } } satisfies ExportedOf<RefundTables>
