import type { Id, Instant, WallInstant } from '@loggia/kernel'
import type { Verdict } from '@loggia/protocol/wire'
import type { Operation, OperationKind, Protocol } from '../dialects/index.ts'
import type { ExportedOf } from '../platform/index.ts'
import type { Breaker, CallState } from './schema.ts'

export type CallTables = {
  call: {
    id: Id<'cal'>
    seller_id: Id<'sel'>
    channel_id: Id<'chn'>
    product_id: Id<'prd'>
    lane: string | null
    subject: string
    operation: Operation
    operation_kind: OperationKind
    protocol: Protocol
    state: CallState
    live: boolean
    asker: Id<'byr'> | null
    created_at: Instant
    due_at: Instant
    window_starts_at: Instant
    window_ends_at: Instant
    blocked_by: Id<'cal'> | null
    fence: number
    lease_until: Instant | null
    closed_at: Instant | null
    restarted_from: Id<'cal'> | null
    restarted_as: Id<'cal'> | null
    window_runs: boolean
    parked_before_ms: bigint
    open_failure: boolean
  }
  attempt: {
    call_id: Id<'cal'>
    n: number
    started_at: Instant
    started_wall_at: WallInstant
    request_sealed: Uint8Array
    reply_sealed: Uint8Array | null
    verdict: Verdict | null
    duration_ms: number | null
    late: boolean
  }
  gate: {
    channel_id: Id<'chn'>
    ready_at: Instant
    call_limit: number
    breaker: Breaker
    failures: number
    probe_at: Instant | null
    opened_at: Instant | null
    parked_ms: bigint
  }
}

/** Of attempts everything is exported except the bytes, which stay sealed. */
export const callExports = {
  call: { key: ['id'] },
  attempt: {
    key: ['call_id', 'n'],
    columns: ['call_id', 'n', 'started_at', 'started_wall_at', 'verdict', 'duration_ms', 'late'],
  },
} satisfies ExportedOf<CallTables>
