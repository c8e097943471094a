import { proofTraits } from '@loggia/protocol/protocols'
import { listDepths } from '../context.ts'
import type { RequestContext } from '../context.ts'
import { findDifference } from '../difference.ts'
import { readMembers } from '../exchange.ts'
import type { Parameter } from '../exchange.ts'
import { toShownProblem } from '../explaining.ts'
import type { Finding, Problem, Protocol } from '../findings.ts'
import { seek } from '../parameters.ts'
import type { Sought, Wanted } from '../parameters.ts'
import { findComputedProblems, findProofProblems } from '../proof-problems.ts'
import { readProof } from '../proofs.ts'
import { searchSpaces } from '../search.ts'
import type { Space } from '../search.ts'
import { parseStampMs, findTimeFault } from '../stamps.ts'
import { createOtherFormulaSpaces, createStampedSpace } from './stamped.ts'

/** How far a timestamp may differ from the receiver’s clock, in milliseconds (saas-v2 §2.2, joint-kit §4.1). */
const windowMs = 60_000

const isInHeaders = (protocol: Protocol): boolean => proofTraits[protocol].requestProof === 'signed_headers'

const basic: readonly Wanted[] = [
  { name: 'signature', aliases: ['sign', 'sig', 'signatrue'], place: 'query' },
  { name: 'timestamp', aliases: ['ts', 'time', 'timeStamp'], place: 'query' },
  { name: 'nonce', aliases: ['nonceStr', 'random', 'once'], place: 'query' },
]
const kit: readonly Wanted[] = [
  { name: 'x-sign', aliases: ['sign', 'signature', 'x-signature'], place: 'header' },
  { name: 'x-timestamp', aliases: ['timestamp', 'x-time', 'x-ts'], place: 'header' },
  { name: 'x-nonce', aliases: ['nonce', 'x-nonce-str'], place: 'header' },
]

function timestampFault(timestamp: string | undefined, context: RequestContext): Finding | undefined {
  if (timestamp === undefined) return undefined
  if (/^\d{10}$/.test(timestamp)) return { kind: 'timestamp_seconds' }
  if (!/^\d{13}$/.test(timestamp))
    return { kind: 'timestamp_malformed', got: timestamp.slice(0, 80), digits: 13 }
  const at = parseStampMs(timestamp)
  return at === undefined || !context.receivedAt ? undefined : findTimeFault(at, context.receivedAt, windowMs)
}

/** The members of a body as V1.0 would sign them. */
function membersAsPairs({ request }: RequestContext): Parameter[] {
  return Object.entries(readMembers(request.body) ?? {}).flatMap(([name, member]) => {
    if (typeof member === 'object' || member === undefined) return []
    const value = typeof member === 'string' ? member : JSON.stringify(member)
    return [{ name, value, rawName: name, rawValue: value }]
  })
}

/** The received body differs from the sent one. Proved if the signature fits the sent one. */
function sentProblem(
  context: RequestContext,
  proof: string,
  spaceFor: (body: Uint8Array) => Space,
): Problem | undefined {
  const { sentBody, request } = context
  if (!sentBody) return undefined
  const difference = findDifference(sentBody, request.body)
  if (!difference) return undefined
  const right = {
    received: readProof(proof, 'hex'),
    depths: listDepths(0).slice(0, 1),
    budget: context.budget,
  }
  const covers = searchSpaces([spaceFor(sentBody)], right).fits.length > 0
  if (!covers) return undefined
  return {
    subject: 'request',
    explanations: [{ certainty: 'proved', findings: [{ kind: 'body_differs' }], difference }],
  }
}

function signatureProblems(
  context: RequestContext,
  proof: string,
  stamp: { nonce: string; rawNonce: string; timestamp: string },
): Problem[] {
  const { request, keys, protocol } = context
  const formula = isInHeaders(protocol) ? 'kit' : 'basic'
  const spaceFor = (body: Uint8Array): Space =>
    createStampedSpace({ request: { ...request, body }, stamp, keys, formula })
  const members = membersAsPairs(context)
  const others = createOtherFormulaSpaces({ keys, timestamp: stamp.timestamp, members, request })
  const { budget } = context
  const asked = {
    spaces: [spaceFor(request.body), ...others],
    form: 'hex',
    body: request.body,
    budget,
  } as const
  const altered = sentProblem(context, proof, spaceFor)
  const own = altered ? [altered] : findProofProblems({ ...asked, subject: 'request', proof })
  return [...own, ...findComputedProblems(context.computed, asked)]
}

const faultsOf = (sought: readonly (Sought | undefined)[]): Problem[] =>
  sought.flatMap((one) => (one?.fault ? [toShownProblem('request', one.fault)] : []))

/** Checks a request of V2.0, of order notification or of the joint kit’s V2. */
export function checkStampedRequest(context: RequestContext): Problem[] {
  const { request } = context
  const problems: Problem[] = []
  if (request.method.toUpperCase() !== 'POST')
    problems.push(
      toShownProblem('request', { kind: 'method_wrong', got: request.method.slice(0, 20), expected: 'POST' }),
    )
  const [signature, timestamp, nonce] = (isInHeaders(context.protocol) ? kit : basic).map((wanted) =>
    seek(request, wanted),
  )
  problems.push(...faultsOf([signature, timestamp, nonce]))
  const fault = timestampFault(timestamp?.value, context)
  if (fault) problems.push(toShownProblem('request', fault))
  if (signature?.value !== undefined && timestamp?.value !== undefined && nonce?.value !== undefined) {
    const stamp = { nonce: nonce.value, rawNonce: nonce.raw ?? nonce.value, timestamp: timestamp.value }
    problems.push(...signatureProblems(context, signature.value, stamp))
  }
  if (nonce?.value !== undefined && context.noncesSeen.includes(nonce.value))
    problems.push(toShownProblem('request', { kind: 'nonce_replayed' }))
  return problems
}
