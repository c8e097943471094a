import type { Id, Instant } from '@loggia/kernel'
import type { RenewalPeriod } from '@loggia/protocol/console/subscriptions/kinds'
import type { ExportedOf } from '../platform/index.ts'
import type { Carried, Holding, RenewalFailure, StoredCarried, SubscriptionState } from './schema.ts'

export type HoldingColumns = {
  sku_id: Id<'sku'>
  price_item_id: Id<'pri'>
  quantity: bigint
  period: Holding['period']
  period_count: number
  trial_days: number | null
}
export type SubscriptionTables = {
  subscription: HoldingColumns & {
    id: Id<'sub'>
    buyer_id: Id<'byr'>
    seller_id: Id<'sel'>
    product_id: Id<'prd'>
    order_id: Id<'ord'>
    order_line_id: Id<'orl'>
    present_line_id: Id<'orl'>
    state: SubscriptionState
    created_at: Instant
    starts_at: Instant | null
    ends_at: Instant | null
    anchor_day: number | null
    opened_at: Instant | null
    grace_until: Instant | null
    retention_until: Instant | null
    looked_at: Instant | null
    renews_itself: boolean
    renewal_days_before: number
    renewals_left: number | null
    renewal_period: RenewalPeriod | null
    renewal_not_before: Instant | null
    renewal_failure: RenewalFailure | null
    changing_line_id: Id<'orl'> | null
    changing_until: Instant | null
    changing_carried: StoredCarried | null
    barred_at: Instant | null
    barred_reason: string | null
    closed_at: Instant | null
  }
  subscription_term: HoldingColumns & {
    id: Id<'trm'>
    subscription_id: Id<'sub'>
    order_line_id: Id<'orl'>
    position: number
    starts_at: Instant
    ends_at: Instant | null
    /** Numeric, since it may be more than a bigint holds. */
    carried_e8: string
    carried_since: Instant
    priced_by: Carried['pricedBy']
    refunded_at: Instant | null
  }
}

export const subscriptionExports = {
  subscription: { key: ['id'] },
  subscription_term: { key: ['id'] },
} satisfies ExportedOf<SubscriptionTables>
