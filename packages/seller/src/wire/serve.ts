import { findKitCall } from '@loggia/protocol/kit'
import type { ReceivedMessage } from '../http.ts'
import { writeRefusal } from './refuse.ts'
import type { RequestContext, Served } from './request-context.ts'
import { serveKit } from './serve-kit.ts'
import { findTokenCarrier, serveToken } from './serve-token.ts'
import { serveSigned } from './serve-signed.ts'

/**
 * Serves a request by its kind of proof, which its method, query, header and body show; calls of the joint kit have
 * paths of their own.
 */
export function serve(context: RequestContext, message: ReceivedMessage): Promise<Served> | Served {
  const { method, url, body } = message
  if (method !== 'POST' && method !== 'GET')
    return {
      accessKey: context.config.accessKeys[0],
      text: writeRefusal('000002', 'Only GET and POST are answered.'),
    }
  const path = pathOf(url)
  if (context.config.handlers.kit && path.includes('/produceAPI/')) {
    const kitCall = findKitCall(path)
    if (kitCall) return serveKit(context, message, kitCall)
    const text = writeRefusal('000002', 'The joint kit has no interface of this name.')
    return { accessKey: context.config.kitKeys[0], text }
  }
  const query = queryOf(url)
  const carrier = findTokenCarrier(message, query)
  return carrier ? serveToken(context, message, carrier) : serveSigned(context, { query, body })
}

/** The part before the question mark, not decoded. */
const pathOf = (url: string): string => url.split(/[?#]/, 1)[0] ?? ''

/** The part after the question mark, not decoded. */
function queryOf(url: string): string {
  const start = url.indexOf('?')
  if (start < 0) return ''
  const end = url.indexOf('#', start)
  return end < 0 ? url.slice(start + 1) : url.slice(start + 1, end)
}
