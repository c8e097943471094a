import type { Id, Instant } from '@loggia/kernel'
import type { ExportedOf } from '../platform/index.ts'
import type { InstanceState } from './schema.ts'

export type InstanceTables = {
  instance: {
    id: Id<'ins'>
    subscription_id: Id<'sub'>
    seller_id: Id<'sel'>
    product_id: Id<'prd'>
    order_id: Id<'ord'>
    order_line_id: Id<'orl'>
    state: InstanceState
    reference: string | null
    seen_reference: string | null
    opening_until: Instant
    opened_at: Instant | null
    closed_at: Instant | null
  }
}

export const instanceExports = { instance: { key: ['id'] } } satisfies ExportedOf<InstanceTables>
