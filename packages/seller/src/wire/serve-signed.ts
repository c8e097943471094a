import { encodeReply, readRequest, refused } from '@loggia/protocol/saas/v2'
import type { SaasV2ResultCode } from '@loggia/protocol/saas/v2'
import type { Outcome, SellerRequest } from '../requests.ts'
import { verifySigned } from '../verify.ts'
import { replyOfSaasV2, requestOfSaasV2 } from './saas-v2.ts'
import { sealingOf } from './sealing.ts'
import type { Served, Service } from './service.ts'

/** A request that is signed in its query: SaaS V2.0. */
export async function serveSigned(
  service: Service,
  query: URLSearchParams,
  body: Uint8Array,
): Promise<Served> {
  const { config } = service
  const { accessKey } = config
  const verified = await verifySigned({ accessKey, query, body, nowMs: config.now(), nonces: service.nonces })
  if (!verified.ok) {
    service.complain({ code: 'signature_refused', detail: verified.reason })
    return { accessKey, text: plainRefusal(verified.code, `The request was refused: ${verified.reason}.`) }
  }
  if (!config.protocols.has('saas-v2'))
    return { accessKey, text: plainRefusal('000002', 'SaaS V2.0 is not served here.') }
  const read = readRequest(body)
  if (!read.ok) {
    service.complain({ code: 'request_unreadable', detail: read.reason.code })
    return { accessKey, text: plainRefusal('000002', `The request cannot be read: ${faultOf(read.reason)}.`) }
  }
  const { activity } = read.request
  const sealing = sealingOf(accessKey, config.encryptType ?? 'none')
  const request = requestOfSaasV2(read.request)
  return {
    accessKey,
    text: await answered(service, request, (outcome) => replyOfSaasV2(activity, outcome, sealing)),
  }
}

/** Carries a request out and writes the answer; one that cannot be written is the seller's own fault, and told to them. */
export async function answered(
  service: Service,
  request: SellerRequest,
  write: (outcome: Outcome) => string,
): Promise<string> {
  const outcome = await service.carryOut(request)
  try {
    return write(outcome)
  } catch (error) {
    service.complain({ code: 'answer_invalid', error, activity: request.activity })
    return plainRefusal('000005', 'An internal error of the seller happened.')
  }
}

const faultOf = (reason: { code: string; name?: string }): string =>
  reason.name === undefined ? reason.code : `${reason.code} (${reason.name.slice(0, 80)})`

/** A reply with nothing but a code and a sentence, which every activity of every protocol may have. */
export const plainRefusal = (code: string, message: string): string =>
  encodeReply('releaseInstance', refused(code as Exclude<SaasV2ResultCode, '000000'>, message))
