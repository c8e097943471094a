import { proofTraits } from '@loggia/protocol/protocols'
import { listBodyWays } from '../body/body-ways.ts'
import type { Made } from '../body/body-ways.ts'
import { listDepths, isLargeTarget, largeBody } from '../context.ts'
import type { RequestContext } from '../context.ts'
import { findHeader, readMembers, readParameters } from '../exchange.ts'
import type { Parameter } from '../exchange.ts'
import { toShownProblem } from '../explaining.ts'
import type { Finding, Problem, Protocol } from '../findings.ts'
import { computeHmac, computeHash } from '../hashes.ts'
import type { KeyBytes } from '../key-ways.ts'
import { seek } from '../parameters.ts'
import type { Wanted } from '../parameters.ts'
import { findComputedProblems, findProofProblems } from '../proof-problems.ts'
import { createSpace, way } from '../search.ts'
import type { Space, Way } from '../search.ts'
import { parseStampMs, findTimeFault } from '../stamps.ts'
import { macWays, toFinding, textChanges } from './formula.ts'
import type { Mac, TextChange } from './formula.ts'
import { listPairWays, writePairs } from './pairs.ts'
import type { PairValues } from './pairs.ts'
import { listTimestampWays } from './stamp-ways.ts'
import { createStampedSpace } from './stamped.ts'

/** V1.0 has its members in the query, the joint kit has them in the body. */
const isInQuery = (protocol: Protocol): boolean => proofTraits[protocol].membersIn === 'query'

type MacKey = (key: Buffer, timestamp: string) => Buffer

const joinedBy = (separator: string): Way<MacKey> =>
  way.wrong((key, timestamp) => Buffer.concat([key, Buffer.from(separator + timestamp)]), {
    kind: 'key_timestamp_separated',
    separator,
  })
const keyings: readonly Way<MacKey>[] = [
  way.right((key, timestamp) => Buffer.concat([key, Buffer.from(timestamp)])),
  way.common((key) => key, toFinding('key_without_timestamp')),
  way.common(
    (key, timestamp) => Buffer.concat([Buffer.from(timestamp), key]),
    toFinding('key_behind_timestamp'),
  ),
  way.wrong((_, timestamp) => Buffer.from(timestamp), { kind: 'key_made_of', of: 'timestamp' }),
  ...['&', ':', ',', '|', '-', '_', ' ', '\n', '+', '=', '.', '#'].map(joinedBy),
  way.wrong((key, timestamp) => computeHash(Buffer.concat([key, Buffer.from(timestamp)])), {
    kind: 'key_made_of',
    of: 'digest',
  }),
  way.wrong(
    (key, timestamp) =>
      Buffer.from(computeHash(Buffer.concat([key, Buffer.from(timestamp)])).toString('hex')),
    { kind: 'key_made_of', of: 'digest' },
  ),
  way.wrong(
    (key, timestamp) =>
      Buffer.from(computeHash(Buffer.concat([key, Buffer.from(timestamp)]), 'md5').toString('hex')),
    { kind: 'key_made_of', of: 'digest' },
  ),
  way.wrong((key, timestamp) => computeHmac(key, timestamp), { kind: 'key_made_of', of: 'digest' }),
  way.wrong(
    (key, timestamp) => Buffer.from(Buffer.concat([key, Buffer.from(timestamp)]).toString('base64')),
    { kind: 'key_made_of', of: 'digest' },
  ),
]

type Values = PairValues & { key: KeyBytes; keying: MacKey; mac: Mac; change: TextChange; timestamp: string }

