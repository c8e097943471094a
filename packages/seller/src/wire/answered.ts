import { refused } from '@loggia/protocol/saas/v2'
import type { SaasV2ResultCode } from '@loggia/protocol/saas/v2'
import { writeReply } from '@loggia/protocol/wire'
import type { Outcome, SellerRequest } from '../requests.ts'
import type { Service } from './service.ts'

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
    return plainRefusal('000005', internalError)
  }
}

const internalError = 'An internal error of the seller happened.'

/** Answers for what failed on the way to a handler: it is the store's fault, and told to the seller. */
export function failed(service: Service, error: unknown): string {
  service.complain({ code: 'store_failed', error })
  return plainRefusal('000005', internalError)
}

/** Refuses a request whose proof does not hold. The caller is told the rule that it breaks, and nothing of what was expected. */
export function unproven(service: Service, reason: string, code: string): string {
  service.complain({ code: 'signature_refused', detail: reason })
  return plainRefusal(code, `The request was refused: ${reason}.`)
}

/** Refuses a request that is genuine and cannot be read. */
export function unreadable(service: Service, reason: { code: string; name?: string }): string {
  service.complain({ code: 'request_unreadable', detail: reason.code })
  const member = reason.name === undefined ? '' : ` (${reason.name.slice(0, 80)})`
  return plainRefusal('000002', `The request cannot be read: ${reason.code}${member}.`)
}

/** A reply with nothing but a code and a sentence, which every activity of every protocol may have. */
export const plainRefusal = (code: string, message: string): string =>
  writeReply(refused(code as Exclude<SaasV2ResultCode, '000000'>, message))
