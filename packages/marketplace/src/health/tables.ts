import type { Id, Instant } from '@loggia/kernel'
import type { ExportedOf } from '../platform/index.ts'
import type { ConnectionReason, FailureTally, FigureSubject } from './schema.ts'

export type HealthTables = {
  interface_day: {
    seller_id: Id<'sel'>
    /** A date in the zone of the marketplace. */
    day: string
    product_id: Id<'prd'>
    protocol: string
    activity: string
    attempts: number
    succeeded: number
    interrupted: number
    under_way: number
    calls: number
    stopped: number
    failures: Readonly<Record<string, FailureTally>>
    buckets: number[]
    bucket_attempts: number[]
  }
  interface_count: { sole: boolean; counted_at: Instant }
  connected_buyer: { seller_id: Id<'sel'>; buyer_id: Id<'byr'>; reason: ConnectionReason; noted_at: Instant }
  public_figure: {
    subject: FigureSubject
    /** Absent for the whole market. */
    seller_id: Id<'sel'> | null
    computed_at: Instant
    orders: number
    buyers: number
    opened: number
    refunded: number
    p50_ms: bigint | null
    p90_ms: bigint | null
  }
}

export const healthExports = {
  interface_day: { key: ['seller_id', 'day', 'product_id', 'protocol', 'activity'] },
  connected_buyer: { key: ['seller_id', 'buyer_id'] },
  public_figure: { key: ['subject'] },
} satisfies ExportedOf<HealthTables>
