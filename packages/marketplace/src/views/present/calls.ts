import type { CallAttempt, CallSummary } from '@loggia/protocol/console'
import { presentVerdict } from '../../calls/index.ts'
import type { OpenedAttempt } from '../../calls/index.ts'
import { dialects } from '../../dialects/index.ts'
import { timeToWire } from '../../platform/index.ts'
import type { CallRow } from '../store/index.ts'

export const presentCall = (row: CallRow): CallSummary => ({
  id: row.id,
  activity: dialects[row.protocol].activityOf(row.operation_kind),
  state: row.state,
  result: row.state === 'confirmed' ? 'succeeded' : row.open_failure ? 'open_failure' : 'under_way',
  mayRestart: row.open_failure,
  live: row.live,
  product: { id: row.product_id, name: { zh: row.name_zh, en: row.name_en } },
  ...(row.order_id !== null &&
    row.order_number !== null && { order: { id: row.order_id, number: row.order_number } }),
  attempts: row.fence,
  createdAt: timeToWire(row.created_at),
  ...(row.state === 'waiting' && { dueAt: timeToWire(row.due_at) }),
  windowEndsAt: timeToWire(row.window_ends_at),
  ...(row.started_at !== null && { last: presentLast({ ...row, started_at: row.started_at }) }),
})

const presentLast = ({
  started_at: at,
  verdict,
  duration_ms: durationMs,
}: Pick<CallRow, 'verdict' | 'duration_ms'> & { started_at: NonNullable<CallRow['started_at']> }) => ({
  at: timeToWire(at),
  ...(durationMs !== null && { durationMs }),
  ...(verdict && { verdict: presentVerdict(verdict) }),
  ...(verdict && 'resultCode' in verdict && { resultCode: verdict.resultCode }),
})

export const presentAttempt = ({
  n,
  startedAt,
  durationMs,
  late,
  request,
  reply,
  verdict,
}: OpenedAttempt): CallAttempt => ({
  n,
  startedAt: timeToWire(startedAt),
  ...(durationMs !== undefined && { durationMs }),
  late,
  request,
  ...(reply && { reply }),
  ...(verdict && { verdict: presentVerdict(verdict) }),
})
