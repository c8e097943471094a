import { isUtf8 } from 'node:buffer'
import { toIso } from '@loggia/kernel'
import type { Instant } from '@loggia/kernel'
import { verdictSentence } from '@loggia/protocol/wire'
import type { AskedFor, HeardExchange, Outgoing, WireReply } from '@loggia/marketplace/embedded'
import type { Aside, Exchange, FaultName, WireMessage } from './schema.ts'

/** What a fault left behind for the exchange of its attempt. */
export type FaultNote = { readonly fault: FaultName; readonly asides: Aside[] }

export type ExchangeLog = {
  /** The fault of an attempt that is about to be sent. */
  note(of: AskedFor, note: FaultNote): void
  add(heard: HeardExchange, at: Instant): Exchange
  list(): readonly Exchange[]
  /** Numbers begin anew. */
  clear(): void
}

const keyOf = ({ callId, n }: Pick<AskedFor, 'callId' | 'n'>): string => `${callId}/${n}`

/** Every exchange in the order in which its reply was read. */
export function createExchangeLog(onExchange: (exchange: Exchange) => void): ExchangeLog {
  const notes = new Map<string, FaultNote>()
  const kept: Exchange[] = []
  return {
    note: (of, note) => void notes.set(keyOf(of), note),
    add(heard, at) {
      const note = notes.get(keyOf(heard.of))
      notes.delete(keyOf(heard.of))
      const exchange = present(heard, { id: kept.length + 1, at, note })
      kept.push(exchange)
      onExchange(exchange)
      return exchange
    },
    list: () => [...kept],
    clear() {
      kept.length = 0
      notes.clear()
    },
  }
}

function present(
  { of, outgoing, sent, outcome }: HeardExchange,
  { id, at, note }: { id: number; at: Instant; note: FaultNote | undefined },
): Exchange {
  const { verdict } = outcome
  return {
    id,
    at: toIso(at),
    callId: of.callId,
    attempt: of.n,
    activity: of.activity,
    protocol: of.protocol,
    live: of.live,
    url: outgoing.url.origin + outgoing.url.pathname,
    request: requestOf(outgoing),
    ...(sent.reply && { reply: replyOf(sent.reply) }),
    outcome: outcome.kind,
    verdict: { code: verdict.code, sentence: verdictSentence(verdict, 'en-US') },
    durationMs: sent.durationMs,
    ...(note && { fault: note.fault, asides: note.asides }),
  }
}

const bodyOf = (bytes: Uint8Array): Pick<WireMessage, 'body' | 'bodyBase64'> => ({
  body: Buffer.from(bytes).toString('utf8'),
  ...(!isUtf8(bytes) && { bodyBase64: Buffer.from(bytes).toString('base64') }),
})

/** A request as it goes over the wire. */
export function requestOf({ method, url, headers, body }: Outgoing): WireMessage {
  const length = body === '' ? [] : [['content-length', String(Buffer.byteLength(body))] as const]
  return {
    line: `${method} ${url.pathname}${url.search} HTTP/1.1`,
    headers: [['host', url.host], ...Object.entries(headers), ...length],
    body,
  }
}

export const replyOf = ({ line, headers, body }: WireReply): WireMessage => ({
  line,
  headers: headers.map(([name, value]) => [name, value]),
  ...bodyOf(body),
})
