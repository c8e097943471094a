import { refused } from '@loggia/protocol/saas/v2'
import type { SaasV2ResultCode } from '@loggia/protocol/saas/v2'
import { writeReply } from '@loggia/protocol/wire'
import { namesOf } from '../requests.ts'
import type { Outcome, SellerRequest } from '../requests.ts'
import type { Claims } from './claims.ts'
import type { Service } from './service.ts'
import { whyUnproven, whyUnreadable } from './why-refused.ts'
import type { ProofFault, ReadFault } from './why-refused.ts'

/** Carries a request out and writes the answer; one that cannot be written is the seller's own fault, and told to them. */
export async function replyTo(
  service: Service,
  request: SellerRequest,
  write: (outcome: Outcome) => string,
): Promise<string> {
  const outcome = await service.carryOut(request)
  try {
    return write(outcome)
  } catch (error) {
    service.complain({ code: 'answer_invalid', error, ...namesOf(request) })
    return writeRefusal('000005', internalError)
  }
}

const internalError = 'An internal error of the seller happened.'

/** Answers for what failed on the way to a handler: it is the store's fault, and told to the seller. */
export function refuseForFailure(service: Service, error: unknown): string {
  service.complain({ code: 'store_failed', error })
  return writeRefusal('000005', internalError)
}

/** A request that is refused, and how far its time may lie from ours. */
type Unproven = {
  readonly fault: ProofFault
  readonly resultCode: string
  readonly windowMs: number | false
  readonly claims: Claims
}

/** Refuses a request whose proof does not hold. The caller is told the rule that it breaks, and nothing of what was expected. */
export function refuseUnproven(service: Service, { fault, resultCode, windowMs, claims }: Unproven): string {
  const message = `A request was refused: ${whyUnproven(fault, windowMs)}.`
  service.complain({ code: 'signature_refused', detail: fault.code, message, ...claims })
  return writeRefusal(resultCode, `The request was refused: ${fault.code}.`)
}

/** Refuses a request that is genuine and cannot be read. */
export function refuseUnreadable(service: Service, fault: ReadFault, claims: Claims): string {
  const message = `A request was refused: ${whyUnreadable(fault)}.`
  service.complain({ code: 'request_unreadable', detail: fault.code, message, ...claims })
  const member = 'name' in fault ? ` (${fault.name.slice(0, 80)})` : ''
  return writeRefusal('000002', `The request cannot be read: ${fault.code}${member}.`)
}

/** A reply with nothing but a code and a sentence, which every activity of every protocol may have. */
export const writeRefusal = (code: string, message: string): string =>
  writeReply(refused(code as Exclude<SaasV2ResultCode, '000000'>, message))
