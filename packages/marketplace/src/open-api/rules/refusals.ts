import type { AkSkRefusal } from '@loggia/signing'

/** Whether the refusal is a checked signature that does not match; other reasons block nobody. */
export const isFailure = ({ code }: AkSkRefusal): boolean =>
  code === 'signature_differs' || code === 'body_hash_differs'

/** The gateway's answers for requests that are not admitted (ak-sk-signing §6). */
export const keyUnknown = 'Get secretKey failed'
export const keyLocked = 'AK access failed to reach the limit,forbidden'
export const signatureUsed =
  'signature_used: the signature does not cover the body, and was used before; sign the request again'
export const tokenUnreadable = 'decrypt token fail'

const minutesOf = (ms: number): string => `${(ms / 60_000).toFixed(1)} minutes`

/**
 * Why a request was refused, in the gateway's words, or in a sentence that begins with the code if the gateway has
 * none.
 */
export function describeRefusal(reason: AkSkRefusal): string {
  switch (reason.code) {
    case 'signature_differs': {
      const canonical = reason.canonicalRequest.replaceAll('\n', '|')
      const mistake = reason.mistake === undefined ? '' : `,mistake:${reason.mistake}`
      return `verify aksk signature fail,canonicalRequest:${canonical}${mistake}`
    }
    case 'authorization_missing':
      return 'authorization_missing: the header Authorization is missing'
    case 'algorithm_unknown':
      return `algorithm_unknown: Authorization begins with SDK-HMAC-SHA256, not with ${reason.got}`
    case 'authorization_malformed':
      return 'authorization_malformed: Authorization is SDK-HMAC-SHA256 Access=…, SignedHeaders=…, Signature=…'
    case 'signature_malformed':
      return `signature_malformed: a signature has 64 hexadecimal digits, not ${reason.got}`
    case 'date_missing':
      return 'date_missing: the header X-Sdk-Date is missing'
    case 'date_malformed':
      return `date_malformed: X-Sdk-Date is UTC as yyyyMMddTHHmmssZ, not ${reason.got}`
    case 'stale':
      return `stale: X-Sdk-Date is ${minutesOf(reason.byMs)} ${reason.ahead ? 'ahead of' : 'behind'} our clock; at most 15 are allowed`
    case 'date_unsigned':
      return 'date_unsigned: x-sdk-date is not among SignedHeaders'
    case 'signed_header_missing':
      return `signed_header_missing: SignedHeaders names ${reason.header}, which did not arrive`
    case 'body_hash_differs':
      return 'body_hash_differs: X-Sdk-Content-Sha256 is not the hash of this body'
  }
}
