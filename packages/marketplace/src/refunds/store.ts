import type { Currency, Id, Instant } from '@loggia/kernel'
import { at } from '../platform/index.ts'
import type { Tx } from '../platform/index.ts'
import type { Refund } from './schema.ts'

type RefundTables = {
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
}

export async function insert(tx: Tx, refund: Refund): Promise<void> {
  await tx
    .withTables<RefundTables>()
    .insertInto('refund')
    .values({
      id: refund.id,
      buyer_id: refund.buyerId,
      order_line_id: refund.orderLineId,
      order_id: refund.orderId,
      refund_order_id: refund.refundOrderId,
      cause: refund.cause,
      state: refund.state,
      amount_minor: refund.amount.amountMinor,
      currency: refund.amount.currency,
      posting_id: refund.postingId ?? null,
      requested_at: at(refund.requestedAt),
      paid_at: at(refund.paidAt),
    })
    .execute()
}
