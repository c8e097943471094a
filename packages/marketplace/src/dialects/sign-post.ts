import { signSaasV2 } from '@loggia/signing'
import type { Sending, WireRequest } from './schema.ts'

type Posting = Pick<Sending, 'accessKey' | 'nonce' | 'timestampMs'> & {
  readonly body: string
  /** As the protocol's document writes it; protocols differ. */
  readonly contentType: string
}

/** A POST whose signature, in the query, covers the body (saas-v2 §2.2). */
export function signPost({ accessKey, nonce, timestampMs, body, contentType }: Posting): WireRequest {
  const { query } = signSaasV2({ accessKey, body, nonce, timestampMs })
  return {
    method: 'POST',
    query,
    headers: { accept: 'application/json', 'content-type': contentType },
    body,
  }
}
