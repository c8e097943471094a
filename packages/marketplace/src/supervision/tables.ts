import type { Currency, Id, Instant, ProductType } from '@loggia/kernel'
import type { OfferedSupervision } from '../orders/index.ts'
import type { ExportedOf } from '../platform/index.ts'
import { isIdentification } from './rules.ts'
import type { Appeal, Supervision, SupervisionParty } from './schema.ts'

export type SupervisionTables = {
  supervision: {
    id: Id<'spv'>
    delivery_id: Id<'dlv'>
    order_id: Id<'ord'>
    order_line_id: Id<'orl'>
    subscription_id: Id<'sub'>
    seller_id: Id<'sel'>
    buyer_id: Id<'byr'>
    product_id: Id<'prd'>
    type: ProductType
    flow: Supervision['flow']
    stage: Supervision['stage']
    /** Who acts next, also while it is stopped; null if it is over. */
    turn: SupervisionParty | null
    since: Instant
    started_at: Instant
    offered: OfferedSupervision
    /** The order's number and the product's names, in lower case, for searches. */
    found: string
    needs_recheck: boolean
    demand: string | null
    note: string | null
    rejection: string | null
    rejections: number
    opened_at: Instant | null
    delivered_at: Instant | null
    done_at: Instant | null
    ended_at: Instant | null
    begun_at: Instant | null
    collected_at: Instant | null
    milestones: readonly string[] | null
    milestones_accepted: number
    carrier: string | null
    tracking_number: string | null
    tracking_readable: boolean | null
    received_at: Instant | null
    accept_at: Instant | null
    appealed_at: Instant | null
    refund_asked_at: Instant | null
    refund_turn: 'buyer' | 'seller' | null
  }
  appeal: {
    id: Id<'ape'>
    supervision_id: Id<'spv'>
    by_party: Appeal['by']
    member_id: Id<'mbr'>
    reason: string
    state: Appeal['state']
    opened_at: Instant
    closed_at: Instant | null
    outcome: NonNullable<Appeal['outcome']> | null
    amount_minor: bigint | null
    currency: Currency | null
    decision: string | null
    decided_by: Id<'mbr'> | null
  }
}

export const supervisionExports = {
  supervision: {
    key: ['id'],
    mask: (row) => (isIdentification(row['flow']) ? { ...row, demand: null } : row),
  },
  appeal: { key: ['id'] },
} satisfies ExportedOf<SupervisionTables>
