import type { Id, Instant, WallInstant } from '@loggia/kernel'
import type { Verdict } from '@loggia/protocol/wire'
import type { Operation, OperationKind, Protocol } from '../../dialects/index.ts'
import type { Call, CallState } from '../schema.ts'

export type CallTables = {
  call: {
    id: Id<'cal'>
    seller_id: Id<'sel'>
    product_id: Id<'prd'>
    lane: string | null
    subject: string
    operation: Operation
    operation_kind: OperationKind
    protocol: Protocol
    state: CallState
    live: boolean
    created_at: Instant
    due_at: Instant
    window_starts_at: Instant
    window_ends_at: Instant
    blocked_by: Id<'cal'> | null
    fence: number
    lease_until: Instant | null
    closed_at: Instant | null
    restarted_from: Id<'cal'> | null
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
    seller_id: Id<'sel'>
    ready_at: Instant
    call_limit: number
    breaker: 'closed' | 'open' | 'half_open'
    failures: number
    probe_at: Instant | null
  }
}

export const fromCall = (row: CallTables['call']): Call => ({
  id: row.id,
  sellerId: row.seller_id,
  productId: row.product_id,
  ...(row.lane !== null && { lane: row.lane }),
  subject: row.subject,
  operation: row.operation,
  protocol: row.protocol,
  state: row.state,
  live: row.live,
  createdAt: row.created_at,
  dueAt: row.due_at,
  windowStartsAt: row.window_starts_at,
  windowEndsAt: row.window_ends_at,
  fence: row.fence,
})
