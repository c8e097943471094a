import { setTimeout as pause } from 'node:timers/promises'
import type { Stopwatch } from '@loggia/kernel'
import type { Outgoing, Sent } from '@loggia/marketplace/embedded'
import { toReply, toRequest } from '../exchange-log.ts'
import type { Aside, QueuedFault } from '../schema.ts'
import { sendBroken } from './broken-request.ts'

type Http = (outgoing: Outgoing) => Promise<Sent>
/** A request that is sent with a fault. */
export type Faulty = {
  readonly fault: QueuedFault
  readonly outgoing: Outgoing
  /** For `duplicate`: the same call with a new signature. */
  readonly again?: Outgoing | undefined
  readonly http: Http
  /** What the exchange shows in addition to its own bytes; it may be added later. */
  readonly asides: Aside[]
}
export type FaultySender = {
  /** Resolves to what the market takes as the result. */
  send(faulty: Faulty): Promise<Sent>
  /** Call this after another request was sent and answered: requests that were held back are then sent. */
  afterAnother(): Promise<void>
  /** Forgets requests that are held back and ends delays. */
  drop(): void
}

const defaultDelayMs = 1000

export function createFaultySender(stopwatch: Pick<Stopwatch, 'start'>): FaultySender {
  let heldBack: Faulty[] = []
  let dropping = new AbortController()

  async function sendDelayed({ fault, outgoing, http }: Faulty): Promise<Sent> {
    const { signal } = dropping
    const elapsed = stopwatch.start()
    try {
      await pause(fault.delayMs ?? defaultDelayMs, undefined, { signal })
    } catch {
      return { durationMs: Math.round(elapsed()), fault: { code: 'interrupted' } }
    }
    return http(outgoing)
  }

  async function twice({ fault, outgoing, again = outgoing, http, asides }: Faulty): Promise<Sent> {
    const repeat = async (): Promise<void> => {
      const sent = await http(again)
      asides.push({ what: 'second request', request: toRequest(again), ...replyIn(sent) })
    }
    if (fault.atOnce) {
      const [first] = await Promise.all([http(outgoing), repeat()])
      return first
    }
    const first = await http(outgoing)
    await repeat()
    return first
  }

  async function unheard({ outgoing, http, asides }: Faulty): Promise<Sent> {
    const sent = await http(outgoing)
    asides.push({ what: 'answer not waited for', ...replyIn(sent) })
    return timedOut(outgoing, sent.durationMs)
  }

  async function broken({ outgoing }: Faulty): Promise<Sent> {
    const elapsed = stopwatch.start()
    await sendBroken(outgoing, dropping.signal)
    return { durationMs: Math.round(elapsed()), fault: { code: 'connection_reset' } }
  }

  return {
    send(faulty) {
      switch (faulty.fault.fault) {
        case 'delay':
          return sendDelayed(faulty)
        case 'duplicate':
          return twice(faulty)
        case 'time-out':
          return unheard(faulty)
        case 'reset':
          return broken(faulty)
        case 'reorder':
          heldBack.push(faulty)
          return Promise.resolve(timedOut(faulty.outgoing, 0))
        case 'bad-signature':
        case 'stale-stamp':
        case 'reused-nonce':
        case 'wrong-key':
        case 'fails':
        case 'refuses':
          return faulty.http(faulty.outgoing)
      }
    },
    async afterAnother() {
      const late = heldBack
      heldBack = []
      for (const { outgoing, http, asides } of late) {
        const sent = await http(outgoing)
        asides.push({ what: 'arrived later', ...replyIn(sent) })
      }
    },
    drop() {
      heldBack = []
      dropping.abort()
      dropping = new AbortController()
    },
  }
}

const replyIn = ({ reply }: Sent): Pick<Aside, 'reply'> => (reply ? { reply: toReply(reply) } : {})

/** The result for the market after its time limit. */
const timedOut = ({ timeLimitMs }: Outgoing, durationMs: number): Sent => ({
  durationMs,
  fault: { code: 'timed_out', phase: 'headers', ms: timeLimitMs },
})
