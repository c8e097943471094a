import { addMs, earlier } from '@loggia/kernel'
import type { Id, Instant } from '@loggia/kernel'
import { inTx, system } from '../../platform/index.ts'
import type { Tx } from '../../platform/index.ts'
import { roomOf } from '../rules.ts'
import type { Call, Gate } from '../schema.ts'
import * as store from '../store/index.ts'
import type { CallContext } from './context.ts'
import { expire } from './expire.ts'
import { buildRequest, prepare } from './sending.ts'
import type { BuiltRequest, Prepared } from './sending.ts'
import { answered, settleLost } from './settle.ts'
import { createSettler } from './settler.ts'

const gatesAtOnce = 64
const expiredAtOnce = 100
const pauseAfterFaultMs = 60_000
/** Another node's claim is over by then. */
const lookAgainMs = 20

/** The queue of calls: claim what may go out, send it, settle it. One a process. */
export type CallEngine = {
  /** Claims and starts what is due at `now`; gives how many calls were started or closed. */
  pump(now: Instant): Promise<number>
  /** Resolves when nothing that this process sends is under way. */
  idle(): Promise<void>
  /** Puts calls back whose sender is gone: those with an ended lease, or with `all` every one. */
  recover(all: boolean): Promise<void>
  /** When the next call may be due, if one waits. */
  nextDue(): Promise<Instant | undefined>
  /** Stops sending: what is under way gets `graceMs`, then is broken off and waits for the next start. */
  stop(graceMs: number): Promise<void>
}

type Claimed = {
  readonly prepared: readonly Prepared[]
  readonly expired: readonly Id<'cal'>[]
  /** Freed sellers whose gates somebody else held. */
  readonly missed: readonly Id<'sel'>[]
}

export function createEngine(context: CallContext): CallEngine {
  const underWay = new Set<Promise<void>>()
  const settle = createSettler(context)
  const { expiryGraceMs: graceMs } = context.settings
  let stopped = false
  const room = (): number => context.settings.nodeLimit - underWay.size

  const claim = (
    now: Instant,
    { freed, most }: { freed: readonly Id<'sel'>[]; most: number },
  ): Promise<Claimed> =>
    inTx(context, { actor: system }, async (tx) => {
      const ready = await store.lockReadyGates(tx, { now, freed, most: gatesAtOnce })
      const seen = new Set(ready.map((gate) => gate.sellerId))
      const unseen = freed.filter((sellerId) => !seen.has(sellerId))
      const missed = unseen.length > 0 ? [...(await store.readGates(tx, unseen)).keys()] : []
      if (ready.length === 0) return { prepared: [], expired: [], missed }
      const openings = ready
        .map(({ sending, ...gate }) => ({
          sellerId: gate.sellerId,
          room: roomOf(gate, sending, now),
          // The call that tries a parked seller need not be due yet: the sooner they are known to be well, the better.
          dueBy: gate.breaker === 'open' ? store.never : now,
        }))
        .filter((opening) => opening.room > 0)
      const due = await store.lockDue(tx, openings, most)
      const requests = await build(context, tx, { due, now })
      const prepared = await prepare(context, tx, { requests })
      await markProbes(tx, ready, prepared)
      // A busy seller's calls wait for their turn a while longer.
      const ends = ready.map((gate) => ({
        sellerId: gate.sellerId,
        overAt: gate.breaker === 'closed' ? addMs(now, -graceMs) : now,
      }))
      const expired = await store.listExpired(tx, ends, expiredAtOnce)
      await store.rearm(
        tx,
        ready.map((gate) => gate.sellerId),
        graceMs,
      )
      return { prepared, expired, missed }
    })

  /** A freed seller whose gate another node holds is looked at again. */
  async function claimOnce(now: Instant): Promise<Claimed> {
    const freed = [...context.freed]
    context.freed.clear()
    try {
      const claimed = await claim(now, { freed, most: room() })
      for (const sellerId of claimed.missed) context.freed.add(sellerId)
      return claimed
    } catch (error) {
      for (const sellerId of freed) context.freed.add(sellerId)
      throw error
    }
  }

  /** What this process has freed is told to the others by the gates; if the database is away, by their next sweep. */
  async function handOver(): Promise<void> {
    if (context.freed.size === 0) return
    await inTx(context, { actor: system }, (tx) => store.sweepGates(tx, context.clock.now(), graceMs)).catch(
      (error: unknown) => context.log.warn({ error }, 'Freed sellers are left to the next sweep'),
    )
  }

  function start(prepared: Prepared, now: Instant): void {
    const { call } = prepared
    context.metrics.callSent({
      operation: call.operation.kind,
      delayMs: Math.max(0, now - call.dueAt),
    })
    const work = context.transport
      .send(prepared.outgoing)
      .then((sent) => settle(answered(prepared, sent)))
      .finally(() => underWay.delete(work))
    underWay.add(work)
  }

  return {
    async pump(now) {
      if (stopped || room() <= 0) return 0
      const { prepared, expired } = await claimOnce(now)
      for (const one of prepared) start(one, now)
      let closed = 0
      for (const callId of expired) if (await expire(context, callId)) closed += 1
      return prepared.length + closed
    },
    async idle() {
      while (underWay.size > 0) await Promise.all(underWay)
    },
    async recover(all) {
      const putBackSome = (): Promise<number> =>
        inTx(context, { actor: system }, async (tx) => {
          const lost = await store.lockLost(tx, all)
          await settleLost(context, tx, lost)
          return lost.length
        })
      while ((await putBackSome()) > 0) continue
      await inTx(context, { actor: system }, (tx) => store.sweepGates(tx, context.clock.now(), graceMs))
    },
    async nextDue() {
      // A full node has nothing due until an answer makes room, and that wakes it.
      if (room() <= 0) return undefined
      const ready = await store.nextReady(context.db)
      if (context.freed.size === 0) return ready
      const again = addMs(context.clock.now(), lookAgainMs)
      return ready === undefined ? again : earlier(ready, again)
    },
    async stop(graceMs) {
      stopped = true
      const timer = setTimeout(() => context.stopping.abort(new Error('This process is ending')), graceMs)
      await Promise.all(underWay)
      clearTimeout(timer)
      await handOver()
      await context.transport.close()
    },
  }
}

/** A parked seller's call that goes out is the one that tries how they are. */
async function markProbes(tx: Tx, gates: readonly Gate[], prepared: readonly Prepared[]): Promise<void> {
  const sent = new Set(prepared.map(({ call }) => call.sellerId))
  const probing = gates
    .filter((gate) => gate.breaker === 'open' && sent.has(gate.sellerId))
    .map((gate): Gate => ({ ...gate, breaker: 'half_open' }))
  await store.saveGates(tx, probing)
}

/** A request that cannot be built (a key that does not open, say) is a fault of ours that must not hold up other sellers. */
async function build(
  context: CallContext,
  tx: Tx,
  { due, now }: { due: readonly Call[]; now: Instant },
): Promise<BuiltRequest[]> {
  if (due.length === 0) return []
  const products = [...new Set(due.map((call) => call.productId))]
  const accesses = await context.access.listProductAccess(tx, products)
  const requests: BuiltRequest[] = []
  const unfit: Id<'cal'>[] = []
  for (const call of due) {
    const access = accesses.get(call.productId)
    if (access && !(access instanceof Error)) {
      requests.push(buildRequest(context, call, access))
      continue
    }
    context.log.error(
      { callId: call.id, error: access },
      'A call could not be built; it is tried again in a minute',
    )
    unfit.push(call.id)
  }
  await store.postpone(tx, unfit, addMs(now, pauseAfterFaultMs))
  return requests
}
