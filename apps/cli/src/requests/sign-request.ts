import type { UnsignedRequest } from '@loggia/protocol/messages'
import { messagesByProtocol } from '@loggia/protocol/messages'
import { protocolTraits } from '@loggia/protocol/protocols'
import type { Protocol } from '@loggia/protocol/protocols'
import { signKitV2, signSaasV1, signSaasV1Body, signSaasV2 } from '@loggia/signing'
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
  readonly protocol: Protocol
  /** Decides on the address in a protocol whose interfaces have addresses of their own. */
  readonly activity: string
  readonly url: string
  readonly accessKey: string
  /** The timestamp, in UTC milliseconds. */
  readonly timeMs: number
  /** Used where requests have one. */
  readonly nonce: string
}

const accept = { accept: 'application/json' }

/** Signs a request: parameters as in SaaS V1.0, a body by the proof of its protocol. */
export function signRequest(
  unsigned: UnsignedRequest | { body: Uint8Array },
  signing: RequestSigning,
): SignedRequest {
  return signOrExplain(() =>
    'parameters' in unsigned
      ? signParameters(unsigned.parameters, signing)
      : signers[protocolTraits[signing.protocol].requestProof](unsigned.body, signing),
  )
}

type SignBytes = (body: Uint8Array | string, signing: RequestSigning) => SignedRequest
const signers: Readonly<Record<'signed_query' | 'signed_headers' | 'auth_token', SignBytes>> = {
  signed_query: signBytes,
  signed_headers: signInHeaders,
  auth_token: signByToken,
}

/** The address of a request, for a protocol whose interfaces have addresses of their own. */
const addressOf = ({ url, protocol, activity }: RequestSigning): string =>
  url.replace(/\/$/, '') + (messagesByProtocol[protocol].subPathOf?.(activity) ?? '')

function signInHeaders(body: Uint8Array | string, signing: RequestSigning): SignedRequest {
  const { accessKey, timeMs: timestampMs, nonce } = signing
  const proof = signKitV2({ accessKey, body, nonce, timestampMs })
  return { ...createPost(signing, body, proof), proof }
}

function signByToken(body: Uint8Array | string, signing: RequestSigning): SignedRequest {
  const { authToken, pairs } = signSaasV1Body(signing.accessKey, body)
  return { ...createPost(signing, body, { authToken }), proof: { authToken, pairs } }
}

const createPost = (
  signing: RequestSigning,
  body: Uint8Array | string,
  headers: Readonly<Record<string, string>>,
) =>
  ({
    method: 'POST',
    url: addressOf(signing),
    headers: { ...accept, 'content-type': 'application/json;charset=utf-8', ...headers },
    body: Buffer.from(body),
  }) as const

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
