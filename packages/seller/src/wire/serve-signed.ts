import { readNotification } from '@loggia/protocol/orders'
import { readRequest, signatureRefusalCode } from '@loggia/protocol/saas/v2'
import { decodeObject } from '@loggia/protocol/wire'
import { verifySaasV2 } from '@loggia/signing'
import { answered, plainRefusal, unproven, unreadable } from './answered.ts'
import { replyOfNotification, requestOfNotification } from './notification.ts'
import { replyOfSaasV2, requestOfSaasV2 } from './saas-v2.ts'
import { sealingOf } from './sealing.ts'
import type { Served, Service } from './service.ts'

/** What came to an address, its query not yet decoded. */
export type Signed = { readonly query: string; readonly body: Uint8Array }

/** Serves what is signed in its query: SaaS V2.0 and order notifications, each with its own key (saas-v2 §2.2). */
export async function serveSigned(service: Service, signed: Signed): Promise<Served> {
  const { config, nonces } = service
  const isNotification = isNamedNotification(signed.body)
  const accessKey = isNotification ? config.notificationKey : config.accessKey
  const query = new URLSearchParams(signed.query)
  const parameter = (name: string): string | undefined => query.get(name) ?? undefined
  const verdict = await verifySaasV2({
    accessKey,
    query: {
      signature: parameter('signature'),
      timestamp: parameter('timestamp'),
      nonce: parameter('nonce'),
    },
    body: signed.body,
    nowMs: config.now(),
    windowMs: config.replayWindowMs,
    nonces: nonces(accessKey),
  })
  if (!verdict.ok) {
    const { reason } = verdict
    return { accessKey, text: unproven(service, reason.code, signatureRefusalCode(reason)) }
  }
  const serve = isNotification ? serveNotification : serveSaasV2
  return { accessKey, text: await serve(service, signed.body) }
}

/** Which key a request is to be verified with has to be told before it is; what it then says is read again. */
function isNamedNotification(body: Uint8Array): boolean {
  // Most bodies neither hold the word nor an escape that could spell it, and need not be parsed twice.
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength)
  if (!text.includes('orderNotify') && !text.includes('\\u')) return false
  const decoded = decodeObject(body)
  return decoded.ok && decoded.value['activity'] === 'orderNotify'
}

async function serveNotification(service: Service, body: Uint8Array): Promise<string> {
  if (!service.config.protocols.has('order-notification'))
    return plainRefusal('000002', 'Order notifications are not served here.')
  const read = readNotification(body)
  return read.ok
    ? answered(service, requestOfNotification(read.notification), replyOfNotification)
    : unreadable(service, read.reason)
}

async function serveSaasV2(service: Service, body: Uint8Array): Promise<string> {
  const { config } = service
  if (!config.protocols.has('saas-v2')) return plainRefusal('000002', 'SaaS V2.0 is not served here.')
  const read = readRequest(body)
  if (!read.ok) return unreadable(service, read.reason)
  const { activity } = read.request
  const sealing = sealingOf(config.accessKey, config.encryptType ?? 'none')
  return answered(service, requestOfSaasV2(read.request), (outcome) =>
    replyOfSaasV2(activity, outcome, sealing),
  )
}
