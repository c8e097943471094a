import { z } from 'zod'

import { encodeBody } from '../../wire/encode.ts'
import { requestsToSend } from './requests.ts'
import type { SaasV2Request } from './requests.ts'

/**
 * The body of a request as it is signed and sent (saas-v2 §9). Throws a TypeError that lists every fault against the
 * tables.
 */
export function encodeRequest(request: SaasV2Request): string {
  const checked = requestsToSend[request.activity].safeParse(request)
  if (!checked.success)
    throw new TypeError(`This ${request.activity} request cannot be sent.\n${z.prettifyError(checked.error)}`)
  return encodeBody(checked.data)
}
