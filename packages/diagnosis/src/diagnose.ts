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

/** The exchange to explain, and what is known about it. */
export type DiagnosisAsked = {
  readonly exchange: Exchange
  /** The access key that both sides should use; the secret key (SK) for `ak-sk`. */
  readonly accessKey: string
  /** Keys that may have been used by mistake: of other interface classes, or older ones. */
  readonly otherKeys?: readonly NamedKey[] | undefined
  /** The access key id (AK) for `ak-sk`, to recognise that it was used as the secret. */
  readonly accessKeyId?: string | undefined
  /** Default: detected from the exchange. */
  readonly protocol?: Protocol | undefined
  /**
   * When the request was received, in UTC milliseconds. Default: the time in the record, or the `Date` of the reply.
   */
  readonly receivedAtMs?: number | undefined
  /** The proof that the receiver’s own code computed, if it is known. The mistake in that code is then searched too. */
  readonly computed?: string | undefined
  /** The body that was sent, if a different one was received. */
  readonly sentBody?: Uint8Array | undefined
  /** Nonces of earlier requests. */
  readonly noncesSeen?: readonly string[] | undefined
}

/** What was checked, and every problem that was found. No problems: everything that could be checked is correct. */
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
/** A late request can be correct otherwise, so the receiver's own reason for the refusal is still used. */
const saysNothingOfProof = ({ subject, explanations }: Problem): boolean =>
  subject === 'computed' ||
  explanations.every(({ findings }) => findings.every(({ kind }) => ofTime.has(kind)))

/**
 * Finds the root cause of a refused request or reply. It computes the proof again with every known mistake, alone and
 * in pairs, and with the frequent ones also in threes, and returns those that give exactly the received proof. Problems
 * that the exchange itself shows are added. The function is pure: the same input gives the same result, and the result
 * contains no key. Throws a RangeError if the access key is empty.
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
