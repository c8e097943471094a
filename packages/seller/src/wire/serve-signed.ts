import { Buffer } from 'node:buffer'
import { readNotification } from '@loggia/protocol/orders'
import { readRequest, saasV2Activities, signatureRefusalCode } from '@loggia/protocol/saas/v2'
import { decodeObject } from '@loggia/protocol/wire'
import type { RequestFault } from '@loggia/protocol/saas/v2'
import { verifySaasV2 } from '@loggia/signing'
import type { SaasV2Refusal, SaasV2Verdict } from '@loggia/signing'
import type { AccessKeys } from '../keys.ts'
import { replyTo, refuseForFailure, writeRefusal, refuseUnproven, refuseUnreadable } from './reply-to.ts'
import { claimsInBody } from './claims.ts'
import { replyOfNotification, requestOfNotification } from './notification.ts'
import { replyOfSaasV2, requestOfSaasV2 } from './saas-v2.ts'
import { encryptTypeOf, sealingOf } from './sealing.ts'
import type { Served, Service } from './service.ts'

/** What came to an address, its query not yet decoded. */
export type Signed = { readonly query: string; readonly body: Uint8Array }

/** Serves what is signed in its query: SaaS V2.0 and order notifications, each with its own keys (saas-v2 §2.2). */
export async function serveSigned(service: Service, signed: Signed): Promise<Served> {
  const { accessKeys, notificationKeys } = service.config
  const mayBeOther = notificationKeys.some((key) => !accessKeys.includes(key))
  if (mayBeOther && isNamedNotification(signed.body))
    return serveGeneral(service, signed, (found) => refuseFor(service, signed, found))
  const found = await verifyByAny(service, signed, accessKeys)
  if ('failure' in found) return found.failure
  const { accessKey, verdict } = found
  if (verdict.ok) return { accessKey, text: await serveProven(service, signed.body, accessKey) }
  const refuse = (): Served => refuseFor(service, signed, { accessKey, fault: verdict.reason })
  // What the general key has signed and is no notification is one that cannot be read, unless it asks for what only the
  // basic key may ask for.
  const mayBeGeneral = verdict.reason.code === 'signature_differs' && mayBeOther
  return mayBeGeneral && !isNamedBasic(signed.body) ? serveGeneral(service, signed, refuse) : refuse()
}

/** Serves what a general key has signed. */
async function serveGeneral(
  service: Service,
  signed: Signed,
  refuse: (found: Refused) => Served,
): Promise<Served> {
  const found = await verifyByAny(service, signed, service.config.notificationKeys)
  if ('failure' in found) return found.failure
  const { accessKey, verdict } = found
  if (!verdict.ok) return refuse({ accessKey, fault: verdict.reason })
  return { accessKey, text: await serveNotification(service, signed.body) }
}

/** The key that signs a refusal: the one that fits, and where none does the one of now, as nothing says which one the caller has. */
type Refused = { readonly accessKey: string; readonly fault: SaasV2Refusal }

const refuseFor = (service: Service, { body }: Signed, { accessKey, fault }: Refused): Served => ({
  accessKey,
  text: refuseUnproven(service, {
    fault,
    resultCode: signatureRefusalCode(fault),
    windowMs: service.config.replayWindowMs,
    claims: claimsInBody(body),
  }),
})

/** The key that a request was judged by, and the verdict; or the answer if the store failed over it. */
type Verified = { readonly accessKey: string; readonly verdict: SaasV2Verdict } | { readonly failure: Served }

const differs = (found: Verified): boolean =>
  'verdict' in found && !found.verdict.ok && found.verdict.reason.code === 'signature_differs'

/** Whether a request is what one of these keys has signed. */
async function verifyByAny(service: Service, signed: Signed, keys: AccessKeys): Promise<Verified> {
  const [current, ...others] = keys
  const first = await verifyBy(service, signed, current)
  if (!differs(first)) return first
  for (const accessKey of others) {
    const found = await verifyBy(service, signed, accessKey)
    if (!differs(found)) return found
  }
  return first
}

async function verifyBy(service: Service, signed: Signed, accessKey: string): Promise<Verified> {
  const { config, nonces } = service
  const query = new URLSearchParams(signed.query)
  const parameter = (name: string): string | undefined => query.get(name) ?? undefined
  const proof = {
    signature: parameter('signature'),
    timestamp: parameter('timestamp'),
    nonce: parameter('nonce'),
  }
  try {
    const verdict = await verifySaasV2({
      accessKey,
      query: proof,
      body: signed.body,
      nowMs: config.now(),
      windowMs: config.replayWindowMs,
      nonces: nonces(accessKey),
      // Anybody may send what is not signed; they are not told why, so it is not worked out.
      explain: false,
    })
    return { accessKey, verdict }
  } catch (error) {
    // The store is asked for a nonce only once the signature fits: the caller has this key, and awaits its proof.
    return { failure: { accessKey, text: refuseForFailure(service, error) } }
  }
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
    return writeRefusal('000002', 'Order notifications are not served here.')
  const read = readNotification(body)
  return read.ok
    ? replyTo(service, requestOfNotification(read.notification), replyOfNotification)
    : refuseUnreadable(service, read.reason, claimsInBody(body))
}

function serveProven(service: Service, body: Uint8Array, accessKey: string): Promise<string> | string {
  const { config } = service
  const read = readRequest(body)
  if (!read.ok && isOfNotification(read.reason)) return serveNotification(service, body)
  if (!config.protocols.has('saas-v2')) return writeRefusal('000002', 'SaaS V2.0 is not served here.')
  if (!read.ok) return refuseUnreadable(service, read.reason, claimsInBody(body))
  const sealing = sealingOf(accessKey, encryptTypeOf(config.encryptType, 'saas-v2'))
  return replyTo(service, requestOfSaasV2(read.request), (outcome) => replyOfSaasV2(outcome, sealing))
}
