import { readRequest } from '@loggia/protocol/saas/v1'
import { bodyPairs, verifySaasV1, verifySaasV1Body, writeQuery } from '@loggia/signing'
import type { Freshness } from '@loggia/signing'
import type { ReceivedMessage } from '../http.ts'
import type { Config } from '../options.ts'
import { answered, plainRefusal, unproven, unreadable } from './answered.ts'
import { replyOfSaasV1, requestOfSaasV1 } from './saas-v1.ts'
import { encryptTypeOf, sealingOf } from './sealing.ts'
import type { Served, Service } from './service.ts'

/** Where the proof of a request of SaaS V1.0 stands, and the parameters that it covers unless they are the body's members. */
export type SaasV1Carrier =
  | { readonly kind: 'query' | 'form'; readonly parameters: string }
  | { readonly kind: 'header'; readonly authToken: string }

const hasToken = (query: string): boolean => query.includes('authToken=') && /(?:^|&)authToken=/.test(query)

/** A GET is of SaaS V1.0, and a POST with an `authToken`, in its header, its query or its form (saas-v1 §2, saas-v2 §2.4). */
export function saasV1CarrierOf(
  { method, header, body }: ReceivedMessage,
  query: string,
): SaasV1Carrier | undefined {
  if (method === 'GET') return { kind: 'query', parameters: query }
  const authToken = header('authToken')
  if (authToken) return { kind: 'header', authToken }
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(header('content-type') ?? '')
  // Some clients call every body a form: one that is signed in its query is not of V1.0 for that.
  if (isForm && !/(?:^|&)signature=/.test(query)) {
    const form = new TextDecoder().decode(body)
    if (hasToken(form)) return { kind: 'form', parameters: query === '' ? form : `${query}&${form}` }
  }
  return hasToken(query) ? { kind: 'query', parameters: query } : undefined
}

/** More are not verified: the longest request of the tables has 25, and each is decoded and sorted before its proof is known. */
const mostParameters = 100

/** Serves SaaS V1.0. */
export async function serveSaasV1(
  service: Service,
  message: ReceivedMessage,
  carrier: SaasV1Carrier,
): Promise<Served> {
  const { config } = service
  const { accessKey } = config
  const proof = proofOf(config, message, carrier)
  if (!proof.ok) return { accessKey, text: unproven(service, proof.code, '000001') }
  if (!config.protocols.has('saas-v1'))
    return { accessKey, text: plainRefusal('000002', 'SaaS V1.0 is not served here.') }
  return { accessKey, text: await serveProven(service, proof.parameters) }
}

/** The parameters that are proven, or the rule that the request breaks. */
type Proof =
  | { readonly ok: true; readonly parameters: string }
  | { readonly ok: false; readonly code: string }

const tooMany: Proof = { ok: false, code: 'too_many_parameters' }

function proofOf(config: Config, { body }: ReceivedMessage, carrier: SaasV1Carrier): Proof {
  if (carrier.kind === 'header') return proofOfBody(config, carrier.authToken, body)
  const { parameters } = carrier
  if (parameters.split('&', mostParameters + 1).length > mostParameters) return tooMany
  const [freshness] = freshnessOf(config)
  const verdict = verifySaasV1({ accessKey: config.accessKey, query: parameters, freshness, explain: false })
  return verdict.ok ? { ok: true, parameters } : { ok: false, code: verdict.reason.code }
}

/** What the header proves are the members of the body, and nothing that stands beside it. */
function proofOfBody(config: Config, authToken: string, body: Uint8Array): Proof {
  const members = bodyPairs(body)
  if (members && members.length > mostParameters) return tooMany
  const verify = (freshness: Freshness | undefined) =>
    verifySaasV1Body({ accessKey: config.accessKey, authToken, body, freshness })
  const [ours, theirs] = freshnessOf(config)
  const verdict = verify(ours)
  // A body's time is in UTC+8 (saas-v1 §11), and in UTC where somebody took it from a query.
  const again = verdict.ok || verdict.reason.code !== 'stale' ? verdict : verify(theirs)
  return again.ok
    ? { ok: true, parameters: writeQuery(members ?? []) }
    : { ok: false, code: again.reason.code }
}

const eightHoursMs = 8 * 3_600_000

/** How old a request may be, by a time stamp in UTC and by one in UTC+8; nothing if its age does not matter. */
function freshnessOf({ now, saasV1WindowMs: windowMs }: Config): readonly (Freshness | undefined)[] {
  if (windowMs === false) return []
  const nowMs = now()
  return [
    { nowMs, windowMs },
    { nowMs: nowMs + eightHoursMs, windowMs },
  ]
}

async function serveProven(service: Service, query: string): Promise<string> {
  const { config } = service
  const read = readRequest(query)
  if (!read.ok) return unreadable(service, read.reason)
  const sealing = sealingOf(config.accessKey, encryptTypeOf(config.encryptType, 'saas-v1'))
  return answered(service, requestOfSaasV1(read.request, config), (outcome) =>
    replyOfSaasV1(outcome, sealing),
  )
}
