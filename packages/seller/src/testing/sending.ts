import type { FieldKeyBits } from '@loggia/signing'

/** How a request is sent, where it is not to be sent as the marketplace does. */
export type Sending = {
  /** Signs with this key in place of the right one. */
  readonly accessKey?: string
  /** The time stamp lies so many milliseconds behind the clock; before it, if negative. */
  readonly lateByMs?: number
  /** This nonce in place of a new one. SaaS V1.0 has none. */
  readonly nonce?: string
  /** Changes the body, or the query of SaaS V1.0, after it was signed. */
  readonly alter?: (signed: string) => string
}

/** What {@link createSignedRequest} needs. */
export type SignedRequestOptions = Sending & {
  readonly accessKey: string
  /** Real time in UTC milliseconds. */
  readonly now: () => number
  /** The production address; `https://seller.example/saas` unless told. */
  readonly url?: string
  /** The size of the key that seals phone and email of SaaS V1.0; 256 unless told (saas-v1 §5). */
  readonly keyBits?: FieldKeyBits
}
