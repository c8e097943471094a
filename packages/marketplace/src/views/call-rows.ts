import { addMs, fromHours, toIso } from '@loggia/kernel'
import type { Clock, DurationMs, Id, Ids, Instant } from '@loggia/kernel'
import type { Breaker, CallState } from '../calls/index.ts'
import type { Database } from '../platform/index.ts'

/** The seller and product of a call, as a test got them. */
type Party = { readonly sellerId: Id<'sel'>; readonly productId: Id<'prd'> }
type CallAsked = {
  readonly state?: CallState
  readonly live?: boolean
  readonly kind?: string
  readonly openFailure?: boolean
  readonly tries?: number
  readonly blockedBy?: Id<'cal'>
  readonly createdAt?: Instant
  readonly dueAt?: Instant
  readonly windowEndsAt?: Instant
  readonly windowRuns?: boolean
  readonly parkedBeforeMs?: DurationMs
}
type GateAsked = {
  readonly breaker?: Breaker
  readonly openedAt?: Instant
  readonly probeAt?: Instant
  readonly parkedMs?: DurationMs
}

const text = (value: string | undefined): string => (value === undefined ? 'null' : `'${value}'`)
const time = (moment: Instant | undefined): string => text(moment === undefined ? undefined : toIso(moment))
const columns = `id, seller_id, channel_id, product_id, lane, subject, operation, operation_kind, protocol, state, live, created_at, due_at,
  window_starts_at, window_ends_at, window_runs, parked_before_ms, blocked_by, fence, lease_until, open_failure`

/** The channel for `saas` of a seller, created when a product of theirs was bound. */
const channelOf = (sellerId: Id<'sel'>): string =>
  `(select id from channel where seller_id = '${sellerId}' and family = 'saas')`

/**
 * Writes rows as the engine leaves them, for states that take long to reach: a queue, a parked seller, a stuck call.
 */
export function createCallRows({
  db,
  clock,
  ids,
}: {
  readonly db: Database
  readonly clock: Clock
  readonly ids: Ids
}) {
  async function addCall({ sellerId, productId }: Party, asked: CallAsked = {}): Promise<Id<'cal'>> {
    const id = ids.next('cal')
    const {
      state = 'waiting',
      live = false,
      kind = 'create_instance',
      openFailure = false,
      tries = 0,
    } = asked
    const { createdAt = clock.now(), windowRuns = true, parkedBeforeMs = 0, blockedBy } = asked
    const { dueAt = createdAt, windowEndsAt = addMs(createdAt, fromHours(3)) } = asked
    const leaseUntil = state === 'sending' ? addMs(clock.now(), fromHours(1)) : undefined
    await db.script(`insert into call (${columns}) values (
      '${id}', '${sellerId}', ${channelOf(sellerId)}, '${productId}', ${text(live ? undefined : id)}, 'a subject', '{}', '${kind}', 'saas-v2', '${state}', ${live},
      ${time(createdAt)}, ${time(dueAt)}, ${time(createdAt)}, ${time(windowEndsAt)}, ${windowRuns}, ${parkedBeforeMs},
      ${text(blockedBy)}, ${tries}, ${time(leaseUntil)}, ${openFailure})`)
    return id
  }

  /** Calls of a parked seller that were tried once and are due. */
  async function addFailing({ sellerId, productId }: Party, count: number): Promise<void> {
    const now = time(clock.now())
    await db.script(`insert into call (${columns})
      select 'cal_' || lpad(n::text, 26, '0'), '${sellerId}', ${channelOf(sellerId)}, '${productId}', n::text, 'a subject', '{}', 'create_instance', 'saas-v2', 'waiting',
        false, ${now}, ${now}, ${now}, ${now}, true, 0, null, 1, null, true from generate_series(1, ${count}) n`)
  }

  async function setGate({ sellerId }: Party, asked: GateAsked = {}): Promise<void> {
    const { breaker = 'closed', openedAt, probeAt, parkedMs = 0 } = asked
    const failures = breaker === 'closed' ? 0 : 5
    await db.script(`
      delete from gate where channel_id = ${channelOf(sellerId)};
      insert into gate (channel_id, ready_at, call_limit, breaker, failures, probe_at, opened_at, parked_ms)
      values (${channelOf(sellerId)}, '9999-01-01', 4, '${breaker}', ${failures}, ${time(probeAt)}, ${time(openedAt)}, ${parkedMs})`)
  }

  return { addCall, addFailing, setGate }
}
