import { Buffer } from 'node:buffer'
import { readNotification } from '@loggia/protocol/orders'
import { readRequest, saasV2Activities, signatureRefusalCode } from '@loggia/protocol/saas/v2'
import { decodeObject } from '@loggia/protocol/wire'
import { verifySaasV2 } from '@loggia/signing'
import type { SaasV2Refusal } from '@loggia/signing'
import { answered, plainRefusal, unproven, unreadable } from './answered.ts'
import { replyOfNotification, requestOfNotification } from './notification.ts'
import { replyOfSaasV2, requestOfSaasV2 } from './saas-v2.ts'
import { encryptTypeOf, sealingOf } from './sealing.ts'
import type { Served, Service } from './service.ts'

/** What came to an address, its query not yet decoded. */
export type Signed = { readonly query: string; readonly body: Uint8Array }

/** Serves what is signed in its query: SaaS V2.0 and order notifications, each with its own key (saas-v2 §2.2). */
export async function serveSigned(service: Service, signed: Signed): Promise<Served> {
  const { accessKey, notificationKey } = service.config
  if (isNamedNotification(signed.body)) return serveWith(service, signed, notificationKey)
  const refusal = await proofRefusal(service, signed, accessKey)
  if (!refusal) return { accessKey, text: await serveSaasV2(service, signed.body) }
  // What the general key has signed and is no notification is one that cannot be read, unless it asks for what only the
  // basic key may ask for.
  const mayBeGeneral = refusal.code === 'signature_differs' && notificationKey !== accessKey
  if (mayBeGeneral && !isNamedBasic(signed.body) && !(await proofRefusal(service, signed, notificationKey)))
    return { accessKey: notificationKey, text: await serveNotification(service, signed.body) }
  return { accessKey, text: unproven(service, refusal.code, signatureRefusalCode(refusal)) }
}

async function serveWith(service: Service, signed: Signed, accessKey: string): Promise<Served> {
  const refusal = await proofRefusal(service, signed, accessKey)
  if (refusal) return { accessKey, text: unproven(service, refusal.code, signatureRefusalCode(refusal)) }
  return { accessKey, text: await serveNotification(service, signed.body) }
}

/** Why a request is not what this key has signed; undefined if it is. */
async function proofRefusal(
  { config, nonces }: Service,
  signed: Signed,
  accessKey: string,
): Promise<SaasV2Refusal | undefined> {
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
  return verdict.ok ? undefined : verdict.reason
}

function isNamedBasic(body: Uint8Array): boolean {
  const decoded = decodeObject(body)
  const activities: readonly unknown[] = saasV2Activities
  return decoded.ok && activities.includes(decoded.value['activity'])
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
  const sealing = sealingOf(config.accessKey, encryptTypeOf(config.encryptType, 'saas-v2'))
  return answered(service, requestOfSaasV2(read.request), (outcome) =>
    replyOfSaasV2(activity, outcome, sealing),
  )
}
