import type { UnsignedRequest } from '@loggia/protocol/messages'
import { signSaasV1, signSaasV2 } from '@loggia/signing'
import { CannotRun } from '../io.ts'

/** A signed request that can be sent. */
export type SignedRequest = {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
  /** The parts of the proof by name, in the order in which they are printed. */
  readonly proof: Readonly<Record<string, string>>
}

export type RequestSigning = {
  readonly url: string
  readonly accessKey: string
  /** The timestamp, in UTC milliseconds. */
  readonly timeMs: number
  /** Used in V2.0 and order notifications. */
  readonly nonce: string
}

const accept = { accept: 'application/json' }

/** Signs a request: parameters as in SaaS V1.0, a body as in V2.0 and order notifications. */
export function signRequest(
  unsigned: UnsignedRequest | { body: Uint8Array },
  signing: RequestSigning,
): SignedRequest {
  return signOrExplain(() =>
    'parameters' in unsigned
      ? signParameters(unsigned.parameters, signing)
      : signBytes(unsigned.body, signing),
  )
}

function signBytes(
  body: Uint8Array | string,
  { url, accessKey, timeMs: timestampMs, nonce }: RequestSigning,
): SignedRequest {
  const signed = signSaasV2({ accessKey, body, nonce, timestampMs })
  return {
    method: 'POST',
    url: `${url}${url.includes('?') ? '&' : '?'}${signed.query}`,
    headers: { ...accept, 'content-type': 'application/json;charset=utf-8' },
    body: Buffer.from(body),
    proof: {
      signature: signed.signature,
      timestamp: String(timestampMs),
      nonce,
      bodyHash: signed.bodyHash,
      query: signed.query,
    },
  }
}

function signParameters(
  parameters: Readonly<Record<string, string>>,
  { url, accessKey, timeMs: timeStampMs }: RequestSigning,
): SignedRequest {
  const at = url.indexOf('?')
  const [address, ownQuery] = at < 0 ? [url, ''] : [url.slice(0, at), url.slice(at + 1)]
  const signed = signSaasV1({ accessKey, parameters, timeStampMs, ownQuery })
  return {
    method: 'GET',
    url: `${address}?${signed.query}`,
    headers: accept,
    body: Buffer.alloc(0),
    proof: {
      authToken: signed.authToken,
      timeStamp: signed.timeStamp,
      pairs: signed.pairs,
      query: signed.query,
    },
  }
}

/** Calls `sign`, and turns its refusal into a {@link CannotRun}. */
export function signOrExplain<T>(sign: () => T): T {
  try {
    return sign()
  } catch (cause) {
    if (cause instanceof RangeError) throw new CannotRun(cause.message, { cause })
    throw cause
  }
}
