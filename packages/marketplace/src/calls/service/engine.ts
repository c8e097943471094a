import { addMs, pickEarlier } from '@loggia/kernel'
import type { Instant } from '@loggia/kernel'
import type { Sent } from '@loggia/outbound'
import { runInTx, system } from '../../platform/index.ts'
import * as store from '../store/index.ts'
import { claimReady } from './claim.ts'
import type { Claimed } from './claim.ts'
import type { CallContext } from './context.ts'
import { expire } from './expire.ts'
import { leaveUnsent, readOutcome, send } from './sending.ts'
import type { Prepared } from './sending.ts'
import { settleLost } from './settle.ts'
import { createSettler } from './settler.ts'
import { createSlots } from './slots.ts'

/** After this pause the claim of another node is over. */
const lookAgainMs = 20
/** The time left for writing when the process stops. */
const settleGraceMs = 500

const broken: Sent = { durationMs: 0, fault: { code: 'interrupted' } }

function pause(ms: number): { ended: Promise<void>; cancel(): void } {
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, ms)
  return { ended: promise, cancel: () => clearTimeout(timer) }
}

/** The queue of calls: claims what may be sent, sends it, settles it. There is one in each process. */
export type CallEngine = {
  /** Claims and starts what is due at `now`; gives how many calls were started or closed. */
  pump(now: Instant): Promise<number>
  /** Resolves when no call of this process is under way. */
  idle(): Promise<void>
  /** Sets calls back to waiting whose lease is over, or with `all` every call that is being sent. */
  recover(all: boolean): Promise<void>
  /** When the next call may be due, if one waits. */
  nextDue(): Promise<Instant | undefined>
  /** The same for callers that move time only when nothing is to be done: if a seller was just freed, it is now. */
  nextClaim(): Promise<Instant | undefined>
  /** Called when a node that was full has room again. */
  onRoom(listener: () => void): void
  /** Aborts the requests that are on the wire; their calls wait and are due at once. */
  breakOff(): void
  /** Stops sending. Aborts requests that take longer than `graceMs`; their calls wait for the next start. */
  stop(graceMs: number): Promise<void>
}

export function createEngine(context: CallContext): CallEngine {
  const underWay = new Set<Promise<void>>()
  const settle = createSettler(context)
  const slots = createSlots(context.settings.nodeLimit)
  const { expiryGraceMs } = context.settings
  let stopped = false

  /** Claims once. Freed sellers whose gates another node has locked stay for the next claim. */
  async function claimOnce(now: Instant): Promise<Claimed> {
    const freed = [...context.freed]
    context.freed.clear()
    try {
      const claimed = await claimReady(context, now, { freed, most: slots.room() })
      for (const channelId of claimed.missed) context.freed.add(channelId)
      return claimed
    } catch (error) {
      for (const channelId of freed) context.freed.add(channelId)
      throw error
    }
  }

  /**
   * Writes the gates that this process has freed, so that other nodes see them. If the database is away, their next
   * sweep finds them.
   */
  async function handOver(): Promise<void> {
    if (context.freed.size === 0) return
    const sweep = runInTx(context, { actor: system }, (tx) =>
      store.sweepGates(tx, context.clock.now(), expiryGraceMs),
    )
    await sweep.catch((error: unknown) =>
      context.log.warn({ error }, 'Freed sellers are left to the next sweep'),
    )
  }

  function start(prepared: Prepared, { now, sinceClaim }: { now: Instant; sinceClaim: () => number }): void {
    const { call } = prepared
    context.metrics.callSent({
      operation: call.operation.kind,
      delayMs: Math.max(0, now - call.dueAt),
    })
    const slot = slots.take()
    const work = slot.place
      .then(() => {
        // A request that waited too long, or whose process was suspended, must not be sent: its lease may be over.
        if (sinceClaim() > context.settings.leaseMarginMs) return leaveUnsent(prepared, broken)
        return send(context, prepared)
      })
      .then((exchanged) => {
        slot.answered(exchanged.sent.durationMs)
        return settle(readOutcome(context, prepared, exchanged))
      })
      .catch((error: unknown) =>
        context.log.error({ callId: call.id, error }, 'A call waits for the end of its lease'),
      )
      .finally(() => {
        slot.settled()
        underWay.delete(work)
      })
    underWay.add(work)
  }

  return {
    async pump(now) {
      if (stopped || slots.room() <= 0) return 0
      const sinceClaim = context.stopwatch.start()
      const { prepared, expired } = await claimOnce(now)
      for (const one of prepared) start(one, { now, sinceClaim })
      let closed = 0
      for (const callId of expired) if (await expire(context, callId)) closed += 1
      return prepared.length + closed
    },
    async idle() {
      while (underWay.size > 0) await Promise.all(underWay)
    },
    async recover(all) {
      await context.choices.follow()
      const putBackSome = (): Promise<number> =>
        runInTx(context, { actor: system }, async (tx) => {
          const lost = await store.lockLost(tx, all)
          await settleLost(context, tx, lost)
          return lost.length
        })
      while ((await putBackSome()) > 0) continue
      await runInTx(context, { actor: system }, (tx) =>
        store.sweepGates(tx, context.clock.now(), expiryGraceMs),
      )
    },
    async nextDue() {
      // A full node has nothing due until an answer makes room; the answer wakes it.
      if (slots.room() <= 0) return undefined
      const ready = await store.findNextReady(context.db)
      if (context.freed.size === 0) return ready
      const again = addMs(context.clock.now(), lookAgainMs)
      return ready === undefined ? again : pickEarlier(ready, again)
    },
    nextClaim: async () => (context.freed.size > 0 ? context.clock.now() : store.findNextReady(context.db)),
    onRoom: slots.onRoom,
    breakOff: () => context.transport.breakOff?.(),
    async stop(graceMs) {
      stopped = true
      const abort = (): void => context.stopping.abort(new Error('This process is ending'))
      const timer = setTimeout(abort, graceMs)
      // A database that does not answer must not keep the process from ending.
      const late = pause(graceMs + settleGraceMs)
      await Promise.race([Promise.all(underWay), late.ended])
      late.cancel()
      clearTimeout(timer)
      await Promise.race([handOver(), pause(settleGraceMs).ended])
      // Test calls are not among those of the queue. Closed without this, they would look broken off by the seller.
      abort()
      await context.transport.close()
    },
  }
}
