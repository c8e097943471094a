import { messagesByProtocol } from '@loggia/protocol/messages'
import { protocolTraits, protocols } from '@loggia/protocol/protocols'
import type { Protocol as MarketProtocol, ProtocolTraits } from '@loggia/protocol/protocols'
import { findHeader, readMembers, readParameters, readPath } from './exchange.ts'
import type { Exchange, SeenRequest } from './exchange.ts'
import type { Protocol } from './findings.ts'

const bare = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '')

const provenBy = (proof: ProtocolTraits['requestProof']): MarketProtocol[] =>
  protocols.filter((protocol) => protocolTraits[protocol].requestProof === proof)
/** The protocol with this proof that has the activity. If several have it, the first one is the most usual. */
function byActivity(proof: ProtocolTraits['requestProof'], activity: unknown): MarketProtocol | undefined {
  const proven = provenBy(proof)
  return (
    proven.find((one) => messagesByProtocol[one].activities.some((name) => name === activity)) ?? proven[0]
  )
}

/** The protocols whose proof is in headers: that with a nonce, and that with a token over the members of the body. */
const [byHeaders] = provenBy('signed_headers')
const byTokenHeader = provenBy('auth_token').find((one) => protocolTraits[one].membersIn === 'body')

function byBody(request: SeenRequest): Protocol | undefined {
  const activity = readMembers(request.body)?.['activity']
  return typeof activity === 'string' ? byActivity('signed_query', activity) : undefined
}

/** The APIs of orders and licenses; a proxy may have cut the path. */
const isOpenApi = (path: string): boolean =>
  path.endsWith('/order/query') || /\/mkp-openapi-public\/|\/license\/(?:activate|heartbeat)$/.test(path)

function ofRequest(request: SeenRequest): Protocol | undefined {
  const { headers } = request
  const has = (name: string): boolean => findHeader(headers, name) !== undefined
  if (has('x-sdk-date') || /^\s*SDK-HMAC/i.test(findHeader(headers, 'authorization') ?? '')) return 'ak-sk'
  if (has('x-sign') || has('x-nonce') || /\/produceAPI\/v2\//i.test(readPath(request.target)))
    return byHeaders
  const parameters = readParameters(request.target)
  const names = new Set(parameters.map(({ name }) => bare(name)))
  if (has('authToken') || /\/produceAPI\//i.test(readPath(request.target))) return byTokenHeader
  if (names.has('authtoken') || (names.has('activity') && request.method.toUpperCase() === 'GET'))
    return byActivity('auth_token', parameters.find(({ name }) => bare(name) === 'activity')?.value)
  if (names.has('signature') || names.has('nonce'))
    return byBody(request) ?? byActivity('signed_query', undefined)
  return byBody(request) ?? (isOpenApi(readPath(request.target)) ? 'ak-sk' : undefined)
}

/** Detects the protocol of an exchange by its proof; undefined if it carries no known proof. */
export function detectProtocol({ request, reply }: Exchange): Protocol | undefined {
  if (request) return ofRequest(request)
  // A reply alone shows only whether it is signed.
  if (!reply) return undefined
  const isSigned = findHeader(reply.headers, 'body-sign') !== undefined
  return protocols.find((protocol) => protocolTraits[protocol].signsReplies === isSigned)
}
