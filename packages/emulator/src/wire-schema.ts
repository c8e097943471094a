import type { CalledProtocol } from '@loggia/protocol/protocols'

/** Faults that change what is signed. */
export const signingFaults = ['bad-signature', 'stale-stamp', 'reused-nonce', 'wrong-key'] as const
/** Faults that happen after signing. */
export const sendingFaults = ['duplicate', 'reorder', 'delay', 'time-out', 'reset'] as const
/** Faults of what a seller’s server asks when people sign in. */
export const signOnFaults = ['fails', 'refuses'] as const
export const faultNames = [...sendingFaults, ...signingFaults, ...signOnFaults] as const
/**
 * What goes wrong with a call:
 * - `duplicate`: the call is sent twice, the second time with a new signature, like a repeat. The market uses the first
 *   answer.
 * - `reorder`: the request is held back and arrives right after the next one. By then the market has given it up.
 * - `delay`: the request is sent `delayMs` later, with its original timestamp.
 * - `time-out`: the request arrives and is answered, but the market does not wait for the answer.
 * - `reset`: the connection breaks in the middle of the request.
 * - `bad-signature`: one character of the signature is wrong.
 * - `stale-stamp`: the timestamp is ten minutes old, and is signed like that.
 * - `reused-nonce`: the nonce is that of the latest request of the same protocol that arrived with a valid proof. The
 *   fault waits until there is one. V1.0 has no nonces.
 * - `wrong-key`: signed with another key.
 * - `fails`: a `token` or `userinfo` call of the seller’s server is answered with HTTP 500.
 * - `refuses`: it is answered as if the code or the token did not count.
 *
 * Of `token` and `userinfo` also `delay`, `time-out` and `reset` are possible; there they delay or omit the answer.
 */
export type FaultName = (typeof faultNames)[number]
export type FaultAsk = {
  readonly fault: FaultName
  /**
   * Only for calls of this interface, such as newInstance. Default: any call to the seller’s server; for `fails` and
   * `refuses` it is `token`.
   */
  readonly activity?: string | undefined
  /** The number of calls. Default: 1. */
  readonly times?: number | undefined
  /** Only for `delay`: real milliseconds. Default: 1,000. */
  readonly delayMs?: number | undefined
  /** Only for `duplicate`: sends both at the same moment instead of one after the other. */
  readonly atOnce?: boolean | undefined
}
/** A fault that waits for its call; `left` is the number of calls left. */
export type QueuedFault = Omit<FaultAsk, 'times'> & { readonly id: number; readonly left: number }

/** One side of an exchange. `body` is the bytes as text; `bodyBase64` is there if they are not UTF-8. */
export type WireMessage = {
  /** The first line: `POST /saas?signature=… HTTP/1.1`. */
  readonly line: string
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: string
  readonly bodyBase64?: string
}
/** What else was on the wire during an attempt, because of its fault. */
export type Aside = {
  readonly what: 'second request' | 'arrived later' | 'answer not waited for'
  readonly request?: WireMessage
  readonly reply?: WireMessage
}
/** The most exchanges in one answer of the control API. */
export const mostListed = 1_000
/** The limits for kept exchanges, newest first: their number, and their characters on the wire in all. */
export const exchangeLimits = { exchanges: 5_000, characters: 64 * 1024 * 1024 } as const

/** One attempt of a call to the seller, with its bytes and the market's verdict on the reply. */
export type Exchange = {
  /** Counts from 1 since the start or the last reset, including exchanges that are no longer kept. */
  readonly id: number
  /** The market time at its end, ISO 8601. */
  readonly at: string
  readonly callId: string
  /** The number of the attempt within its call, from 1. */
  readonly attempt: number
  /** The interface by its name in the protocol. */
  readonly activity: string
  /** *sso*: the seller’s server asked while somebody signed in. */
  readonly protocol: CalledProtocol | 'sso'
  /** True for a call that somebody waits for; it is never repeated. */
  readonly live: boolean
  readonly url: string
  readonly request: WireMessage
  readonly reply?: WireMessage
  /**
   * *confirmed*; *pending*: under way at the seller; *refused*: the seller’s own code; *faulty*: not as the protocol
   * demands; *unreachable*: no answer.
   */
  readonly outcome: 'confirmed' | 'pending' | 'refused' | 'faulty' | 'unreachable'
  /** The code of the verdict, and one sentence that says what happened and what to do about it. */
  readonly verdict: { readonly code: string; readonly sentence: string }
  readonly durationMs: number
  readonly fault?: FaultName
  readonly asides?: readonly Aside[]
}
