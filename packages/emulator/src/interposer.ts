import type { Platform } from '@loggia/marketplace'
import type { AskedFor, Interposer, Outgoing, Sending, WireRequest } from '@loggia/marketplace/embedded'
import { protocolTraits } from '@loggia/protocol/protocols'
import type { ExchangeLog } from './exchange-log.ts'
import type { FaultQueue } from './faults/queue.ts'
import { createFaultySender } from './faults/sending.ts'
import { applyFault, withBadProof } from './faults/signing.ts'
import type { FaultName, QueuedFault } from './schema.ts'

type Parts = {
  readonly queue: FaultQueue
  readonly log: ExchangeLog
  /** The market's platform, which exists before anything is sent. */
  readonly platform: () => Pick<Platform, 'clock' | 'stopwatch' | 'randomBytes'>
}
/** Faults under which the first request arrives at once and is correct, so that its nonce is used. */
const isHeld: ReadonlySet<FaultName> = new Set(['duplicate', 'delay', 'time-out'])

/** A fault that was assigned to a call, and the request for its duplicate. */
type Assigned = {
  readonly fault: QueuedFault
  readonly again?: WireRequest | undefined
}

/** Sits between the market and the wire: applies faults to calls, and records what was sent and received. */
export function createInterposer({ queue, log, platform }: Parts) {
  const sender = createFaultySender({ start: () => platform().stopwatch.start() })
  const assigned = new Map<string, Assigned>()
  /**
   * For each protocol, the latest nonce that a seller has accepted. The nonce of a request that was refused or did not
   * arrive is still unused.
   */
  const nonces = new Map<string, string>()

  const mayHappen = ({ fault }: QueuedFault, { protocol }: AskedFor): boolean =>
    fault !== 'reused-nonce' ||
    (nonces.has(protocol) && protocolTraits[protocol].requestProof !== 'auth_token')

  const anew = (given: Sending): Sending => ({ ...given, businessId: idOf(), nonce: hex(16) })
  const hex = (length: number): string => Buffer.from(platform().randomBytes(length)).toString('hex')
  const idOf = (): string => {
    const text = hex(16)
    return `${text.slice(0, 8)}-${text.slice(8, 12)}-4${text.slice(13, 16)}-a${text.slice(17, 20)}-${text.slice(20)}`
  }

  const interposer: Interposer = {
    sign(given, of, toWire) {
      const fault = queue.take(of, (one) => mayHappen(one, of))
      const nonceBefore = nonces.get(of.protocol)
      if (!fault || isHeld.has(fault.fault)) nonces.set(of.protocol, given.nonce)
      if (!fault) return toWire(given)
      const under = applyFault(fault.fault, given, nonceBefore)
      const signed = toWire(under)
      const wire = fault.fault === 'bad-signature' ? withBadProof(signed) : signed
      const again = fault.fault === 'duplicate' ? toWire(anew(given)) : undefined
      assigned.set(keyOf(of), { fault, again })
      return wire
    },
    async send(outgoing, of, http) {
      const its = assigned.get(keyOf(of))
      assigned.delete(keyOf(of))
      if (!its) {
        const sent = await http(outgoing)
        await sender.afterAnother()
        return sent
      }
      const { fault, again } = its
      const note = { fault: fault.fault, asides: [] }
      log.note(of, note)
      const repeated = again && withWire(outgoing, again)
      const sent = await sender.send({ fault, outgoing, again: repeated, http, asides: note.asides })
      if (fault.fault !== 'reorder') await sender.afterAnother()
      return sent
    },
    heard(heard) {
      try {
        log.add(heard, platform().clock.now())
      } catch (error) {
        // An error in the listener must not prevent the market from storing the result of its call. The market's own
        // log is silent here.
        console.error('[loggia] onExchange threw.', error)
      }
    },
  }

  return {
    interposer,
    /** Forgets all requests that are still on their way. */
    drop(): void {
      sender.drop()
      assigned.clear()
      nonces.clear()
    },
  }
}

const keyOf = ({ callId, n }: AskedFor): string => `${callId}/${n}`

/** The same request to the same address with another query, headers and body. */
function withWire(outgoing: Outgoing, after: WireRequest): Outgoing {
  const url = new URL(outgoing.url)
  url.search = after.query
  return { ...outgoing, url, headers: { ...outgoing.headers, ...after.headers }, body: after.body }
}
