import { toParameters } from '../../wire/parameters.ts'
import { requireFitting } from '../../wire/require-fitting.ts'
import { requestsToSend } from './requests.ts'
import type { SaasV1Request } from './requests.ts'

/**
 * The parameters of a request as they are signed and sent. Throws a TypeError that lists every fault against the
 * tables.
 */
export function encodeRequest(request: SaasV1Request): Record<string, string> {
  const { activity } = request
  return toParameters(requireFitting(requestsToSend[activity], request, `${activity} request`))
}
