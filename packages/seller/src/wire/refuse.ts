import { replyRefused } from '@loggia/protocol/saas/v2'
import type { SaasV2ResultCode } from '@loggia/protocol/saas/v2'
import { writeReply } from '@loggia/protocol/wire'
import type { Claims } from './claims.ts'
import type { RequestContext } from './request-context.ts'
import { describeUnproven, describeUnreadable } from './why-refused.ts'
import type { ProofFault, ReadFault } from './why-refused.ts'

/**
 * Refuses a request after an error that no handler threw. It comes from the store and is reported as `store_failed`.
 */
export function refuseForFailure(context: RequestContext, error: unknown): string {
  context.complain({ code: 'store_failed', error })
  return writeFailure()
}

/** A request whose proof was refused, and the allowed difference of its timestamp. */
type Unproven = {
  readonly fault: ProofFault
  readonly resultCode: string
  readonly windowMs: number | false
  readonly claims: Claims
}

/** Refuses a request whose proof is not valid. The caller is told which rule it breaks, but not what was expected. */
export function refuseUnproven(
  context: RequestContext,
  { fault, resultCode, windowMs, claims }: Unproven,
): string {
  const message = `A request was refused: ${describeUnproven(fault, windowMs)}.`
  context.complain({ code: 'signature_refused', detail: fault.code, message, ...claims })
  return writeRefusal(resultCode, `The request was refused: ${fault.code}.`)
}

/** Refuses a genuine request that cannot be read. */
export function refuseUnreadable(context: RequestContext, fault: ReadFault, claims: Claims): string {
  const message = `A request was refused: ${describeUnreadable(fault)}.`
  context.complain({ code: 'request_unreadable', detail: fault.code, message, ...claims })
  const member = 'name' in fault ? ` (${fault.name.slice(0, 80)})` : ''
  return writeRefusal('000002', `The request cannot be read: ${fault.code}${member}.`)
}

/** A reply with only a code and a sentence, which is valid for every activity of every protocol. */
export const writeRefusal = (code: string, message: string): string =>
  writeReply(replyRefused(code as Exclude<SaasV2ResultCode, '000000'>, message))

/** The reply to a request that failed because of an error here. */
export const writeFailure = (): string => writeRefusal('000005', 'An internal error of the seller happened.')
