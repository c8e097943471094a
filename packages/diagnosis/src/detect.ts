import { headerOf, membersOf, parametersOf, pathOf } from './exchange.ts'
import type { Exchange, SeenRequest } from './exchange.ts'
import type { Protocol } from './findings.ts'

const bare = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '')

function byBody(request: SeenRequest): Protocol | undefined {
  const activity = membersOf(request.body)?.['activity']
  if (activity === 'orderNotify') return 'order-notification'
  return typeof activity === 'string' ? 'saas-v2' : undefined
}

function ofRequest(request: SeenRequest): Protocol | undefined {
  const { headers } = request
  const has = (name: string): boolean => headerOf(headers, name) !== undefined
  if (has('x-sdk-date') || /^\s*SDK-HMAC/i.test(headerOf(headers, 'authorization') ?? '')) return 'ak-sk'
  if (has('x-sign') || has('x-nonce') || /\/produceAPI\/v2\//i.test(pathOf(request.target))) return 'kit-v2'
  const names = new Set(parametersOf(request.target).map(({ name }) => bare(name)))
  if (has('authToken') || /\/produceAPI\//i.test(pathOf(request.target))) return 'kit-v1'
  if (names.has('authtoken') || (names.has('activity') && request.method.toUpperCase() === 'GET'))
    return 'saas-v1'
  if (names.has('signature') || names.has('nonce')) return byBody(request) ?? 'saas-v2'
  return byBody(request) ?? (pathOf(request.target).endsWith('/order/query') ? 'ak-sk' : undefined)
}

/** The protocol of an exchange by what it carries; undefined if it carries no proof of any. */
export function detectProtocol({ request, reply }: Exchange): Protocol | undefined {
  if (request) return ofRequest(request)
  // A reply alone tells little: V1.0 signs it.
  return reply && headerOf(reply.headers, 'body-sign') !== undefined ? 'saas-v1' : reply && 'saas-v2'
}
