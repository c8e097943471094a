import { omitUndefined } from '@loggia/kernel'
import type { DurationMs, Instant } from '@loggia/kernel'
import type { Sent } from '@loggia/outbound'
import type { ReceivedReply } from '@loggia/protocol/wire'
import type { CallAccess } from '../../access/index.ts'
import type { Outcome, Sending } from '../../dialects/index.ts'
import { emit, waitForAll } from '../../platform/index.ts'
import type { Db, Tx } from '../../platform/index.ts'
import { formatPlace, sealMessage } from '../exchange.ts'
import type { Outgoing, WireRequest } from '../interposer.ts'
import type { AskedFor, AttemptsEnded, Call, Message } from '../schema.ts'
import * as store from '../store/index.ts'
import { getDialect, getHandlers, computePatience } from './context.ts'
import type { CallContext } from './context.ts'

/** An attempt that is recorded and may be sent. */
export type Prepared = {
  readonly call: Call
  readonly n: number
  readonly startedAt: Instant
  readonly accessKey: string
  readonly request: WrittenRequest
  readonly limits: Limits
}

/** An attempt that has ended: the call as it is now, and the outcome. */
export type Settled = {
  readonly call: Call
  readonly n: number
  readonly startedAt: Instant
  readonly outcome: Outcome
  readonly durationMs?: number
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

/** A version 4 UUID, different for every request, retries included. */
function businessId(bytes: Uint8Array): string {
  const text = hex(bytes)
  return `${text.slice(0, 8)}-${text.slice(8, 12)}-4${text.slice(13, 16)}-a${text.slice(17, 20)}-${text.slice(20)}`
}

const userAgent = 'Loggia'

const askedFor = (call: Call, n: number): AskedFor => {
  const { id: callId, sellerId, productId, subject, protocol, live } = call
  const activity = getDialect(call).activityOf(call.operation.kind)
  return { callId, n, sellerId, productId, subject, protocol, live, activity }
}

/** A signed request and where it goes. */
export type WrittenRequest = Omit<WireRequest, 'path' | 'query' | 'follow'> & {
  readonly target: URL
  readonly follow?: (
    received: ReceivedReply,
  ) => { readonly request: WrittenRequest } | { readonly outcome: Outcome }
}
/** A signed request that is not recorded yet. */
export type BuiltRequest = WrittenRequest & { readonly call: Call; readonly accessKey: string }

/** Further facts from the domain that made the call, if the protocol of the call puts them in the request. */
export async function readFacts(context: CallContext, db: Db, call: Call): Promise<{ facts?: unknown }> {
  if (!getDialect(call).includesFacts) return {}
  const { facts } = getHandlers(context, call.operation)
  if (!facts) throw new Error(`Nobody knows the facts of ${call.operation.kind}`)
  return { facts: await facts(db, call.operation) }
}

/** The inputs of signing: what differs in every request, the key, and the protocol options of the seller. */
export function createSigningInputs(
  context: CallContext,
  { protocol: _protocol, url: _url, keyId: _keyId, ...chosen }: CallAccess,
  target: URL,
) {
  return {
    ...chosen,
    ownQuery: target.search.slice(1),
    businessId: businessId(context.randomBytes(16)),
    nonce: hex(context.randomBytes(16)),
    timestampMs: context.wall.now(),
    iv: () => hex(context.randomBytes(8)),
  }
}

/** The request of a dialect as it is sent; its path and its query are added to those of `address`. */
export function withTarget(
  address: URL,
  { method, path, query, headers, body, follow }: WireRequest,
): WrittenRequest {
  const target = new URL(address)
  if (path !== undefined) target.pathname = target.pathname.replace(/\/$/, '') + path
  target.search = query
  // Replies are stored as they came and are never decompressed, so sellers are asked not to compress them.
  return omitUndefined({
    target,
    method,
    headers: { ...headers, 'accept-encoding': 'identity', 'user-agent': userAgent },
    body,
    follow:
      follow &&
      ((received: ReceivedReply) => {
        const next = follow(received)
        return 'request' in next ? { request: withTarget(address, next.request) } : next
      }),
  })
}

type Limits = Pick<Outgoing, 'timeLimitMs' | 'replyLimitBytes'>
const toOutgoing = ({ target: url, method, headers, body }: WrittenRequest, limits: Limits): Outgoing => ({
  url,
  method,
  headers,
  body,
  ...limits,
})

/** The last request of an attempt and its reply; `durationMs` is that of all of them. */
export type Exchanged = {
  readonly outgoing: Outgoing
  readonly sent: Sent
  /** What the reply decides although it answers no request of the kind that the dialect reads. */
  readonly outcome?: Outcome
}

/** Sends a request and those that follow from its reply, all within one time limit. */
export async function sendAll(
  sendOne: (outgoing: Outgoing) => Promise<Sent>,
  first: WrittenRequest,
  limits: Limits,
): Promise<Exchanged> {
  let request = first
  let spentMs = 0
  for (;;) {
    const timeLimitMs = Math.max(1, limits.timeLimitMs - spentMs) as DurationMs
    const outgoing = toOutgoing(request, { ...limits, timeLimitMs })
    const reply = await sendOne(outgoing)
    spentMs += reply.durationMs
    const sent = { ...reply, durationMs: spentMs as DurationMs }
    if (!request.follow || !('received' in reply)) return { outgoing, sent }
    const next = request.follow(reply.received)
    if ('outcome' in next) return { outgoing, sent, outcome: next.outcome }
    request = next.request
  }
}

/** The access of a call; throws the reason if it cannot be made. */
export function requireAccess(found: CallAccess | Error): CallAccess {
  if (found instanceof Error) throw found
  return found
}

/** Reads the access of one call. */
export const findAccess = async (
  { access }: Pick<CallContext, 'access'>,
  db: Db,
  call: Call,
): Promise<CallAccess> => requireAccess((await access.listAccess(db, [call]))(call))

/** Builds and signs the request of the call's next attempt; stores nothing. */
export function buildRequest(
  context: CallContext,
  call: Call,
  { access, facts }: { readonly access: CallAccess; readonly facts?: unknown },
): BuiltRequest {
  const target = new URL(access.url)
  const given: Sending = omitUndefined({
    operation: call.operation,
    ...createSigningInputs(context, access, target),
    facts,
  })
  const { toWire } = getDialect(call)
  const { interposer } = context
  const wire = interposer ? interposer.sign(given, askedFor(call, call.fence + 1), toWire) : toWire(given)
  return { call, accessKey: access.accessKey, ...withTarget(target, wire) }
}

/** The request as it is on the wire. */
export const toMessage = ({ target, headers, body, method }: WrittenRequest): Message => ({
  line: `${method} ${target.pathname}${target.search} HTTP/1.1`,
  headers: [
    ['host', target.host],
    ...Object.entries(headers),
    ...(method === 'POST' || method === 'PUT' ? [['content-length', String(Buffer.byteLength(body))]] : []),
  ] as [string, string][],
  body: Buffer.from(body),
})

/**
 * Records attempts in the transaction that claims their calls, so that an attempt whose process dies is known. They may
 * be sent once it is committed.
 */
export function prepare(
  context: CallContext,
  tx: Tx,
  { requests, limitMs }: { requests: readonly BuiltRequest[]; limitMs?: DurationMs },
): { prepared: Prepared[]; written: Promise<void> } {
  const startedAt = context.clock.now()
  const startedWallAt = context.wall.now()
  const limitOf = (call: Call): DurationMs => limitMs ?? computePatience(context, call)
  const attempts = requests.map((request): store.NewAttempt => {
    const { call } = request
    const n = call.fence + 1
    const requestSealed = sealMessage(context.seal, toMessage(request), formatPlace(call.id, n, 'request'))
    return { callId: call.id, n, startedAt, startedWallAt, requestSealed }
  })
  const longest = Math.max(0, ...requests.map((request) => limitOf(request.call)))
  const written = store.beginAttempts(tx, attempts, longest + context.settings.leaseMarginMs)
  const prepared = requests.map(({ call, accessKey, ...request }) => {
    const { replyLimitBytes } = getDialect(call)
    const limits = { timeLimitMs: limitOf(call), replyLimitBytes }
    return { call, n: call.fence + 1, startedAt, accessKey, request, limits }
  })
  return { prepared, written }
}

/** Sends an attempt that is recorded. */
export function send(
  { transport, interposer }: CallContext,
  { call, n, request, limits }: Prepared,
): Promise<Exchanged> {
  const sendOne = interposer
    ? (outgoing: Outgoing) => interposer.send(outgoing, askedFor(call, n), transport.send)
    : transport.send
  return sendAll(sendOne, request, limits)
}

/** An attempt of which nothing was sent. */
export const leaveUnsent = ({ request, limits }: Prepared, sent: Sent): Exchanged => ({
  outgoing: toOutgoing(request, limits),
  sent,
})

/** The outcome of a reply, as the dialect reads it; without a reply *unreachable*. */
function outcomeOf(prepared: Prepared, { sent, outcome }: Exchanged): Outcome {
  if (outcome) return outcome
  if (!('received' in sent)) return { kind: 'unreachable', verdict: sent.fault }
  return getDialect(prepared.call).fromWire(prepared.call.operation, sent.received, prepared.accessKey)
}

/** An attempt whose exchange is over. */
export type Answered = {
  readonly prepared: Prepared
  readonly outgoing: Outgoing
  readonly sent: Sent
  readonly outcome: Outcome
}

export function readOutcome(
  { interposer, choices }: CallContext,
  prepared: Prepared,
  exchanged: Exchanged,
): Answered {
  const outcome = outcomeOf(prepared, exchanged)
  const { outgoing, sent } = exchanged
  const { call, n, limits } = prepared
  if (!call.live) choices.heard(call.channelId, sent, limits.timeLimitMs)
  interposer?.heard({ of: askedFor(call, n), outgoing, sent, outcome })
  return { prepared, outgoing, sent, outcome }
}

/** The end of an attempt as its row stores it: with the request that was sent last, if another one led to it. */
export function toEnd(
  { seal }: Pick<CallContext, 'seal'>,
  { prepared: { call, n, request }, outgoing, sent, outcome }: Answered,
): store.AttemptEnd {
  const sealSide = (message: Message, side: 'request' | 'reply'): Uint8Array =>
    sealMessage(seal, message, formatPlace(call.id, n, side))
  const isFirst = outgoing.url.href === request.target.href && outgoing.method === request.method
  const last = isFirst ? undefined : toMessage({ ...outgoing, target: outgoing.url })
  return omitUndefined({
    callId: call.id,
    n,
    verdict: outcome.verdict,
    durationMs: sent.durationMs,
    requestSealed: last && sealSide(last, 'request'),
    replySealed: sent.reply && sealSide(sent.reply, 'reply'),
  })
}

/** Stores how attempts ended, and tells the domains that count them. */
export async function endAttempts(tx: Tx, ends: readonly store.AttemptEnd[]): Promise<void> {
  if (ends.length === 0) return
  await waitForAll([store.endAttempts(tx, ends), emit<AttemptsEnded>(tx, { type: 'attempts.ended' })])
}