function tokenSpace(context: RequestContext, pairs: readonly Parameter[], timestamp: string): Space {
  const { request, protocol, accessKey, keys } = context
  const address = request.target.replace(/[?#].*$/s, '')
  const host = findHeader(request.headers, 'host') ?? ''
  const ways = {
    ...listPairWays(pairs, { blanksCount: isInQuery(protocol), accessKey, address, host }),
    timestamp: listTimestampWays(timestamp),
    key: keys,
    keying: keyings,
    change: textChanges,
    mac: macWays,
  }
  let last: { by: readonly unknown[]; text: Uint8Array } | undefined
  /** Remembers the text, because the ways of the later steps are tried one after the other with the same one. */
  const textOf = (by: PairValues): Uint8Array => {
    const now = [by.choice, by.writing, by.order, by.joining, by.encoding]
    if (!last?.by.every((one, i) => one === now[i])) last = { by: now, text: writePairs(pairs, by) }
    return last.text
  }
  return createSpace<Values>(ways, (values) => {
    const { mac, keying, key, change, timestamp: time } = values
    const text = textOf(values)
    return {
      digest: mac(keying(key.bytes, time), change(text), time),
      cost: text.length / 1300,
    }
  })
}

/** The formula of V2.0 with the parts of a V1.0 request: its time, its body, and a nonce if there is one. */
function v2Space({ request, keys }: RequestContext, pairs: readonly Parameter[], timestamp: string): Space {
  const nonce = pairs.find(({ name }) => name === 'nonce')
  const stamp = { nonce: nonce?.value ?? '', rawNonce: nonce?.rawValue ?? '', timestamp }
  const inner = createStampedSpace({ request, keys, stamp, formula: 'basic' })
  return { because: [toFinding('v2_formula')], implied: ['proof_hex_for_base64'], visit: inner.visit }
}

/** The text of the body, signed instead of the pairs that the kit makes from it. */
function bodySpace({ request, keys }: RequestContext, timestamp: string): Space {
  const ways = {
    body: listBodyWays(request.body),
    timestamp: listTimestampWays(timestamp),
    key: keys,
    keying: keyings,
    mac: macWays,
  }
  type Signed = { body: Made; timestamp: string; key: KeyBytes; keying: MacKey; mac: Mac }
  const compute = ({ body, timestamp: time, key, keying, mac }: Signed) => ({
    digest: mac(keying(key.bytes, time), body.bytes, time),
    signed: body.bytes,
    cost: body.bytes.length / 1300,
  })
  return createSpace<Signed>(ways, compute, [toFinding('pairs_body_signed')])
}

/** The pairs of a request: its query, or the members of its body as the kit signs them. */
function pairsOf({ request, protocol }: RequestContext): Parameter[] {
  if (isInQuery(protocol)) {
    const query = readParameters(request.target)
    return query.length > 0 ? query : readParameters(`?${Buffer.from(request.body).toString('utf8')}`)
  }
  return Object.entries(readMembers(request.body) ?? {}).map(([name, member]) => {
    const value = typeof member === 'string' ? member : member === null ? '' : JSON.stringify(member)
    return { name, value, rawName: name, rawValue: value }
  })
}

function stampFault(timestamp: string, context: RequestContext): Finding | undefined {
  const at = /^\d{17}$/.test(timestamp) ? parseStampMs(timestamp) : undefined
  if (at === undefined) return { kind: 'timestamp_malformed', got: timestamp.slice(0, 80), digits: 17 }
  // V1.0 has no limit for the age of a request, and the kit uses local time, so only a shift by the time zone means
  // something.
  if (!context.receivedAt || !isInQuery(context.protocol)) return undefined
  const fault = findTimeFault(at, context.receivedAt, 60_000)
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

/**
 * Checks a request of V1.0: a query with `authToken`, or the joint kit’s body with its header (saas-v1 §3, joint-kit
 * §4.2).
 */
export function checkAuthToken(context: RequestContext): Problem[] {
  const { request, protocol } = context
  const problems: Problem[] = []
  const isKit = !isInQuery(protocol)
  if (isKit && request.method.toUpperCase() !== 'POST')
    problems.push(
      toShownProblem('request', { kind: 'method_wrong', got: request.method.slice(0, 20), expected: 'POST' }),
    )
  const token = seek(request, tokenOf(isKit ? 'header' : 'query'))
  const stamp = seek(request, stampOf(isKit ? 'body' : 'query'))
  for (const { fault } of [token, stamp]) if (fault) problems.push(toShownProblem('request', fault))
  const fault = stamp.value === undefined ? undefined : stampFault(stamp.value, context)
  if (fault)
    problems.push(toShownProblem('request', fault, fault.kind === 'timestamp_local' ? 'fits' : 'proved'))
  if (token.value === undefined || stamp.value === undefined) return problems
  const foundAs = token.fault?.kind === 'parameter_misspelled' ? token.fault.got : 'authToken'
  const pairs = pairsOf(context).filter(({ name }) => name === 'authToken' || name !== foundAs)
  const spaces = [
    tokenSpace(context, pairs, stamp.value),
    v2Space(context, pairs, stamp.value),
    ...(isKit ? [bodySpace(context, stamp.value)] : []),
  ]
  const depths = listDepths(isLargeTarget(request.target) ? largeBody + 1 : request.body.length)
  const { budget } = context
  const asked = { spaces, form: 'base64', body: request.body, depths, budget } as const
  return [
    ...problems,
    ...findProofProblems({ ...asked, subject: 'request', proof: token.value }),
    ...findComputedProblems(context.computed, asked),
  ]
}
