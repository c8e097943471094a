import { messagesByProtocol } from '@loggia/protocol/messages'
import { protocolTraits, protocols } from '@loggia/protocol/protocols'
import type { Protocol as MarketProtocol, ProtocolTraits } from '@loggia/protocol/protocols'
import { findHeader, readMembers, readParameters, readPath } from './exchange.ts'
import type { Exchange, SeenRequest } from './exchange.ts'
import type { Protocol } from './findings.ts'

const bare = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '')

const provenBy = (proof: ProtocolTraits['requestProof']): MarketProtocol[] =>
  protocols.filter((protocol) => protocolTraits[protocol].requestProof === proof)
// If several protocols have the same proof, the first one is the most usual.
const signedInQuery = provenBy('signed_query')
const [usualSigned] = signedInQuery
const [usualToken] = provenBy('auth_token')

function byBody(request: SeenRequest): Protocol | undefined {
  const activity = readMembers(request.body)?.['activity']
  if (typeof activity !== 'string') return undefined
  return signedInQuery.find((one) => messagesByProtocol[one].activities.includes(activity)) ?? usualSigned
}

function ofRequest(request: SeenRequest): Protocol | undefined {
  const { headers } = request
  const has = (name: string): boolean => findHeader(headers, name) !== undefined
  if (has('x-sdk-date') || /^\s*SDK-HMAC/i.test(findHeader(headers, 'authorization') ?? '')) return 'ak-sk'
  if (has('x-sign') || has('x-nonce') || /\/produceAPI\/v2\//i.test(readPath(request.target))) return 'kit-v2'
  const names = new Set(readParameters(request.target).map(({ name }) => bare(name)))
  if (has('authToken') || /\/produceAPI\//i.test(readPath(request.target))) return 'kit-v1'
  if (names.has('authtoken') || (names.has('activity') && request.method.toUpperCase() === 'GET'))
    return usualToken
  if (names.has('signature') || names.has('nonce')) return byBody(request) ?? usualSigned
  return byBody(request) ?? (readPath(request.target).endsWith('/order/query') ? 'ak-sk' : undefined)
}

/** Detects the protocol of an exchange by its proof; undefined if it carries no known proof. */
export function detectProtocol({ request, reply }: Exchange): Protocol | undefined {
  if (request) return ofRequest(request)
  // A reply alone shows only whether it is signed.
  if (!reply) return undefined
  const isSigned = findHeader(reply.headers, 'body-sign') !== undefined
  return protocols.find((protocol) => protocolTraits[protocol].signsReplies === isSigned)
}
