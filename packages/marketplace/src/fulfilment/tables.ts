import type { Id, Instant, ProductType } from '@loggia/kernel'
import type { ExportedOf } from '../platform/index.ts'
import type { DeliveryState } from './schema.ts'

export type FulfilmentTables = {
  delivery: {
    id: Id<'dlv'>
    order_line_id: Id<'orl'>
    subscription_id: Id<'sub'>
    order_id: Id<'ord'>
    seller_id: Id<'sel'>
    type: ProductType
    state: DeliveryState
    supervised: boolean
    deliver_until: Instant | null
    started_at: Instant
    delivered_at: Instant | null
    accepted_at: Instant | null
    failed_at: Instant | null
  }
}

export const fulfilmentExports = { delivery: { key: ['id'] } } satisfies ExportedOf<FulfilmentTables>
