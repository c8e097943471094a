import { decodeObject } from '@loggia/protocol/wire'
import type { CallPhase, JsonObject } from '@loggia/protocol/wire'

/** A request before it is sent; header names are sent in this case. */
export type SentRequest = {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

/** A reply. `headers` are in their original order and case; repeated ones are repeated. */
export type ReceivedReply = {
  readonly status: number
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: Uint8Array
  /** The body ended before its announced length, or was longer than the limit. */
  readonly truncated: boolean
}

/**
 * Why there is no reply. `reason` is a short code such as `ECONNRESET`; `names` are those of a certificate for another
 * host; `phase` is how far the request had come.
 */
export type NoReply =
  | { readonly code: 'timed_out'; readonly phase: CallPhase }
  | { readonly code: 'failed'; readonly reason: string; readonly names?: string }

/** What a correct seller does with a request: carry it out, refuse it, or either. */
export type Meant = 'accept' | 'refuse' | 'either'

/** One request of a run and its reply. */
export type Exchange = {
  /** Its name in the plan, such as "a repeat of the first newInstance". */
  readonly name: string
  readonly activity: string
  readonly meant: Meant
  readonly request: SentRequest
  readonly reply: ReceivedReply | undefined
  readonly noReply: NoReply | undefined
  /** From the first byte sent to the last byte received, in milliseconds. */
  readonly tookMs: number
  /** The object in the reply, whatever its status and content type; undefined if there is none. */
  readonly json: JsonObject | undefined
  /** The member `resultCode` if it is a string. */
  readonly code: string | undefined
}

type Facts = Omit<Exchange, 'json' | 'code'>

/** Reads a reply as leniently as possible: each check judges one thing, and other faults must not make it fail. */
export function findExchange(facts: Facts): Exchange {
  const json = facts.reply && objectIn(facts.reply.body)
  const code = json?.['resultCode']
  return { ...facts, json, code: typeof code === 'string' ? code : undefined }
}

const bom = [0xef, 0xbb, 0xbf]

const isMarked = (body: Uint8Array): boolean => bom.every((byte, at) => body[at] === byte)

/** Whether the body of a reply begins with a byte order mark. */
export const hasBom = ({ reply }: Exchange): boolean => reply !== undefined && isMarked(reply.body)

function objectIn(body: Uint8Array): JsonObject | undefined {
  const decoded = decodeObject(isMarked(body) ? body.subarray(bom.length) : body)
  return decoded.ok ? decoded.value : undefined
}

/** The values of a header; the case of its name does not matter. */
export const readHeaders = ({ reply }: Exchange, name: string): string[] =>
  (reply?.headers ?? []).flatMap(([key, value]) => (key.toLowerCase() === name ? [value] : []))

/** The reply in a few words that follow "answered". */
export function describeAnswer({ reply, noReply, json, code }: Exchange): string {
  if (!reply) return noReply?.code === 'failed' ? `with no response (${noReply.reason})` : 'not in time'
  if (json === undefined) return `HTTP ${reply.status} without a JSON object`
  const said = code === undefined ? otherCodeOf(json) : `with resultCode ${code}`
  return reply.status === 200 ? said : `HTTP ${reply.status} ${said}`
}

/** Describes a `resultCode` that is not a string, or that it is missing. */
const otherCodeOf = ({ resultCode }: JsonObject): string =>
  resultCode === undefined
    ? 'without a resultCode'
    : `with the resultCode ${JSON.stringify(resultCode).slice(0, 40)}, which is not a string`

/** The seller's own message in brackets, which often names the cause. */
export function describeOwnWords({ json }: Exchange): string {
  const message = json?.['resultMsg']
  return typeof message === 'string' && message !== '' ? ` (“${message.slice(0, 120)}”)` : ''
}
