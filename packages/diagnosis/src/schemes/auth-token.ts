import { isLargeTarget, mostMistakes } from '../context.ts'
import type { RequestContext } from '../context.ts'
import { membersOf, parametersOf } from '../exchange.ts'
import type { Parameter } from '../exchange.ts'
import { shown } from '../explaining.ts'
import type { Finding, PlainKind, Problem } from '../findings.ts'
import { algorithmName, hmac, otherAlgorithms, plainHash } from '../hashes.ts'
import type { KeyBytes } from '../key-ways.ts'
import { seek } from '../parameters.ts'
import type { Wanted } from '../parameters.ts'
import { computedProblems, proofProblems } from '../proof-problems.ts'
import { distinctWays, spaceOf, way } from '../search.ts'
import type { Space, Way } from '../search.ts'
import { localTimeOf, shortTimeOf, stampMs, timeFault } from '../stamps.ts'
import { pairWays, writePairs } from './pairs.ts'
import type { PairValues } from './pairs.ts'
import { stampedSpace } from './stamped.ts'

const mistake = (kind: PlainKind): Finding => ({ kind })

type MacKey = (key: Buffer, timestamp: string) => Buffer
type Mac = (key: Buffer, text: Uint8Array) => Buffer

const keyings: readonly Way<MacKey>[] = [
  way.right((key, timestamp) => Buffer.concat([key, Buffer.from(timestamp)])),
  way.wrong((key) => key, mistake('key_without_timestamp')),
  way.wrong(
    (key, timestamp) => Buffer.concat([Buffer.from(timestamp), key]),
    mistake('key_behind_timestamp'),
  ),
]
const macs: readonly Way<Mac>[] = [
  way.right((key, text) => hmac(key, text)),
  way.wrong((key, text) => plainHash(Buffer.concat([text, key])), mistake('hash_plain_outer')),
  way.wrong((key, text) => plainHash(Buffer.concat([key, text])), mistake('hash_plain_outer')),
  way.wrong((_, text) => plainHash(text), mistake('hash_plain_outer')),
  way.wrong((key, text) => hmac(text, key), mistake('key_and_text_swapped')),
  ...otherAlgorithms.map((algorithm) =>
    way.wrong<Mac>((key, text) => hmac(key, text, algorithm), {
      kind: 'hash_algorithm' as const,
      algorithm: algorithmName(algorithm),
    }),
  ),
]

function timestampWays(timestamp: string): Way<string>[] {
  const ways = [way.right(timestamp)]
  const add = (text: string | undefined, kind: PlainKind): void => {
    if (text !== undefined) ways.push(way.wrong(text, mistake(kind)))
  }
  add(shortTimeOf(timestamp), 'timestamp_short_signed')
  add(localTimeOf(timestamp), 'timestamp_local_signed')
  return distinctWays(ways, (one) => one)
}

type Values = PairValues & { key: KeyBytes; keying: MacKey; mac: Mac; timestamp: string }

function tokenSpace(context: RequestContext, pairs: readonly Parameter[], timestamp: string): Space {
  const ways = {
    key: context.keys,
    keying: keyings,
    mac: macs,
    timestamp: timestampWays(timestamp),
    ...pairWays(pairs, { blanksCount: context.protocol === 'saas-v1', accessKey: context.accessKey }),
  }
  return spaceOf<Values>(ways, (values) => ({
    digest: values
      .mac(values.keying(values.key.bytes, values.timestamp), writePairs(pairs, values))
      .toString('hex'),
  }))
}

/** The formula of V2.0 with what a V1.0 request has: its time, its body, and a nonce if there is one. */
function v2Space({ request, keys }: RequestContext, pairs: readonly Parameter[], timestamp: string): Space {
  const nonce = pairs.find(({ name }) => name === 'nonce')
  const stamp = { nonce: nonce?.value ?? '', rawNonce: nonce?.rawValue ?? '', timestamp }
  const inner = stampedSpace({ request, keys, stamp, formula: 'basic' })
  return { because: [mistake('v2_formula')], visit: inner.visit }
}

/** The pairs of a request: its query, or the members of its body as the kit signs them. */
function pairsOf({ request, protocol }: RequestContext): Parameter[] {
  if (protocol === 'saas-v1') {
    const query = parametersOf(request.target)
    return query.length > 0 ? query : parametersOf(`?${Buffer.from(request.body).toString('utf8')}`)
  }
  return Object.entries(membersOf(request.body) ?? {}).map(([name, member]) => {
    const value = typeof member === 'string' ? member : member === null ? '' : JSON.stringify(member)
    return { name, value, rawName: name, rawValue: value }
  })
}

function stampFault(timestamp: string, context: RequestContext): Finding | undefined {
  const at = /^\d{17}$/.test(timestamp) ? stampMs(timestamp) : undefined
  if (at === undefined) return { kind: 'timestamp_malformed', got: timestamp.slice(0, 80), digits: 17 }
  // V1.0 names no limit for the age of a request, and the kit keeps local time; only a shift of the zone tells something.
  if (!context.receivedAt || context.protocol === 'kit-v1') return undefined
  const fault = timeFault(at, context.receivedAt, 60_000)
  return fault?.kind === 'timestamp_local' ? fault : undefined
}

const tokenOf = (place: Wanted['place']): Wanted => ({
  name: 'authToken',
  aliases: ['token', 'auth_token', 'sign', 'signature'],
  place,
})
const stampOf = (place: Wanted['place']): Wanted => ({
  name: 'timeStamp',
  aliases: ['timestamp', 'ts', 'time'],
  place,
})

/** Checks a request of V1.0: a query with `authToken`, or the joint kit’s body with its header (saas-v1 §3, joint-kit §4.2). */
export function checkAuthToken(context: RequestContext): Problem[] {
  const { request, protocol } = context
  const problems: Problem[] = []
  const isKit = protocol === 'kit-v1'
  if (isKit && request.method.toUpperCase() !== 'POST')
    problems.push(
      shown('request', { kind: 'method_wrong', got: request.method.slice(0, 20), expected: 'POST' }),
    )
  const token = seek(request, tokenOf(isKit ? 'header' : 'query'))
  const stamp = seek(request, stampOf(isKit ? 'body' : 'query'))
  for (const { fault } of [token, stamp]) if (fault) problems.push(shown('request', fault))
  const fault = stamp.value === undefined ? undefined : stampFault(stamp.value, context)
  if (fault) problems.push(shown('request', fault, fault.kind === 'timestamp_local' ? 'fits' : 'proved'))
  if (token.value === undefined || stamp.value === undefined) return problems
  const pairs = pairsOf(context)
  const spaces = [tokenSpace(context, pairs, stamp.value), v2Space(context, pairs, stamp.value)]
  const most = isLargeTarget(request.target) ? 1 : mostMistakes(request.body)
  const asked = { spaces, form: 'base64', body: request.body, most } as const
  return [
    ...problems,
    ...proofProblems({ ...asked, subject: 'request', proof: token.value }),
    ...computedProblems(context.computed, asked),
  ]
}
