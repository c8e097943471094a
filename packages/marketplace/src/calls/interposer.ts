import type { Outgoing as OutgoingBytes, Sent, Transport } from '@loggia/outbound'
import type { Dialect, Outcome, Sending } from '../dialects/index.ts'
import type { AskedFor } from './schema.ts'

/** A signed request as a dialect writes it. */
export type WireRequest = ReturnType<Dialect['toWire']>
/** A request that is ready to be sent. */
export type Outgoing = OutgoingBytes & { readonly method: WireRequest['method']; readonly body: string }

/** Sends requests: {@link Transport}, or a seller that answers in this process. */
export type CallTransport = Omit<Transport, 'send'> & { send(outgoing: Outgoing): Promise<Sent> }

/** An attempt that has ended: the bytes that were sent, the reply, and how the reply was read. */
export type HeardExchange = {
  readonly of: AskedFor
  readonly outgoing: Outgoing
  readonly sent: Sent
  readonly outcome: Outcome
}

/**
 * Stands between the engine and the wire: a test bench that signs wrongly on purpose, drops messages and listens. The
 * attempt records what it signed. The engine does not know of it.
 */
export type Interposer = {
  /** Writes and signs a request: `toWire` is the dialect’s function, `given` the input that the engine would pass. */
  sign(given: Sending, of: AskedFor, toWire: (given: Sending) => WireRequest): WireRequest
  /** Sends a request by `http`, or does something else in its place. */
  send(outgoing: Outgoing, of: AskedFor, http: (outgoing: Outgoing) => Promise<Sent>): Promise<Sent>
  /** Hears of each attempt before its answer is applied. */
  heard(exchange: HeardExchange): void
}
