import { readBodyPairs, verifySaasV1, verifySaasV1Body, writeQuery } from '@loggia/signing'
import type { Freshness, SaasV1BodyRefusal, SaasV1BodyVerdict } from '@loggia/signing'
import type { ReceivedMessage } from '../http.ts'
import type { AccessKeys } from '../keys.ts'
import type { Config } from '../options.ts'
import { readClaimsInBody, readClaimsInQuery } from './claims.ts'
import type { Claims } from './claims.ts'
import { refuseUnproven } from './refuse.ts'
import type { RequestContext, Served } from './request-context.ts'
import { tokenProtocols } from './protocols.ts'
import { serveProven } from './serve-proven.ts'
import type { ProofFault } from './why-refused.ts'
import type { TokenProtocol } from './wire-protocol.ts'

/**
 * Where the proof of a request with an `authToken` is: SaaS V1.0 and License 1.0. `parameters` is what the proof covers; with a header these are the members
 * of the body.
 */
export type TokenCarrier =
  | { readonly kind: 'query' | 'form'; readonly parameters: string }
  | { readonly kind: 'header'; readonly authToken: string }

const hasToken = (query: string): boolean => query.includes('authToken=') && /(?:^|&)authToken=/.test(query)

/**
 * Finds the `authToken` of a request. It is a GET, or a POST with an `authToken` in its header, query or form
 * (saas-v1 §2, saas-v2 §2.4).
 */
export function findTokenCarrier(
  { method, header, body }: ReceivedMessage,
  query: string,
): TokenCarrier | undefined {
  if (method === 'GET') return { kind: 'query', parameters: query }
  const authToken = header('authToken')
  if (authToken) return { kind: 'header', authToken }
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(header('content-type') ?? '')
  // Some clients label every body as a form; a request with a `signature` in its query has no `authToken`.
  if (isForm && !/(?:^|&)signature=/.test(query)) {
    const form = new TextDecoder().decode(body)
    if (hasToken(form)) return { kind: 'form', parameters: query === '' ? form : `${query}&${form}` }
  }
  return hasToken(query) ? { kind: 'query', parameters: query } : undefined
}

/**
 * A limit, because each parameter is decoded and sorted before the proof is known. The longest request of the tables
 * has 25.
 */
const mostParameters = 100

/** Serves SaaS V1.0 and License 1.0. */
export async function serveToken(
  context: RequestContext,
  message: ReceivedMessage,
  carrier: TokenCarrier,
): Promise<Served> {
  const { config } = context
  const proof = proofOf(config, message, carrier)
  if (!proof.ok) {
    const { fault, claims } = proof
    const windowMs = config.tokenWindowMs
    // Signed with the current key, because nothing shows which key the caller has.
    const text = refuseUnproven(context, { fault, resultCode: '000001', windowMs, claims })
    return { accessKey: config.accessKeys[0], text }
  }
  const { accessKey, parameters } = proof
  const claims = () => readClaimsInQuery(parameters)
  return serveProven(context, protocolOf(config, parameters), { accessKey, received: parameters, claims })
}

/** The protocol of an activity. If no protocol has it, the first one that is served refuses the request. */
function protocolOf({ protocols }: Config, parameters: string): TokenProtocol {
  const activity = new URLSearchParams(parameters).get('activity') ?? ''
  return (
    tokenProtocols.find(({ activities }) => activities.includes(activity)) ??
    tokenProtocols.find(({ protocol }) => protocols.has(protocol)) ??
    tokenProtocols[0]
  )
}

/** The proved parameters and the key that proved them, or the broken rule. */
type Proof =
  | { readonly ok: true; readonly accessKey: string; readonly parameters: string }
  | { readonly ok: false; readonly fault: ProofFault; readonly claims: Claims }

const tooMany = {
  ok: false,
  fault: { code: 'too_many_parameters', most: mostParameters },
  claims: {},
} as const satisfies Proof

