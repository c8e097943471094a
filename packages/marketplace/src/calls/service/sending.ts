import type { DurationMs, Id, Instant } from '@loggia/kernel'
import type { Outcome } from '../../dialects/index.ts'
import type { Tx } from '../../platform/index.ts'
import { placeOf, sealMessage } from '../exchange.ts'
import type { Call } from '../schema.ts'
import * as store from '../store/index.ts'
import type { Outgoing, Sent } from '../transport/send.ts'
import { dialectOf, timeLimitOf } from './context.ts'
import type { CallContext } from './context.ts'

/** An attempt that is on record and may be sent. */
export type Prepared = {
  readonly call: Call
  readonly n: number
  readonly startedAt: Instant
  readonly accessKey: string
  readonly outgoing: Outgoing
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

/** saas-v2 §3.2: another one on every request, retries included; a version 4 UUID. */
function businessId(bytes: Uint8Array): string {
  const text = hex(bytes)
  return `${text.slice(0, 8)}-${text.slice(8, 12)}-4${text.slice(13, 16)}-a${text.slice(17, 20)}-${text.slice(20)}`
}

const userAgent = 'Loggia'

/**
 * Builds and signs the request of the call's next attempt and writes it down, all in the transaction that claims the
 * call: an attempt that dies is on record.
 */
export async function prepare(
  context: CallContext,
  tx: Tx,
  call: Call,
  limitMs?: DurationMs,
): Promise<Prepared> {
  const dialect = dialectOf(call)
  const { url, accessKey } = await context.access.getProductAccess(tx, call.productId)
  const wire = dialect.toWire({
    operation: call.operation,
    accessKey,
    businessId: businessId(context.randomBytes(16)),
    nonce: hex(context.randomBytes(16)),
    timestampMs: context.wall.now(),
  })
  const target = new URL(url)
  target.search = target.search ? `${target.search}&${wire.query}` : `?${wire.query}`
  const headers = { ...wire.headers, 'user-agent': userAgent }
  const n = call.fence + 1
  const startedAt = context.clock.now()
  const message = {
    line: `${wire.method} ${target.pathname}${target.search} HTTP/1.1`,
    headers: [
      ['host', target.host],
      ...Object.entries(headers),
      ['content-length', String(Buffer.byteLength(wire.body))],
    ] as [string, string][],
    body: Buffer.from(wire.body),
  }
  const requestSealed = sealMessage(context.seal, message, placeOf(call.id, n, 'request'))
  await store.insertAttempt(tx, {
    callId: call.id,
    n,
    startedAt,
    startedWallAt: context.wall.now(),
    requestSealed,
  })
  const timeLimitMs = limitMs ?? timeLimitOf(context, call)
  await store.markSending(tx, call.id, timeLimitMs + context.settings.leaseMarginMs)
  const outgoing: Outgoing = {
    url: target,
    method: wire.method,
    headers,
    body: wire.body,
    timeLimitMs,
    replyLimitBytes: dialect.replyLimitBytes,
    signal: context.stopping.signal,
  }
  return { call, n, startedAt, accessKey, outgoing }
}

/** What came back, read in the dialect's words; no reply is *unreachable*. */
export function outcomeOf(prepared: Prepared, sent: Sent): Outcome {
  if (!('received' in sent)) return { kind: 'unreachable', verdict: sent.verdict }
  return dialectOf(prepared.call).fromWire(prepared.call.operation, sent.received, prepared.accessKey)
}

/** The row's end of an attempt. */
export function endOf(
  context: CallContext,
  prepared: { call: { id: Id<'cal'> }; n: number },
  sent: Sent,
  outcome: Outcome,
): store.AttemptEnd {
  const replySealed =
    sent.reply && sealMessage(context.seal, sent.reply, placeOf(prepared.call.id, prepared.n, 'reply'))
  return {
    callId: prepared.call.id,
    n: prepared.n,
    verdict: outcome.verdict,
    durationMs: sent.durationMs,
    ...(replySealed && { replySealed }),
  }
}
