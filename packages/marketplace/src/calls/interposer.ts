import type { Outcome, Sending, WireRequest } from '../dialects/index.ts'
import type { AskedFor } from './schema.ts'
import type { Outgoing, Sent } from './transport/send.ts'

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
