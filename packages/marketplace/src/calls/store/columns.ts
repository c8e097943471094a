import { sql } from 'kysely'
import { omitUndefined } from '@loggia/kernel'
import type { Call, Gate } from '../schema.ts'
import type { CallTables } from '../tables.ts'

const columns = (table: string, names: readonly string[]) =>
  sql.join(names.map((name) => sql.ref(`${table}.${name}`)))
/** The columns of a call, for statements whose plan is kept. */
export const selectCallColumns = (table: string) =>
  columns(table, [
    'id',
    'seller_id',
    'channel_id',
    'product_id',
    'lane',
    'subject',
    'operation',
    'protocol',
    'state',
    'live',
    'asker',
    'created_at',
    'due_at',
    'window_starts_at',
    'window_ends_at',
    'window_runs',
    'parked_before_ms',
    'fence',
    'open_failure',
    'restarted_from',
  ])
/** The columns of a gate, likewise. */
export const selectGateColumns = (table: string) =>
  columns(table, [
    'channel_id',
    'ready_at',
    'call_limit',
    'breaker',
    'failures',
    'probe_at',
    'opened_at',
    'parked_ms',
  ])

export const fromCall = (row: CallTables['call']): Call =>
  omitUndefined({
    id: row.id,
    sellerId: row.seller_id,
    channelId: row.channel_id,
    productId: row.product_id,
    lane: row.lane ?? undefined,
    subject: row.subject,
    operation: row.operation,
    protocol: row.protocol,
    state: row.state,
    live: row.live,
    asker: row.asker ?? undefined,
    createdAt: row.created_at,
    dueAt: row.due_at,
    windowStartsAt: row.window_starts_at,
    windowEndsAt: row.window_ends_at,
    windowRuns: row.window_runs,
    parkedBeforeMs: Number(row.parked_before_ms),
    fence: row.fence,
    openFailure: row.open_failure,
    restartedFrom: row.restarted_from ?? undefined,
  })

export const fromGate = (row: CallTables['gate']): Gate =>
  omitUndefined({
    channelId: row.channel_id,
    limit: row.call_limit,
    breaker: row.breaker,
    failures: row.failures,
    probeAt: row.probe_at ?? undefined,
    openedAt: row.opened_at ?? undefined,
    parkedMs: Number(row.parked_ms),
  })
