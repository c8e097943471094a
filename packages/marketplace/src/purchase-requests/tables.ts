import type { Currency, Id, Instant } from '@loggia/kernel'
import type { fromOffer } from '../orders/index.ts'
import type { ExportedOf } from '../platform/index.ts'
import type { PurchaseRequestState } from './schema.ts'

export type PurchaseRequestTables = {
  purchase_request: {
    id: Id<'prq'>
    buyer_id: Id<'byr'>
    member_id: Id<'mbr'>
    approver_id: Id<'mbr'> | null
    state: PurchaseRequestState
    price_item_id: Id<'pri'>
    product_id: Id<'prd'>
    seller_id: Id<'sel'>
    offer: Parameters<typeof fromOffer>[0]
    quantity: bigint
    amount_minor: bigint
    currency: Currency
    parameters_sealed: Uint8Array | null
    cost_centre_id: Id<'cct'> | null
    reason: string
    asked_at: Instant
    expires_at: Instant
    decided_by: Id<'mbr'> | null
    decided_at: Instant | null
    decision_reason: string | null
    order_id: Id<'ord'> | null
  }
}

/** Without what members wrote, and without the parameters. */
export const purchaseRequestExports = {
  purchase_request: {
    key: ['id'],
    columns: [
      'id',
      'buyer_id',
      'member_id',
      'state',
      'product_id',
      'seller_id',
      'quantity',
      'amount_minor',
      'currency',
      'cost_centre_id',
      'asked_at',
      'decided_at',
      'order_id',
    ],
  },
} satisfies ExportedOf<PurchaseRequestTables>
