import type { Exchange } from '../engine/exchange.ts'
import type { Verdict } from './verdict.ts'

const mask = '[access key]'

/** A shorter key occurs in many texts by chance; the protocol guarantees no length (saas-v2 §1). */
const leastLength = 6

/** A quote around a name or value, which may be escaped inside a JSON string. */
const quote = `\\\\*["']?`

const spellKey = (key: string): string =>
  key.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** The key in the forms in which JSON, an address or an encoder for other bytes writes it, the longest first. */
const formsOf = (key: string): string[] =>
  [
    key,
    JSON.stringify(key).slice(1, -1),
    spellKey(JSON.stringify(key).slice(1, -1)),
    encodeURIComponent(key),
    Buffer.from(key).toString('base64'),
  ].toSorted((a, b) => b.length - a.length)

/** Matches the key; a short key only as the value of a member whose name says that it is a key. */
function patternOf(key: string, write: (form: string) => string): RegExp {
  const forms = formsOf(key).map((form) => write(form).replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'))
  const either = `(?:${forms.join('|')})`
  return key.length < leastLength
    ? new RegExp(`(?<=(?:key|secret|token)${quote}\\s*[:=]\\s*${quote})${either}(?![a-z0-9])`, 'gi')
    : new RegExp(either, 'g')
}

/** Replaces the access key by a mark: a seller may repeat it in an error, and people share reports. */
function maskOf(key: string): { text: (text: string) => string; bytes: (bytes: Uint8Array) => Uint8Array } {
  const inText = patternOf(key, (form) => form)
  const inBytes = patternOf(key, (form) => Buffer.from(form).toString('latin1'))
  return {
    text: (one) => one.replace(inText, mask),
    bytes: (one) => Buffer.from(Buffer.from(one).toString('latin1').replace(inBytes, mask), 'latin1'),
  }
}

/** Removes the access key from a verdict. */
export function withoutKey({ url, judged, stopped, ...verdict }: Verdict, key: string): Verdict {
  const { text, bytes } = maskOf(key)
  const clean = ({ request, reply, ...exchange }: Exchange): Exchange => ({
    ...exchange,
    request: { ...request, url: text(request.url), body: bytes(request.body) },
    reply: reply && {
      ...reply,
      // Together with its name, which may say that the value is a key.
      headers: reply.headers.map(([name, value]) => [name, text(`${name}: ${value}`).slice(name.length + 2)]),
      body: bytes(reply.body),
    },
  })
  const cleaned = new Map<Exchange, Exchange>()
  const once = (exchange: Exchange): Exchange => {
    const made = cleaned.get(exchange) ?? clean(exchange)
    cleaned.set(exchange, made)
    return made
  }
  return {
    ...verdict,
    url: text(url),
    stopped: stopped && { why: text(stopped.why), exchanges: stopped.exchanges.map(once) },
    judged: judged.map((one) => ({
      ...one,
      why: one.why === undefined ? undefined : text(one.why),
      exchanges: one.exchanges.map(once),
    })),
  }
}
