import type { Outgoing as OutgoingBytes, Sent, Transport } from '@loggia/outbound'
import type { Dialect, Outcome, Sending } from '../dialects/index.ts'
import type { AskedFor } from './schema.ts'

/** A signed request as a dialect writes it. */
export type WireRequest = ReturnType<Dialect['toWire']>
/** One on its way. */
export type Outgoing = OutgoingBytes & { readonly method: 'GET' | 'POST'; readonly body: string }

/** What puts them on the wire: {@link Transport}, or what answers in this process. */
export type CallTransport = Omit<Transport, 'send'> & { send(outgoing: Outgoing): Promise<Sent> }

/** An attempt that came to its end: the bytes that went out, what came back, and how that was read. */
export type HeardExchange = {
  readonly of: AskedFor
  readonly outgoing: Outgoing
  readonly sent: Sent
  readonly outcome: Outcome
}

/**
 * Who stands between the engine and the wire: a test bench that signs wrongly on purpose, loses what was sent, and listens.
 * What it signs is what is put on record; the engine knows of nothing.
 */
export type Interposer = {
  /** Writes and signs a request: `toWire` is the dialect’s, `given` what it would be given. */
  sign(given: Sending, of: AskedFor, toWire: (given: Sending) => WireRequest): WireRequest
  /** Puts a request on the wire by `http`, or does something else. */
  send(outgoing: Outgoing, of: AskedFor, http: (outgoing: Outgoing) => Promise<Sent>): Promise<Sent>
  /** Hears of each attempt before its answer is applied. */
  heard(exchange: HeardExchange): void
}
