import { addMs } from '@loggia/kernel'
import type { Instant } from '@loggia/kernel'
import { inTx, system } from '../../platform/index.ts'
import type { Tx } from '../../platform/index.ts'
import type { Call } from '../schema.ts'
import * as store from '../store/index.ts'
import type { CallContext } from './context.ts'
import { buildRequest, prepare } from './sending.ts'
import type { BuiltRequest, Prepared } from './sending.ts'
import { giveUp, settle, settleLost } from './settle.ts'

const gatesAtOnce = 32
const pauseAfterFaultMs = 60_000
/** Together less than the margin of a lease. */
const settlePausesMs = [50, 100, 200, 400, 800, 1600]

/** Ends early when the process is told to end. */
const pause = (ms: number, stopping: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer)
      stopping.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    stopping.addEventListener('abort', done)
    if (stopping.aborted) done()
  })

// Five letters or digits are an SQLSTATE; after such an error the transaction is over.
const isDatabaseError = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && /^[0-9A-Z]{5}$/.test(String(error.code))

/** The queue of calls: claim what may go out, send it, settle it. One a process. */
export type CallEngine = {
  /** Claims and starts what is due at `now`; gives how many were started. */
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

export function createEngine(context: CallContext): CallEngine {
  const underWay = new Set<Promise<void>>()
  let stopped = false
  const room = (): number => context.settings.nodeLimit - underWay.size

  const claim = (now: Instant, most: number): Promise<Prepared[]> =>
    inTx(context, { actor: system }, async (tx) => {
      const gates = await store.lockGates(tx, now, gatesAtOnce)
      if (gates.length === 0) return []
      const due = await store.lockDue(tx, gates, { now, most })
      const prepared: Prepared[] = []
      for (const call of due) {
        const request = await buildOrPostpone(tx, call, now)
        if (request) prepared.push(await prepare(context, tx, request))
      }
      const taken = (sellerId: string): number => due.filter((call) => call.sellerId === sellerId).length
      const full = gates.filter((gate) => taken(gate.sellerId) >= gate.room).map((gate) => gate.sellerId)
      await store.rearm(
        tx,
        gates.map((gate) => gate.sellerId),
        full,
      )
      return prepared
    })

  /** A request that cannot be built (a key that does not open, say) is a fault of ours that must not hold up other sellers. */
  async function buildOrPostpone(tx: Tx, call: Call, now: Instant): Promise<BuiltRequest | undefined> {
    try {
      return await buildRequest(context, tx, call)
    } catch (error) {
      if (isDatabaseError(error)) throw error
      context.log.error(
        { callId: call.id, error },
        'A call could not be built; it is tried again in a minute',
      )
      await store.backToWaiting(tx, call.id, addMs(now, pauseAfterFaultMs))
      return undefined
    }
  }

  async function sendAndSettle(prepared: Prepared): Promise<void> {
    const sent = await context.transport.send(prepared.outgoing)
    for (const pauseMs of settlePausesMs) {
      try {
        return await settle(context, prepared, sent)
      } catch (error) {
        // Whether it was committed is not known: settled again, the fence makes a second time do nothing.
        context.log.error({ callId: prepared.call.id, error }, 'An answer could not be written')
        await pause(pauseMs, context.stopping.signal)
      }
    }
    // If this fails too the database is away: the lease ends, and the call goes out again.
    await giveUp(context, prepared, sent).catch((error: unknown) =>
      context.log.error({ callId: prepared.call.id, error }, 'An answer is lost'),
    )
  }

  function start(prepared: Prepared): void {
    const work = sendAndSettle(prepared).finally(() => underWay.delete(work))
    underWay.add(work)
  }

  return {
    async pump(now) {
      if (stopped || room() <= 0) return 0
      const prepared = await claim(now, room())
      for (const one of prepared) start(one)
      return prepared.length
    },
    async idle() {
      while (underWay.size > 0) await Promise.all(underWay)
    },
    async recover(all) {
      const putBackSome = (): Promise<number> =>
        inTx(context, { actor: system }, async (tx) => {
          const lost = await store.lockLost(tx, all)
          for (const call of lost) await settleLost(context, tx, call)
          await store.wakeGates(tx)
          return lost.length
        })
      while ((await putBackSome()) > 0) continue
    },
    // A full node has nothing due until an answer makes room, and that wakes it.
    nextDue: async () => (room() > 0 ? store.nextReady(context.db) : undefined),
    async stop(graceMs) {
      stopped = true
      const timer = setTimeout(() => context.stopping.abort(new Error('This process is ending')), graceMs)
      await Promise.all(underWay)
      clearTimeout(timer)
      await context.transport.close()
    },
  }
}
