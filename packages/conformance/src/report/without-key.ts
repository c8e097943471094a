import type { Exchange } from '../engine/exchange.ts'
import type { Verdict } from './report.ts'

const mask = '[access key]'

/** A key that is shorter stands in many texts by chance. */
const leastLength = 6

const spelled = (key: string): string =>
  key.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** As JSON, an address or an encoder for other bytes writes it, the longest first. */
const formsOf = (key: string): string[] =>
  [
    key,
    JSON.stringify(key).slice(1, -1),
    spelled(JSON.stringify(key).slice(1, -1)),
    encodeURIComponent(key),
    Buffer.from(key).toString('base64'),
  ].toSorted((a, b) => b.length - a.length)

/** Puts a mark in the place of the access key: a seller may repeat it in an error, and reports are passed on. */
function maskOf(key: string): { text: (text: string) => string; bytes: (bytes: Uint8Array) => Uint8Array } {
  const forms = key.length < leastLength ? [] : formsOf(key)
  const text = (one: string): string => forms.reduce((left, form) => left.replaceAll(form, mask), one)
  const bytes = (one: Uint8Array): Uint8Array =>
    Buffer.from(
      forms.reduce(
        (left, form) => left.replaceAll(Buffer.from(form).toString('latin1'), mask),
        Buffer.from(one).toString('latin1'),
      ),
      'latin1',
    )
  return { text, bytes }
}

/** A verdict without the access key. */
export function withoutKey({ url, judged, ...verdict }: Verdict, key: string): Verdict {
  const { text, bytes } = maskOf(key)
  const clean = ({ request, reply, ...exchange }: Exchange): Exchange => ({
    ...exchange,
    request: { ...request, url: text(request.url), body: bytes(request.body) },
    reply: reply && {
      ...reply,
      headers: reply.headers.map(([name, value]) => [name, text(value)]),
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
    judged: judged.map((one) => ({
      ...one,
      why: one.why === undefined ? undefined : text(one.why),
      exchanges: one.exchanges.map(once),
    })),
  }
}
