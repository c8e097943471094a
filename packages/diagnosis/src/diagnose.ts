import { omitUndefined } from '@loggia/kernel'
import { proofTraits } from '@loggia/protocol/protocols'
import { searchCost } from './context.ts'
import type { Context } from './context.ts'
import { detectProtocol } from './detect.ts'
import { findHeader, withFormInTarget } from './exchange.ts'
import type { Exchange } from './exchange.ts'
import { toShownProblem } from './explaining.ts'
import type { Problem, Protocol, Subject } from './findings.ts'
import { listKeyWays } from './key-ways.ts'
import type { NamedKey } from './key-ways.ts'
import { checkAkSk } from './schemes/ak-sk.ts'
import { checkAuthToken } from './schemes/auth-token.ts'
import { checkRequestFields } from './schemes/fields.ts'
import { checkReply } from './schemes/reply.ts'
import { checkStampedRequest } from './schemes/stamped-request.ts'
import { parseHttpDateMs } from './stamps.ts'
import type { ReceivedAt } from './stamps.ts'

/** What is to be explained, and what is known of it. */
export type DiagnosisAsked = {
  readonly exchange: Exchange
  /** The access key that both sides should use; the secret key (SK) for `ak-sk`. */
  readonly accessKey: string
  /** Keys that may have been taken for it: of other interface classes, or older ones. */
  readonly otherKeys?: readonly NamedKey[] | undefined
  /** The access key id (AK) for `ak-sk`, to tell when it was taken for the secret. */
  readonly accessKeyId?: string | undefined
  /** Found out by itself if absent. */
  readonly protocol?: Protocol | undefined
  /** When the request was received, in UTC milliseconds; else the record’s own time and the `Date` of the reply are used. */
  readonly receivedAtMs?: number | undefined
  /** The proof that the receiver’s own code came to, if it is known: then that code’s mistake is looked for too. */
  readonly computed?: string | undefined
  /** The body as it was sent, if another one was received. */
  readonly sentBody?: Uint8Array | undefined
  /** Nonces of earlier requests. */
  readonly noncesSeen?: readonly string[] | undefined
}

/** What was looked at, and all that is wrong with it. No problems: everything that could be checked is as it should be. */
export type Diagnosis = {
  readonly protocol: Protocol | undefined
  readonly checked: readonly Subject[]
  readonly problems: readonly Problem[]
}

function receivedAt({ exchange, receivedAtMs }: DiagnosisAsked): ReceivedAt | undefined {
  const given = receivedAtMs ?? exchange.seenAtMs
  if (given !== undefined) return { atMs: given, clock: 'given' }
  const date = exchange.reply && findHeader(exchange.reply.headers, 'date')
  const atMs = date === undefined ? undefined : parseHttpDateMs(date)
  return atMs === undefined ? undefined : { atMs, clock: 'reply' }
}

function requestProblems(context: Context): Problem[] {
  const { request } = context.exchange
  if (!request) return []
  const known = { ...context, request }
  switch (proofTraits[context.protocol].requestProof) {
    case 'signed_query':
    case 'signed_headers':
      return checkStampedRequest(known)
    case 'auth_token':
      return [...checkAuthToken(known), ...checkRequestFields(known)]
    case 'ak_sk':
      return checkAkSk(known)
  }
}

function contextOf(asked: DiagnosisAsked, protocol: Protocol): Context {
  const { accessKeyId, accessKey, otherKeys = [] } = asked
  const id = accessKeyId === undefined ? [] : [{ name: 'access key id', key: accessKeyId }]
  return {
    protocol,
    exchange: asked.exchange,
    accessKey,
    accessKeyId,
    keys: listKeyWays(accessKey, [...otherKeys, ...id]),
    receivedAt: receivedAt(asked),
    computed: asked.computed?.trim() === '' ? undefined : asked.computed,
    sentBody: asked.sentBody,
    noncesSeen: asked.noncesSeen ?? [],
    budget: { left: searchCost },
  }
}

const ofTime: ReadonlySet<string> = new Set(['clock_skew', 'timestamp_local'])
/** A request that is late is right all the same: what its receiver says of it is worth reading. */
const saysNothingOfProof = ({ subject, explanations }: Problem): boolean =>
  subject === 'computed' ||
  explanations.every(({ findings }) => findings.every(({ kind }) => ofTime.has(kind)))

/**
 * Names the root cause of a refused request or reply. It computes the proof anew with every mistake it knows, alone and in
 * twos, and says which of them give exactly what was received; what the exchange itself shows is named beside.
 * Pure: the same question has the same answer, and nothing in the answer tells a key.
 * Throws a RangeError on an empty key.
 */
export function diagnose(asked: DiagnosisAsked): Diagnosis {
  if (asked.accessKey === '') throw new RangeError('The access key is empty.')
  const { request } = asked.exchange
  const exchange = {
    ...asked.exchange,
    ...omitUndefined({ request: request ? withFormInTarget(request) : undefined }),
  }
  const checked: Subject[] = [
    ...(exchange.request ? ['request' as const] : []),
    ...(exchange.reply ? ['reply' as const] : []),
  ]
  const protocol = asked.protocol ?? detectProtocol(exchange)
  if (protocol === undefined) {
    const unknown = toShownProblem('request', { kind: 'protocol_unknown' })
    return { protocol, checked, problems: [unknown] }
  }
  const context = contextOf({ ...asked, exchange }, protocol)
  const ofRequest = requestProblems(context)
  const requestIsRight = ofRequest.every(saysNothingOfProof)
  const ofReply = exchange.reply ? checkReply({ ...context, reply: exchange.reply }, { requestIsRight }) : []
  return { protocol, checked, problems: [...ofRequest, ...ofReply] }
}
