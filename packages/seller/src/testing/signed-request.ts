import { randomBytes } from 'node:crypto'
import { encodeNotification } from '@loggia/protocol/orders'
import type { OrderNotification } from '@loggia/protocol/orders'
import { encodeRequest as encodeV1 } from '@loggia/protocol/saas/v1'
import type { SaasV1Request } from '@loggia/protocol/saas/v1'
import { encodeRequest as encodeV2 } from '@loggia/protocol/saas/v2'
import type { SaasV2Request } from '@loggia/protocol/saas/v2'
import { sealField, signSaasV1, signSaasV2 } from '@loggia/signing'
import type { FieldKeyBits } from '@loggia/signing'

/** A message in the words of its protocol, as the tables of the specification have it. */
export type TestMessage =
  | { readonly protocol: 'saas-v2'; readonly message: SaasV2Request }
  /** `mobilePhone` and `email` in plain text: they are sealed on the way. */
  | { readonly protocol: 'saas-v1'; readonly message: SaasV1Request }
  | { readonly protocol: 'order-notification'; readonly message: OrderNotification }

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

const address = 'https://seller.example/saas'
/** Sixteen letters or digits, new for each sealed field. */
const newIv = (): string => randomBytes(8).toString('hex')

/**
 * A request as the marketplace sends it: `POST` with JSON, signed in the query, for SaaS V2.0 and order notifications; `GET`
 * for SaaS V1.0. Throws a TypeError that lists every fault of the message against the tables.
 */
export function createSignedRequest(sent: TestMessage, options: SignedRequestOptions): Request {
  const { accessKey, now, url = address, lateByMs = 0, alter = same } = options
  const stampMs = now() - lateByMs
  if (sent.protocol === 'saas-v1') {
    const parameters = encodeV1(withSealed(sent.message, options))
    const { query } = signSaasV1({ accessKey, parameters, timeStampMs: stampMs })
    return new Request(withQuery(url, alter(query)), { headers: { accept: 'application/json' } })
  }
  const body = sent.protocol === 'saas-v2' ? encodeV2(sent.message) : encodeNotification(sent.message)
  const nonce = options.nonce ?? randomBytes(16).toString('hex')
  const { query } = signSaasV2({ accessKey, body, nonce, timestampMs: stampMs })
  const headers = { accept: 'application/json', 'content-type': 'application/json;charset=utf8' }
  return new Request(withQuery(url, query), { method: 'POST', headers, body: alter(body) })
}

const same = (text: string): string => text
const withQuery = (url: string, query: string): string => `${url}${url.includes('?') ? '&' : '?'}${query}`

function withSealed(
  message: SaasV1Request,
  { accessKey, keyBits = 256 }: SignedRequestOptions,
): SaasV1Request {
  if (message.activity !== 'newInstance') return message
  const seal = (plaintext: string): string => sealField({ accessKey, bits: keyBits, iv: newIv(), plaintext })
  const { mobilePhone, email } = message
  return {
    ...message,
    ...(mobilePhone !== undefined && { mobilePhone: seal(mobilePhone) }),
    ...(email !== undefined && { email: seal(email) }),
  }
}

/** The activity of a message, as its protocol calls it. */
export const activityOf = (sent: TestMessage): string => sent.message.activity
