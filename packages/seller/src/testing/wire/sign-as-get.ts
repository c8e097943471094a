import { encodeExtendParams } from '@loggia/protocol/saas/v1'
import { signSaasV1 } from '@loggia/signing'
import type { TestOrder } from '../calls.ts'
import type { SignedRequestOptions } from '../sending.ts'
import { sellerAddress, withQuery } from './sign-in-query.ts'

/** Creates a `GET` whose query has an `authToken` (saas-v1 §3). */
export function signAsGet(
  parameters: Readonly<Record<string, string>>,
  options: SignedRequestOptions,
): Request {
  const { accessKey, now, url = sellerAddress, lateByMs = 0, alter } = options
  const { query } = signSaasV1({ accessKey, parameters, timeStampMs: now() - lateByMs })
  return new Request(withQuery(url, alter ? alter(query) : query), {
    headers: { accept: 'application/json' },
  })
}

/** What the buyer of an order filled in, as the wire has it. */
export const readExtendParams = ({ parameters }: TestOrder): string | undefined =>
  parameters && encodeExtendParams(Object.entries(parameters).map(([name, value]) => ({ name, value })))
