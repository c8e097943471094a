import { signatureRefusalCode, readRequest, refused, encodeReply } from '@loggia/protocol/saas/v2'
import { verifySaasV2 } from '@loggia/signing'
import type { NonceStore, SaasV2Refusal } from '@loggia/signing'
import { carryOut } from './activities.ts'
import type { Shop } from './activities.ts'

/** A request as it arrived: the query decoded, the bytes untouched. */
export type SignedRequest = { readonly query: URLSearchParams; readonly body: Uint8Array }

/** Why requests are refused is told to the seller's own log; the marketplace gets the code. */
export type Refused = (reason: { code: string }) => void

/**
 * The body of the reply to one request of the marketplace, always sent with HTTP 200: signature first, over the bytes as
 * they came, then the message. What fails is answered `000001` or `000002` (saas-v2 §2.2).
 */
export async function answer(
  shop: Shop,
  nonces: NonceStore,
  request: SignedRequest,
  onRefused: Refused,
): Promise<string> {
  const verdict = await verify(shop, nonces, request)
  if (verdict) {
    onRefused(verdict)
    return encodeReply(
      'releaseInstance',
      refused(signatureRefusalCode(verdict), `The request was refused: ${verdict.code}.`),
    )
  }
  const read = readRequest(request.body)
  if (read.ok) return carryOut(shop, read.request)
  onRefused(read.reason)
  return encodeReply('releaseInstance', refused('000002', `The request cannot be read: ${read.reason.code}.`))
}

async function verify(
  { seller, nowMs }: Shop,
  nonces: NonceStore,
  { query, body }: SignedRequest,
): Promise<SaasV2Refusal | undefined> {
  const parameter = (name: string): string | undefined => query.get(name) ?? undefined
  const verdict = await verifySaasV2({
    accessKey: seller.accessKey,
    query: {
      signature: parameter('signature'),
      timestamp: parameter('timestamp'),
      nonce: parameter('nonce'),
    },
    body,
    nowMs: nowMs(),
    nonces,
  })
  return verdict.ok ? undefined : verdict.reason
}
