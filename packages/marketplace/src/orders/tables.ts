import type { GeneratedAlways } from 'kysely'
import type { Currency, Id, Instant, ProductType, SalesMode } from '@loggia/kernel'
import type { ExportedOf } from '../platform/index.ts'
import type { LineClaim, OrderKind, OrderLineState, OrderState } from './schema.ts'
import type { StoredOffer } from './stored-offer.ts'

export type OrderTables = {
  order: {
    id: Id<'ord'>
    number: string
    kind: OrderKind
    buyer_id: Id<'byr'>
    member_id: Id<'mbr'> | null
    state: OrderState
    total_minor: bigint
    currency: Currency
    created_at: Instant
    pay_by: Instant | null
    stock_until: Instant | null
    paid_at: Instant | null
    closed_at: Instant | null
    refunds_order_id: Id<'ord'> | null
  }
  order_line: {
    id: Id<'orl'>
    order_id: Id<'ord'>
    number: string
    seller_id: Id<'sel'>
    product_id: Id<'prd'>
    sku_id: Id<'sku'>
    price_item_id: Id<'pri'>
    offer: StoredOffer
    quantity: bigint
    amount_minor: bigint
    returned_minor: bigint
    currency: Currency
    state: OrderLineState
    cost_centre_id: Id<'cct'> | null
    subscription_id: Id<'sub'> | null
    returns_line_id: Id<'orl'> | null
    /** Frozen in the offer; the database generates both columns from it. */
    type: GeneratedAlways<ProductType>
    sales_mode: GeneratedAlways<SalesMode>
  }
  order_line_claim: { order_line_id: Id<'orl'>; kind: LineClaim; subject: string; since: Instant }
  given_parameters: { order_line_id: Id<'orl'>; sealed: Uint8Array }
  payment: {
    id: Id<'pay'>
    order_id: Id<'ord'>
    posting_id: Id<'pst'>
    amount_minor: bigint
    currency: Currency
    paid_at: Instant
    /** Null for an automatic renewal. */
    member_id: Id<'mbr'> | null
  }
}

export const orderExports = {
  order: { key: ['id'] },
  order_line: { key: ['id'] },
  payment: { key: ['id'] },
  order_line_claim: { key: ['order_line_id', 'kind'] },
} satisfies ExportedOf<OrderTables>