/** Verifies with one key after the other. If none fits, the verdict is that of the first one. */
function judgeByAny(
  [current, ...others]: AccessKeys,
  verify: (accessKey: string) => SaasV1BodyVerdict,
): { readonly accessKey: string; readonly verdict: SaasV1BodyVerdict } {
  const verdict = verify(current)
  const differs = !verdict.ok && verdict.reason.code === 'signature_differs'
  const fitting = differs ? others.find((accessKey) => verify(accessKey).ok) : undefined
  return fitting === undefined
    ? { accessKey: current, verdict }
    : { accessKey: fitting, verdict: { ok: true } }
}

function proofOf(config: Config, { body }: ReceivedMessage, carrier: TokenCarrier): Proof {
  if (carrier.kind === 'header') return proofOfBody(config, carrier.authToken, body)
  const { parameters } = carrier
  if (parameters.split('&', mostParameters + 1).length > mostParameters) return tooMany
  const freshness = freshnessOf(config, 0)
  const { accessKey, verdict } = judgeByAny(config.accessKeys, (key) =>
    verifySaasV1({ accessKey: key, query: parameters, freshness, explain: false }),
  )
  return verdict.ok
    ? { ok: true, accessKey, parameters }
    : { ok: false, fault: verdict.reason, claims: readClaimsInQuery(parameters) }
}

/** Verifies a proof in the header. It covers the members of the body only, not the query. */
function proofOfBody(config: Config, authToken: string, body: Uint8Array): Proof {
  // The timestamp of a body is in UTC+8 (saas-v1 §11), but in UTC if the caller took it from a query.
  const proof = judgeBody(config, config.accessKeys, { authToken, body, aheadMs: [0, chinaMs] })
  return proof.ok
    ? { ok: true, accessKey: proof.accessKey, parameters: writeQuery(readBodyPairs(body) ?? []) }
    : { ok: false, fault: proof.fault, claims: readClaimsInBody(body) }
}

/** The key that proved a body, or the broken rule. */
export type JudgedBody =
  | { readonly ok: true; readonly accessKey: string }
  | { readonly ok: false; readonly fault: ProofFault }

/** The time of UTC+8 is so far ahead of UTC. */
export const chinaMs = 8 * 3_600_000

/** What a header proves. `aheadMs` has the zones in which the timestamp of the body may be. */
type BodyProof = {
  readonly authToken: string | undefined
  readonly body: Uint8Array
  readonly aheadMs: readonly [number, ...number[]]
}

/** Verifies the `authToken` header of a body with one key after the other. */
export function judgeBody(
  config: Pick<Config, 'now' | 'tokenWindowMs'>,
  keys: AccessKeys,
  { authToken, body, aheadMs: [first, ...others] }: BodyProof,
): JudgedBody {
  const members = readBodyPairs(body)
  if (members && members.length > mostParameters) return { ok: false, fault: tooMany.fault }
  const { accessKey, verdict } = judgeByAny(keys, (key) => {
    const verify = (ms: number) =>
      verifySaasV1Body({ accessKey: key, authToken, body, freshness: freshnessOf(config, ms) })
    let best = verify(first)
    for (const ms of others) if (isStale(best)) best = nearer(best, verify(ms))
    return best
  })
  return verdict.ok ? { ok: true, accessKey } : { ok: false, fault: verdict.reason }
}

type Stale = { readonly ok: false; readonly reason: Extract<SaasV1BodyRefusal, { code: 'stale' }> }
const isStale = (verdict: SaasV1BodyVerdict): verdict is Stale =>
  !verdict.ok && verdict.reason.code === 'stale'

/** If a timestamp is stale in two zones, the one that is nearer to the current time is reported. */
const nearer = (one: Stale, other: SaasV1BodyVerdict): SaasV1BodyVerdict =>
  isStale(other) && one.reason.byMs < other.reason.byMs ? one : other

/** The limits for timestamps in a zone; undefined if requests of any age are accepted. */
const freshnessOf = (
  { now, tokenWindowMs: windowMs }: Pick<Config, 'now' | 'tokenWindowMs'>,
  aheadMs: number,
): Freshness | undefined => (windowMs === false ? undefined : { nowMs: now() + aheadMs, windowMs })
