import { z } from 'zod'

import { requestsToSend } from './requests.ts'
import type { SaasV1Request } from './requests.ts'

/**
 * The parameters of a request as they are signed and sent, all of them text; a parameter without a value is left out.
 * Throws a TypeError that lists every fault against the tables.
 */
export function encodeRequest(request: SaasV1Request): Record<string, string> {
  const checked = requestsToSend[request.activity].safeParse(request)
  if (!checked.success)
    throw new TypeError(`This ${request.activity} request cannot be sent.\n${z.prettifyError(checked.error)}`)
  return Object.fromEntries(
    Object.entries(checked.data)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, String(value)]),
  )
}
