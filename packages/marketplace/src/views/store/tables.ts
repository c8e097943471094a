import type { Currency, Id, Instant, ProductType } from '@loggia/kernel'
import type { Verdict } from '@loggia/protocol/wire'
import type { AddressState, InterfaceClass, Speech } from '../../access/index.ts'
import type { Breaker, CallState } from '../../calls/index.ts'
import type { ProductApplication, ProductReview, SellerProduct } from '@loggia/protocol/console'
import type { Product, Purchasable } from '../../catalog/index.ts'
import type { OperationKind, Protocol } from '../../dialects/index.ts'
import type { Offer, Order } from '../../orders/index.ts'
import type { InstanceState } from '../../provisioning/index.ts'
import type { Subscription } from '../../subscriptions/index.ts'

export type Text = { readonly zh: string; readonly en: string }
/** An offer as its column has it: the unit price's bigint is a decimal string in JSON. */
type Period = Purchasable['priceItem']['period']
type StoredPrice = { readonly amountE8: string; readonly currency: Currency }
export type StoredOffer = Omit<Offer, 'type' | 'salesMode' | 'unitPrice' | 'bands'> & {
  readonly unitPrice: StoredPrice
  readonly bands?: readonly { readonly above: number; readonly unitPrice: StoredPrice }[]
}

type ProductTables = {
  product: {
    id: Id<'prd'>
    seller_id: Id<'sel'>
    type: ProductType
    state: Product['state']
    name_zh: string
    name_en: string
    summary_zh: string
    summary_en: string
    description_zh: string
    description_en: string
    category: string
    logo: string | null
    quantity: NonNullable<Product['quantity']> | null
    attributes: Product['attributes']
    tags: string[]
    pictures: string[]
    support: NonNullable<SellerProduct['support']> | null
    buyer_data: NonNullable<SellerProduct['buyerData']>
    certificates: NonNullable<SellerProduct['certificates']>
    buyer_parameters: NonNullable<SellerProduct['buyerParameters']>
    audience: NonNullable<SellerProduct['audience']>
    regions: string[] | null
    trial_buyers: Id<'byr'>[] | null
    hidden: boolean
    verification: 'personal' | 'enterprise'
    five_day_refund: boolean
    upgrades: boolean
    renewal_changes: boolean
    suspended_until: Instant | null
    position: number
    listed_at: Instant | null
    created_at: Instant
  }
  service_agreement: { product_id: Id<'prd'>; version: number; text_zh: string; text_en: string }
  product_application: {
    id: Id<'apl'>
    product_id: Id<'prd'>
    seller_id: Id<'sel'>
    kind: ProductApplication['kind']
    state: ProductApplication['state']
    specification_ids: Id<'spc'>[] | null
    skus: NonNullable<ProductReview['skus']> | null
    evidence: string | null
    reason: string | null
    changes_prices: boolean
    filed_at: Instant
    due_at: Instant
    opened_by: Id<'mbr'> | null
    opened_at: Instant | null
    seconded_by: Id<'mbr'> | null
  }
  member: { id: Id<'mbr'>; name: string }
  specification: {
    id: Id<'spc'>
    product_id: Id<'prd'>
    name_zh: string
    name_en: string
    features: Text[]
    position: number
    hidden: boolean
    delisted_at: Instant | null
    audience: SellerProduct['audience'] | null
    max_purchases: number | null
    max_quantity: number | null
    stock: bigint | null
  }
  sku: {
    id: Id<'sku'>
    specification_id: Id<'spc'>
    code: string
    attribute_values: number[]
    offered: boolean
    position: number
  }
  price_item: {
    id: Id<'pri'>
    sku_id: Id<'sku'>
    code: string
    period: Period
    unit_price_e8: bigint
    currency: Currency
    bands: readonly { readonly above: number; readonly amountE8: string }[]
    trial_days: number | null
    offered: boolean
  }
  product_access: {
    product_id: Id<'prd'>
    protocol: Speech['protocol']
    key_bits: 128 | 256 | null
    expire_digits: 14 | null
    cancellation_order: 'renewal' | null
    address_id: Id<'adr'>
    key_id: Id<'key'>
  }
  order_channel: { seller_id: Id<'sel'>; key_id: Id<'key'> }
  production_address: {
    id: Id<'adr'>
    seller_id: Id<'sel'>
    url: string
    state: AddressState
    reason: string | null
    created_at: Instant
    decided_at: Instant | null
  }
  access_key: {
    id: Id<'key'>
    seller_id: Id<'sel'>
    interface_class: InterfaceClass
    hint: string
    created_at: Instant
  }
}

