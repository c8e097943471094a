import type { FieldKeyBits } from '@loggia/signing'

/** How a request differs from one that the marketplace would send. */
export type Sending = {
  /** Signs with this key instead of the right one. */
  readonly accessKey?: string
  /** How many milliseconds the timestamp is behind the clock; ahead of it, if negative. */
  readonly lateByMs?: number
  /** Uses this nonce instead of a new one. SaaS V1.0 has no nonces. */
  readonly nonce?: string
  /** Changes the body, or the query in SaaS V1.0, after it was signed. */
  readonly alter?: (signed: string) => string
}

/** The options of {@link createSignedRequest}. */
export type SignedRequestOptions = Sending & {
  readonly accessKey: string
  /** Returns real time in UTC milliseconds. */
  readonly now: () => number
  /** The production address. Default: `https://seller.example/saas`. */
  readonly url?: string
  /** SaaS V1.0: the size in bits of the key that seals phone number and e-mail. Default: 256 (saas-v1 §5). */
  readonly keyBits?: FieldKeyBits
}
