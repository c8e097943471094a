import type { Id, Instant } from '@loggia/kernel'
import type { Verdict } from '@loggia/protocol/wire'
import type { ExportedOf } from '../platform/index.ts'
import type { DialCall, DialTest, SkipReason, Standing } from './schema.ts'

export type MonitoringTables = {
  interface_watch: {
    product_id: Id<'prd'>
    seller_id: Id<'sel'>
    standing: Standing
    has_cases: boolean
    failed_days: number
    day: string | null
    day_failed: number
    day_passed: number
    month: string | null
    failed_orders: number
    last_test_id: Id<'dlt'> | null
    last_passed: boolean | null
    next_test_at: Instant | null
    off_at: Instant | null
    off_reason: string | null
    deferred_until: Instant | null
    deferred_reason: string | null
    frozen_at: Instant | null
    delisted_at: Instant | null
    repaired_at: Instant | null
    relisting_at: Instant | null
    relisting_note: string | null
  }
  dial_test: {
    id: Id<'dlt'>
    product_id: Id<'prd'>
    seller_id: Id<'sel'>
    day: string
    half: DialTest['half']
    state: DialTest['state']
    due_at: Instant
    fence: number
    lease_until: Instant | null
    started_at: Instant | null
    ended_at: Instant | null
    skipped: SkipReason | null
    calls: number
    passed_calls: number
  }
  dial_call: {
    dial_test_id: Id<'dlt'>
    n: number
    scene: string
    activity: string
    needed: boolean
    passed: boolean
    slow: boolean
    verdict: Verdict
    result_code: string | null
    duration_ms: number
    at: Instant
    protocol: DialCall['protocol']
    url: string
    request_sealed: Uint8Array
    reply_sealed: Uint8Array | null
  }
  interface_order_failure: {
    product_id: Id<'prd'>
    order_id: Id<'ord'>
    month: string
    at: Instant
  }
}

export const monitoringExports = {
  interface_watch: { key: ['product_id'] },
  dial_test: { key: ['id'] },
  dial_call: {
    key: ['dial_test_id', 'n'],
    columns: [
      'dial_test_id',
      'n',
      'scene',
      'activity',
      'needed',
      'passed',
      'slow',
      'verdict',
      'result_code',
      'duration_ms',
      'at',
      'protocol',
      'url',
    ],
  },
  interface_order_failure: { key: ['product_id', 'order_id'] },
} satisfies ExportedOf<MonitoringTables>
