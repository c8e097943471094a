import { replyRefused } from '@loggia/protocol/saas/v2'
import type { SaasV2ResultCode } from '@loggia/protocol/saas/v2'
import { writeReply } from '@loggia/protocol/wire'
import type { Claims } from './claims.ts'
import type { RequestContext } from './request-context.ts'
import { describeUnproven, describeUnreadable } from './why-refused.ts'
import type { ProofFault, ReadFault } from './why-refused.ts'

/** Answers for what failed on the way to a handler: it is the store's fault, and told to the seller. */
export function refuseForFailure(context: RequestContext, error: unknown): string {
  context.complain({ code: 'store_failed', error })
  return writeFailure()
}

/** A request that is refused, and how far its time may lie from ours. */
type Unproven = {
  readonly fault: ProofFault
  readonly resultCode: string
  readonly windowMs: number | false
  readonly claims: Claims
}

/** Refuses a request whose proof does not hold. The caller is told the rule that it breaks, and nothing of what was expected. */
export function refuseUnproven(
  context: RequestContext,
  { fault, resultCode, windowMs, claims }: Unproven,
): string {
  const message = `A request was refused: ${describeUnproven(fault, windowMs)}.`
  context.complain({ code: 'signature_refused', detail: fault.code, message, ...claims })
  return writeRefusal(resultCode, `The request was refused: ${fault.code}.`)
}

/** Refuses a request that is genuine and cannot be read. */
export function refuseUnreadable(context: RequestContext, fault: ReadFault, claims: Claims): string {
  const message = `A request was refused: ${describeUnreadable(fault)}.`
  context.complain({ code: 'request_unreadable', detail: fault.code, message, ...claims })
  const member = 'name' in fault ? ` (${fault.name.slice(0, 80)})` : ''
  return writeRefusal('000002', `The request cannot be read: ${fault.code}${member}.`)
}

/** A reply with nothing but a code and a sentence, which every activity of every protocol may have. */
export const writeRefusal = (code: string, message: string): string =>
  writeReply(replyRefused(code as Exclude<SaasV2ResultCode, '000000'>, message))

/** The answer to what failed here. */
export const writeFailure = (): string => writeRefusal('000005', 'An internal error of the seller happened.')
