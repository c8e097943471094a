import type { Instant } from '@loggia/kernel'
import { inTx, system } from '../../platform/index.ts'
import * as store from '../store/index.ts'
import type { CallContext } from './context.ts'
import { prepare } from './sending.ts'
import type { Prepared } from './sending.ts'
import { settle, settleLost } from './settle.ts'

const gatesAtOnce = 32
const settleTries = 5

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

  const claim = (now: Instant, most: number): Promise<Prepared[]> =>
    inTx(context, { actor: system }, async (tx) => {
      const gates = await store.lockGates(tx, now, gatesAtOnce)
      if (gates.length === 0) return []
      const due = await store.lockDue(tx, gates, { now, most })
      const prepared: Prepared[] = []
      for (const call of due) prepared.push(await prepare(context, tx, call))
      const taken = (sellerId: string): number => due.filter((call) => call.sellerId === sellerId).length
      const full = gates.filter((gate) => taken(gate.sellerId) >= gate.room).map((gate) => gate.sellerId)
      await store.rearm(
        tx,
        gates.map((gate) => gate.sellerId),
        full,
      )
      return prepared
    })

  async function sendAndSettle(prepared: Prepared): Promise<void> {
    const sent = await context.transport.send(prepared.outgoing)
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await settle(context, prepared, sent)
      } catch (error) {
        // Whether it was committed is not known: settled again, the fence makes a second time do nothing.
        context.log.error({ callId: prepared.call.id, attempt, error }, 'An answer could not be written')
        if (attempt === settleTries) return
      }
    }
  }

  function start(prepared: Prepared): void {
    const work = sendAndSettle(prepared).finally(() => underWay.delete(work))
    underWay.add(work)
  }

  return {
    async pump(now) {
      if (stopped) return 0
      const prepared = await claim(now, context.settings.nodeLimit - underWay.size)
      for (const one of prepared) start(one)
      return prepared.length
    },
    async idle() {
      while (underWay.size > 0) await Promise.all(underWay)
    },
    async recover(all) {
      await inTx(context, { actor: system }, async (tx) => {
        for (const call of await store.lockLost(tx, all)) await settleLost(context, tx, call)
        await store.wakeGates(tx)
      })
    },
    nextDue: () => store.nextReady(context.db),
    async stop(graceMs) {
      stopped = true
      const timer = setTimeout(() => context.stopping.abort(new Error('This process is ending')), graceMs)
      await Promise.all(underWay)
      clearTimeout(timer)
      await context.transport.close()
    },
  }
}
