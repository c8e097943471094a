import { randomBytes } from 'node:crypto'
import { signSaasV2 } from '@loggia/signing'
import type { SignedRequestOptions } from '../sending.ts'

export const sellerAddress = 'https://seller.example/saas'

export const withQuery = (url: string, query: string): string =>
  `${url}${url.includes('?') ? '&' : '?'}${query}`

/** Creates a `POST` with JSON and a signed query (saas-v2 §2.2). */
export function readSignInQuery(body: string, options: SignedRequestOptions): Request {
  const { accessKey, now, url = sellerAddress, lateByMs = 0, alter } = options
  const nonce = options.nonce ?? randomBytes(16).toString('hex')
  const { query } = signSaasV2({ accessKey, body, nonce, timestampMs: now() - lateByMs })
  const headers = { accept: 'application/json', 'content-type': 'application/json;charset=utf8' }
  return new Request(withQuery(url, query), { method: 'POST', headers, body: alter ? alter(body) : body })
}
