import { encodeBody } from '../../wire/encode.ts'
import { requireFitting } from '../../wire/require-fitting.ts'
import { requestsToSend } from './requests.ts'
import type { SaasV2Request } from './requests.ts'

/**
 * The body of a request as it is signed and sent (saas-v2 §9). Throws a TypeError that lists every fault against the
 * tables.
 */
export function encodeRequest(request: SaasV2Request): string {
  const { activity } = request
  return encodeBody(requireFitting(requestsToSend[activity], request, `${activity} request`))
}
