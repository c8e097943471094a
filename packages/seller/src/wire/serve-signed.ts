import { Buffer } from 'node:buffer'
import { readNotification } from '@loggia/protocol/orders'
import { readRequest, saasV2Activities, signatureRefusalCode } from '@loggia/protocol/saas/v2'
import { decodeObject } from '@loggia/protocol/wire'
import type { RequestFault } from '@loggia/protocol/saas/v2'
import { verifySaasV2 } from '@loggia/signing'
import type { SaasV2Refusal, SaasV2Verdict } from '@loggia/signing'
import { answered, failed, plainRefusal, unproven, unreadable } from './answered.ts'
import { replyOfNotification, requestOfNotification } from './notification.ts'
import { replyOfSaasV2, requestOfSaasV2 } from './saas-v2.ts'
import { encryptTypeOf, sealingOf } from './sealing.ts'
import type { Served, Service } from './service.ts'

/** What came to an address, its query not yet decoded. */
export type Signed = { readonly query: string; readonly body: Uint8Array }

/** Serves what is signed in its query: SaaS V2.0 and order notifications, each with its own key (saas-v2 §2.2). */
export async function serveSigned(service: Service, signed: Signed): Promise<Served> {
  const { accessKey, notificationKey } = service.config
  const mayBeOther = notificationKey !== accessKey
  if (mayBeOther && isNamedNotification(signed.body))
    return serveGeneral(service, signed, (reason) => refusedFor(service, notificationKey, reason))
  const verdict = await verified(service, signed, accessKey)
  if (verdict.ok) return { accessKey, text: await serveProven(service, signed.body) }
  const refusal = verdict.reason
  // What the general key has signed and is no notification is one that cannot be read, unless it asks for what only the
  // basic key may ask for.
  const mayBeGeneral = refusal.code === 'signature_differs' && mayBeOther
  return mayBeGeneral && !isNamedBasic(signed.body)
    ? serveGeneral(service, signed, () => refusedFor(service, accessKey, refusal))
    : refusedFor(service, accessKey, refusal)
}

/** Serves what the general key has signed. */
async function serveGeneral(
  service: Service,
  signed: Signed,
  refuse: (reason: SaasV2Refusal) => Served,
): Promise<Served> {
  const accessKey = service.config.notificationKey
  try {
    const verdict = await verified(service, signed, accessKey)
    if (!verdict.ok) return refuse(verdict.reason)
    return { accessKey, text: await serveNotification(service, signed.body) }
  } catch (error) {
    // The store is asked for a nonce only once the signature fits: the caller has this key, and awaits its proof.
    return { accessKey, text: failed(service, error) }
  }
}

const refusedFor = (service: Service, accessKey: string, refusal: SaasV2Refusal): Served => ({
  accessKey,
  text: unproven(service, refusal.code, signatureRefusalCode(refusal)),
})

/** Whether a request is what this key has signed. */
function verified({ config, nonces }: Service, signed: Signed, accessKey: string): Promise<SaasV2Verdict> {
  const query = new URLSearchParams(signed.query)
  const parameter = (name: string): string | undefined => query.get(name) ?? undefined
  return verifySaasV2({
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
    // Anybody may send what is not signed; they are not told why, so it is not worked out.
    explain: false,
  })
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

const isOfNotification = (reason: RequestFault): boolean =>
  reason.code === 'activity_unknown' && reason.activity === 'orderNotify'

function serveNotification(service: Service, body: Uint8Array): Promise<string> | string {
  if (!service.config.protocols.has('order-notification'))
    return plainRefusal('000002', 'Order notifications are not served here.')
  const read = readNotification(body)
  return read.ok
    ? answered(service, requestOfNotification(read.notification), replyOfNotification)
    : unreadable(service, read.reason)
}

function serveProven(service: Service, body: Uint8Array): Promise<string> | string {
  const { config } = service
  const read = readRequest(body)
  if (!read.ok && isOfNotification(read.reason)) return serveNotification(service, body)
  if (!config.protocols.has('saas-v2')) return plainRefusal('000002', 'SaaS V2.0 is not served here.')
  if (!read.ok) return unreadable(service, read.reason)
  const sealing = sealingOf(config.accessKey, encryptTypeOf(config.encryptType, 'saas-v2'))
  return answered(service, requestOfSaasV2(read.request), (outcome) => replyOfSaasV2(outcome, sealing))
}
