import type { Exchange } from '../engine/exchange.ts'
import type { Verdict } from './verdict.ts'

const mask = '[access key]'

/** A key that is shorter stands in many texts by chance; no length is promised (saas-v2 §1). */
const leastLength = 6

/** Around a name or a value, perhaps inside JSON that is a text itself. */
const quote = `\\\\*["']?`

const spellKey = (key: string): string =>
  key.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** As JSON, an address or an encoder for other bytes writes it, the longest first. */
const formsOf = (key: string): string[] =>
  [
    key,
    JSON.stringify(key).slice(1, -1),
    spellKey(JSON.stringify(key).slice(1, -1)),
    encodeURIComponent(key),
    Buffer.from(key).toString('base64'),
  ].toSorted((a, b) => b.length - a.length)

/** What does not stand in an ordinary text by chance: the key, or a short one as the value of what is named a key. */
function patternOf(key: string, write: (form: string) => string): RegExp {
  const forms = formsOf(key).map((form) => write(form).replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'))
  const either = `(?:${forms.join('|')})`
  return key.length < leastLength
    ? new RegExp(`(?<=(?:key|secret|token)${quote}\\s*[:=]\\s*${quote})${either}(?![a-z0-9])`, 'gi')
    : new RegExp(either, 'g')
}

/** Puts a mark in the place of the access key: a seller may repeat it in an error, and reports are passed on. */
function maskOf(key: string): { text: (text: string) => string; bytes: (bytes: Uint8Array) => Uint8Array } {
  const inText = patternOf(key, (form) => form)
  const inBytes = patternOf(key, (form) => Buffer.from(form).toString('latin1'))
  return {
    text: (one) => one.replace(inText, mask),
    bytes: (one) => Buffer.from(Buffer.from(one).toString('latin1').replace(inBytes, mask), 'latin1'),
  }
}

/** A verdict without the access key. */
export function withoutKey({ url, judged, stopped, ...verdict }: Verdict, key: string): Verdict {
  const { text, bytes } = maskOf(key)
  const clean = ({ request, reply, ...exchange }: Exchange): Exchange => ({
    ...exchange,
    request: { ...request, url: text(request.url), body: bytes(request.body) },
    reply: reply && {
      ...reply,
      // With its name, which may say that its value is a key.
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
