import { decodeObject } from '@loggia/protocol/wire'
import type { CallPhase, JsonObject } from '@loggia/protocol/wire'

/** A request, ready to be sent; header names in the case in which they go out. */
export type SentRequest = {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

/** What came back. `headers` in the order and case received, a repeated one as often as it came. */
export type ReceivedReply = {
  readonly status: number
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: Uint8Array
  /** The body ended before its announced length, or was longer than is read. */
  readonly truncated: boolean
}

/**
 * Why there is no reply; `reason` is a short code such as `ECONNRESET`, `names` those of a certificate that is for another
 * host, `phase` how far it had come.
 */
export type NoReply =
  | { readonly code: 'timed_out'; readonly phase: CallPhase }
  | { readonly code: 'failed'; readonly reason: string; readonly names?: string }

/** What a right seller does with a request: carry it out, refuse it, or as it likes. */
export type Meant = 'accept' | 'refuse' | 'either'

/** One request of a run and what became of it. */
export type Exchange = {
  /** What it is in the plan, such as "a repeat of the first newInstance". */
  readonly name: string
  readonly activity: string
  readonly meant: Meant
  readonly request: SentRequest
  readonly reply: ReceivedReply | undefined
  readonly noReply: NoReply | undefined
  /** From the first byte sent to the last byte received. */
  readonly tookMs: number
  /** The object in the reply, whatever its status and content type; undefined if there is none. */
  readonly json: JsonObject | undefined
  /** The member `resultCode` if it is a text. */
  readonly code: string | undefined
}

type Facts = Omit<Exchange, 'json' | 'code'>

/** Reads the reply as leniently as can be: each check judges one thing, and the others must not fail with it. */
export function findExchange(facts: Facts): Exchange {
  const json = facts.reply && objectIn(facts.reply.body)
  const code = json?.['resultCode']
  return { ...facts, json, code: typeof code === 'string' ? code : undefined }
}

const bom = [0xef, 0xbb, 0xbf]

function objectIn(body: Uint8Array): JsonObject | undefined {
  const marked = bom.every((byte, at) => body[at] === byte)
  const decoded = decodeObject(marked ? body.subarray(bom.length) : body)
  return decoded.ok ? decoded.value : undefined
}

/** The values of a header, in any case of its name. */
export const readHeaders = ({ reply }: Exchange, name: string): string[] =>
  (reply?.headers ?? []).flatMap(([key, value]) => (key.toLowerCase() === name ? [value] : []))

/** What came back, in a few words that go on after "answered". */
export function describeAnswer({ reply, noReply, json, code }: Exchange): string {
  if (!reply) return noReply?.code === 'failed' ? `with no reply (${noReply.reason})` : 'not in time'
  if (json === undefined) return `HTTP ${reply.status} without a JSON object`
  const said = code === undefined ? otherCodeOf(json) : `with resultCode ${code}`
  return reply.status === 200 ? said : `HTTP ${reply.status} ${said}`
}

/** What stands in the place of a text, or that nothing does. */
const otherCodeOf = ({ resultCode }: JsonObject): string =>
  resultCode === undefined
    ? 'without a resultCode'
    : `with the resultCode ${JSON.stringify(resultCode).slice(0, 40)}, which is no text`

/** The seller's own words in brackets, which often name the cause. */
export function describeOwnWords({ json }: Exchange): string {
  const message = json?.['resultMsg']
  return typeof message === 'string' && message !== '' ? ` (“${message.slice(0, 120)}”)` : ''
}
