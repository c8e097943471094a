import { readRequest } from '@loggia/protocol/saas/v1'
import { bodyPairs, verifySaasV1, verifySaasV1Body, writeQuery } from '@loggia/signing'
import type { ReceivedMessage } from '../http.ts'
import { answered, plainRefusal, unproven, unreadable } from './answered.ts'
import { replyOfSaasV1, requestOfSaasV1 } from './saas-v1.ts'
import { encryptTypeOf, sealingOf } from './sealing.ts'
import type { Served, Service } from './service.ts'

/** Where the proof of a request of SaaS V1.0 stands, or undefined if it is none. */
export type SaasV1Carrier = 'query' | 'form' | 'header'

const hasToken = (query: string): boolean => query.includes('authToken=') && /(?:^|&)authToken=/.test(query)

/** A GET is of SaaS V1.0, and a POST with an `authToken`, in its header, its query or its form (saas-v1 §2, saas-v2 §2.4). */
export function saasV1CarrierOf(
  { method, header, body }: ReceivedMessage,
  query: string,
): SaasV1Carrier | undefined {
  if (method === 'GET') return 'query'
  if (header('authToken')) return 'header'
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(header('content-type') ?? '')
  // Some clients call every body a form: one that is signed in its query is not of V1.0 for that.
  if (isForm && !/(?:^|&)signature=/.test(query) && hasToken(textOf(body))) return 'form'
  return hasToken(query) ? 'query' : undefined
}

const textOf = (body: Uint8Array): string => new TextDecoder().decode(body)

/** Serves SaaS V1.0. */
export async function serveSaasV1(
  service: Service,
  message: ReceivedMessage,
  { query, carrier }: { query: string; carrier: SaasV1Carrier },
): Promise<Served> {
  const { config } = service
  const { accessKey, saasV1WindowMs: windowMs } = config
  const freshness = windowMs === undefined ? undefined : { nowMs: config.now(), windowMs }
  const form =
    carrier === 'form' ? [query, textOf(message.body)].filter((part) => part !== '').join('&') : query
  const verdict =
    carrier === 'header'
      ? verifySaasV1Body({
          accessKey,
          authToken: message.header('authToken') ?? undefined,
          body: message.body,
          freshness,
        })
      : verifySaasV1({ accessKey, query: form, freshness })
  if (!verdict.ok) return { accessKey, text: unproven(service, verdict.reason.code, '000001') }
  if (!config.protocols.has('saas-v1'))
    return { accessKey, text: plainRefusal('000002', 'SaaS V1.0 is not served here.') }
  // What the header proves are the members of the body, and nothing that stands beside it.
  const proven = carrier === 'header' ? writeQuery(bodyPairs(message.body) ?? []) : form
  return { accessKey, text: await serveProven(service, proven) }
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
