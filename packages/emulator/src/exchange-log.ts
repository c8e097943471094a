import { isUtf8 } from 'node:buffer'
import { omitUndefined, toIso } from '@loggia/kernel'
import type { Instant } from '@loggia/kernel'
import { describeVerdict } from '@loggia/protocol/wire'
import type { AskedFor, HeardExchange, Outgoing, WireReply } from '@loggia/marketplace/embedded'
import { exchangeLimits } from './schema.ts'
import type { SignOnReply, SignOnRequest } from './sign-on/wire.ts'
import type { SignOnActivity } from './sign-on/schema.ts'
import type { Aside, Exchange, FaultName, WireMessage } from './schema.ts'

/** The fault of an attempt, and what else it put on the wire. */
export type FaultNote = { readonly fault: FaultName; readonly asides: Aside[] }

export type ExchangeLog = {
  /** Notes the fault of an attempt that is about to be sent. */
  note(of: AskedFor, note: FaultNote): void
  add(heard: HeardExchange, at: Instant): Exchange
  /** Adds what a seller’s server asked while somebody signed in. */
  addServed(served: ServedExchange, at: Instant): void
  /** The stored exchanges, oldest first. */
  list(): readonly Exchange[]
  /** The stored exchanges after the first `count`, and how many of the later ones are no longer stored. */
  since(count: number): { readonly exchanges: readonly Exchange[]; readonly dropped: number }
  /** How many exchanges there were, stored or not. */
  count(): number
  /** Removes everything; ids start at 1 again. */
  clear(): void
}

const keyOf = ({ callId, n }: Pick<AskedFor, 'callId' | 'n'>): string => `${callId}/${n}`

/**
 * Keeps the newest exchanges, in the order in which their replies were read. Their number and their characters in all
 * are limited, because an emulator may run for days during development. The newest one is kept however long it is.
 */
export function createExchangeLog(
  onExchange: (exchange: Exchange) => void,
  most: { readonly exchanges: number; readonly characters: number } = exchangeLimits,
): ExchangeLog {
  const notes = new Map<string, FaultNote>()
  let kept: { readonly exchange: Exchange; readonly size: number }[] = []
  let count = 0
  let characters = 0

  function dropOldest(): void {
    let from = 0
    while (from < kept.length - 1 && (kept.length - from > most.exchanges || characters > most.characters)) {
      characters -= kept[from]?.size ?? 0
      from += 1
    }
    if (from > 0) kept = kept.slice(from)
  }
  const list = (): Exchange[] => kept.map(({ exchange }) => exchange)

  function keep(make: (id: number) => Exchange): Exchange {
    count += 1
    const exchange = make(count)
    const size = sizeOf(exchange)
    kept.push({ exchange, size })
    characters += size
    dropOldest()
    onExchange(exchange)
    return exchange
  }

  return {
    note: (of, note) => void notes.set(keyOf(of), note),
    add(heard, at) {
      const note = notes.get(keyOf(heard.of))
      notes.delete(keyOf(heard.of))
      return keep((id) => present(heard, { id, at, note }))
    },
    addServed: (served, at) => void keep((id) => presentServed(served, id, at)),
    list,
    since(before) {
      const exchanges = list().filter(({ id }) => id > before)
      return { exchanges, dropped: Math.max(0, count - before) - exchanges.length }
    },
    count: () => count,
    clear() {
      kept = []
      count = 0
      characters = 0
      notes.clear()
    },
  }
}

/** What a seller’s server asked, and how it was answered. */
export type ServedExchange = {
  readonly activity: SignOnActivity
  readonly asked: Pick<SignOnRequest, 'method' | 'url' | 'headers' | 'body'>
  readonly reply: SignOnReply
  readonly fault: FaultName | undefined
  readonly durationMs: number
}

function presentServed(served: ServedExchange, id: number, at: Instant): Exchange {
  const { activity, asked, reply, fault, durationMs } = served
  const { method, url, headers, body } = asked
  const isDone = typeof reply !== 'string' && reply.status === 200
  const sentence =
    typeof reply === 'string'
      ? 'It was not answered, on purpose.'
      : `It was answered with HTTP ${reply.status}.`
  return omitUndefined({
    id,
    at: toIso(at),
    callId: `sso-${id}`,
    attempt: 1,
    activity,
    protocol: 'sso' as const,
    live: true,
    url: url.origin + url.pathname,
    request: {
      line: `${method} ${url.pathname}${url.search} HTTP/1.1`,
      headers: Object.entries(headers).map(([name, value]) => [name, String(value)] as const),
      body,
    },
    reply:
      typeof reply === 'string'
        ? undefined
        : { line: `HTTP/1.1 ${reply.status}`, headers: Object.entries(reply.headers), body: reply.body },
    outcome:
      typeof reply === 'string'
        ? ('unreachable' as const)
        : isDone
          ? ('confirmed' as const)
          : ('refused' as const),
    verdict: { code: isDone ? 'succeeded' : 'refused', sentence },
    durationMs,
    fault,
  })
}

/** The characters of an exchange on the wire, roughly what it takes in memory. */
function sizeOf({ request, reply, asides = [] }: Exchange): number {
  const messages = [request, reply, ...asides.flatMap((aside) => [aside.request, aside.reply])]
  return messages.reduce((sum, message) => sum + (message ? lengthOf(message) : 0), 0)
}
const lengthOf = ({ line, headers, body, bodyBase64 = '' }: WireMessage): number =>
  headers.reduce(
    (sum, [name, value]) => sum + name.length + value.length,
    line.length + body.length + bodyBase64.length,
  )

function present(
  { of, outgoing, sent, outcome }: HeardExchange,
  { id, at, note }: { id: number; at: Instant; note: FaultNote | undefined },
): Exchange {
  const { verdict } = outcome
  return omitUndefined({
    id,
    at: toIso(at),
    callId: of.callId,
    attempt: of.n,
    activity: of.activity,
    protocol: of.protocol,
    live: of.live,
    url: outgoing.url.origin + outgoing.url.pathname,
    request: toRequest(outgoing),
    reply: sent.reply ? toReply(sent.reply) : undefined,
    outcome: outcome.kind,
    verdict: { code: verdict.code, sentence: describeVerdict(verdict, 'en-US') },
    durationMs: sent.durationMs,
    fault: note?.fault,
    asides: note?.asides,
  })
}

const bodyOf = (bytes: Uint8Array): Pick<WireMessage, 'body' | 'bodyBase64'> =>
  omitUndefined({
    body: Buffer.from(bytes).toString('utf8'),
    bodyBase64: isUtf8(bytes) ? undefined : Buffer.from(bytes).toString('base64'),
  })

/** A request as it is sent. */
export function toRequest({ method, url, headers, body }: Outgoing): WireMessage {
  const length = body === '' ? [] : [['content-length', String(Buffer.byteLength(body))] as const]
  return {
    line: `${method} ${url.pathname}${url.search} HTTP/1.1`,
    headers: [['host', url.host], ...Object.entries(headers), ...length],
    body,
  }
}

export const toReply = ({ line, headers, body }: WireReply): WireMessage => ({
  line,
  headers: headers.map(([name, value]) => [name, value]),
  ...bodyOf(body),
})
