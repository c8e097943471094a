import { addMs } from '@loggia/kernel'
import type { Id, Instant } from '@loggia/kernel'
import { waitForAll, runInTx, system } from '../../platform/index.ts'
import type { Tx } from '../../platform/index.ts'
import { computeRoom } from '../rules.ts'
import type { Call, Gate } from '../schema.ts'
import * as store from '../store/index.ts'
import type { CallContext } from './context.ts'
import { buildRequest, readFacts, prepare, requireAccess } from './sending.ts'
import type { BuiltRequest, Prepared } from './sending.ts'

const gatesAtOnce = 64
const expiredAtOnce = 100
const pauseAfterFaultMs = 60_000

export type Claimed = {
  /** Recorded attempts that are to be sent. */
  readonly prepared: readonly Prepared[]
  /** Calls whose window is over while their seller is parked or busy. */
  readonly expired: readonly Id<'cal'>[]
  /** Freed channels whose gates another transaction has locked. */
  readonly missed: readonly Id<'chn'>[]
}

/** Claims the calls that may be sent now, at most `most`. Gates of channels in `freed` are always looked at. */
export const claimReady = (
  context: CallContext,
  now: Instant,
  { freed, most }: { freed: readonly Id<'chn'>[]; most: number },
): Promise<Claimed> =>
  runInTx(context, { actor: system }, async (tx) => {
    const { expiryGraceMs: graceMs } = context.settings
    const ready = await store.lockReadyGates(tx, { now, freed, most: gatesAtOnce })
    const missed = await missedOf(tx, freed, ready)
    if (ready.length === 0) return { prepared: [], expired: [], missed }
    const openings = ready.map((one) => openingOf(one, now)).filter((opening) => opening.room > 0)
    const due = await store.lockDue(tx, openings, most)
    const { requests, unfit } = await build(context, tx, due)
    const laterAt = addMs(now, pauseAfterFaultMs)
    const { prepared, written } = prepare(context, tx, { requests })
    const ended = ready
      .map((one) => ({ ...one, overAt: overAt(one.gate, now, graceMs) }))
      .filter((one) => one.endsAt <= one.overAt)
      .map((one) => ({ channelId: one.gate.channelId, overAt: one.overAt }))
    const unfitIds = unfit.map((call) => call.id)
    const postponed = store.postpone(tx, unfitIds, laterAt)
    const marked = markProbes(tx, ready, { prepared, unfit, laterAt })
    const expired = store.listExpired(tx, ended, expiredAtOnce)
    await waitForAll([written, postponed, marked, expired, setGates(context, tx, ready, { now, due, most })])
    return { prepared, expired: await expired, missed }
  })

type Taken = { readonly now: Instant; readonly due: readonly Call[]; readonly most: number }

/**
 * Sets when the gates are looked at next. A full gate waits for an answer. One with more due calls than this node has
 * room for stays ready, and the next claim continues with it. For the others the database computes the time.
 */
async function setGates(
  context: CallContext,
  tx: Tx,
  ready: readonly store.ReadyGate[],
  { now, due, most }: Taken,
): Promise<void> {
  const full: Id<'chn'>[] = []
  const open: Id<'chn'>[] = []
  for (const { gate, sending, readyAt, endsAt } of ready) {
    const plain = gate.breaker === 'closed' && endsAt === store.never
    const taken = due.filter((call) => call.channelId === gate.channelId).length
    if (plain && taken >= computeRoom(gate, sending, now)) {
      if (readyAt !== store.never) full.push(gate.channelId)
    } else if (!plain || due.length < most || readyAt > now) open.push(gate.channelId)
  }
  await waitForAll([store.closeUntilFreed(tx, full), store.rearm(tx, open, context.settings.expiryGraceMs)])
}

const openingOf = ({ gate, sending }: store.ReadyGate, now: Instant): store.Opening => ({
  channelId: gate.channelId,
  room: computeRoom(gate, sending, now),
  // The call that probes a parked seller need not be due yet: the earlier the seller is known to work, the better.
  dueBy: gate.breaker === 'open' ? store.never : now,
})

/** The calls of a busy seller wait for their turn for some more time. */
const overAt = (gate: Gate, now: Instant, graceMs: number): Instant =>
  gate.breaker === 'closed' ? addMs(now, -graceMs) : now

async function missedOf(
  tx: Tx,
  freed: readonly Id<'chn'>[],
  ready: readonly store.ReadyGate[],
): Promise<Id<'chn'>[]> {
  const seen = new Set(ready.map(({ gate }) => gate.channelId))
  const unseen = freed.filter((id) => !seen.has(id))
  return unseen.length === 0 ? [] : [...(await store.readGates(tx, unseen)).keys()]
}

/** A call that is sent to a parked seller is its probe. */
async function markProbes(
  tx: Tx,
  ready: readonly store.ReadyGate[],
  of: { prepared: readonly Prepared[]; unfit: readonly Call[]; laterAt: Instant },
): Promise<void> {
  const sent = new Set(of.prepared.map(({ call }) => call.channelId))
  const unfit = new Set(of.unfit.map((call) => call.channelId))
  const probed = ready.flatMap(({ gate }): Gate[] => {
    if (gate.breaker !== 'open') return []
    if (sent.has(gate.channelId)) return [{ ...gate, breaker: 'half_open' }]
    return unfit.has(gate.channelId) ? [{ ...gate, probeAt: of.laterAt }] : []
  })
  await store.saveGates(tx, probed)
}

/**
 * Builds the requests. One that cannot be built (a key that does not open, an operation that this version does not
 * know) is a fault of ours and must not hold up other sellers.
 */
async function build(
  context: CallContext,
  tx: Tx,
  due: readonly Call[],
): Promise<{ requests: BuiltRequest[]; unfit: Call[] }> {
  if (due.length === 0) return { requests: [], unfit: [] }
  const accessOf = await context.access.listAccess(tx, due)
  const keyIds: Id<'key'>[] = []
  const requests: BuiltRequest[] = []
  const unfit: Call[] = []
  for (const call of due) {
    try {
      const access = requireAccess(accessOf(call))
      keyIds.push(access.keyId)
      requests.push(
        buildRequest(context, call, {
          access,
          ...(await readFacts(context, tx, call)),
        }),
      )
    } catch (error) {
      context.log.error(
        { callId: call.id, error },
        'A call could not be built; it is tried again in a minute',
      )
      unfit.push(call)
    }
  }
  tx.afterCommit(() => void context.access.noteUsed(keyIds))
  return { requests, unfit }
}