type OrderTables = {
  order: {
    id: Id<'ord'>
    number: string
    kind: Order['kind']
    buyer_id: Id<'byr'>
    state: Order['state']
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
    type: ProductType
    offer: StoredOffer
    quantity: bigint
    amount_minor: bigint
    returned_minor: bigint
    currency: Currency
    state: 'open' | 'completed' | 'cancelled' | 'refunded'
    subscription_id: Id<'sub'> | null
  }
  refund: { order_line_id: Id<'orl'>; refund_order_id: Id<'ord'> }
  subscription: {
    id: Id<'sub'>
    buyer_id: Id<'byr'>
    order_id: Id<'ord'>
    order_line_id: Id<'orl'>
    present_line_id: Id<'orl'>
    quantity: bigint
    period: Period
    period_count: number
    trial_days: number | null
    state: Subscription['state']
    starts_at: Instant | null
    ends_at: Instant | null
    grace_until: Instant | null
    retention_until: Instant | null
    renews_itself: boolean
    barred_at: Instant | null
    barred_reason: string | null
    closed_at: Instant | null
  }
  subscription_term: {
    order_line_id: Id<'orl'>
    starts_at: Instant
    ends_at: Instant | null
    refunded_at: Instant | null
  }
  instance: {
    subscription_id: Id<'sub'>
    state: InstanceState
    reference: string | null
    opening_until: Instant
  }
}

type LedgerTables = {
  ledger_account: {
    id: Id<'lac'>
    kind: string
    owner: string
    currency: Currency
    balance_minor: bigint | null
  }
  ledger_posting: {
    id: Id<'pst'>
    kind: 'top_up' | 'correction' | 'payment' | 'refund'
    subject: string
    reason: string | null
    at: Instant
  }
  ledger_entry: {
    posting_id: Id<'pst'>
    account_id: Id<'lac'>
    amount_minor: bigint
    currency: Currency
    balance_after_minor: bigint | null
  }
}

type CallTables = {
  call: {
    id: Id<'cal'>
    seller_id: Id<'sel'>
    product_id: Id<'prd'>
    subject: string
    operation_kind: OperationKind
    protocol: Protocol
    state: CallState
    live: boolean
    created_at: Instant
    due_at: Instant
    window_ends_at: Instant
    window_runs: boolean
    parked_before_ms: bigint
    blocked_by: Id<'cal'> | null
    fence: number
    open_failure: boolean
    restarted_from: Id<'cal'> | null
    restarted_as: Id<'cal'> | null
    gate_id: Id<'sel'>
  }
  gate: {
    seller_id: Id<'sel'>
    ready_at: Instant
    call_limit: number
    breaker: Breaker
    failures: number
    probe_at: Instant | null
    opened_at: Instant | null
    parked_ms: bigint
  }
  wakeup: { kind: string; subject: string; due_at: Instant }
  attempt: {
    call_id: Id<'cal'>
    n: number
    started_at: Instant
    verdict: Verdict | null
    duration_ms: number | null
  }
}

/** What the lists read of the other domains' tables, and no more; nothing here is ever written. */
export type ViewTables = ProductTables &
  OrderTables &
  LedgerTables &
  CallTables & {
    buyer: { id: Id<'byr'>; name_zh: string; name_en: string }
    seller: { id: Id<'sel'>; name_zh: string; name_en: string; logo: string | null }
    membership: {
      member_id: Id<'mbr'>
      role: 'buyer' | 'seller' | 'operator'
      buyer_id: Id<'byr'> | null
      seller_id: Id<'sel'> | null
    }
  }
