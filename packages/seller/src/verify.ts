import { signatureRefusalCode } from '@loggia/protocol/saas/v2'
import { verifySaasV2 } from '@loggia/signing'
import type { NonceStore } from '@loggia/signing'

/** That a request is genuine, or the result code and the reason to refuse it with. */
export type Verified =
  | { readonly ok: true }
  | { readonly ok: false; readonly code: string; readonly reason: string }

/** Verifies a request that is signed in its query, as those of SaaS V2.0 and order notifications are (saas-v2 §2.2). */
export async function verifySigned(asked: {
  readonly accessKey: string
  readonly query: URLSearchParams
  readonly body: Uint8Array
  readonly nowMs: number
  readonly nonces: NonceStore
}): Promise<Verified> {
  const parameter = (name: string): string | undefined => asked.query.get(name) ?? undefined
  const verdict = await verifySaasV2({
    ...asked,
    query: {
      signature: parameter('signature'),
      timestamp: parameter('timestamp'),
      nonce: parameter('nonce'),
    },
  })
  return verdict.ok
    ? { ok: true }
    : { ok: false, code: signatureRefusalCode(verdict.reason), reason: verdict.reason.code }
}
