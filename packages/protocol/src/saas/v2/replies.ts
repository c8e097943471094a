import { writeReply } from '../../wire/encode.ts'
import { requireFitting } from '../../wire/require-fitting.ts'
import { repliesToSend } from './reply-messages.ts'
import type {
  InstanceInfo,
  NewInstanceReply,
  OutcomeReply,
  QueryInstanceReply,
  ReplyOf,
} from './reply-messages.ts'
import type { SaasV2Activity } from './requests.ts'
import type { SaasV2ResultCode } from './codes.ts'

/** The content type of every reply. */
export const replyContentType = 'application/json;charset=utf-8'

/** The request was carried out. */
export const replySucceeded = (): OutcomeReply => ({ resultCode: '000000', resultMsg: 'success.' })
/** The instance exists and can be used now. A repeat of the order line must get the same id. */
export const replyProvisioned = (instanceId: string): NewInstanceReply => ({
  instanceId,
  ...replySucceeded(),
})
/** The instance is being created under this id; the marketplace queries it until it exists. */
export const replyProvisioning = (instanceId: string): NewInstanceReply => ({
  instanceId,
  resultCode: '000004',
  resultMsg: 'processing.',
})
/** Details of the requested instances. */
export const replyInstanceDetails = (info: InstanceInfo[]): QueryInstanceReply => ({
  info,
  ...replySucceeded(),
})
/** The request was refused; `resultMsg` says why and is cut to the 255 characters of the table. */
export const replyRefused = (
  resultCode: Exclude<SaasV2ResultCode, '000000'>,
  resultMsg: string,
): OutcomeReply => ({ resultCode, resultMsg: resultMsg.slice(0, 255) || resultCode })

const accepts = (activity: SaasV2Activity, code: string): boolean =>
  activity === 'newInstance' && (code === '000000' || code === '000004')

/**
 * The body of a reply, HTTP status 200. Non-ASCII characters are written as `\uXXXX`, as the table requires for `memo`
 * (saas-v2 §3.3). Throws a TypeError that lists every fault against the tables.
 */
export function encodeReply<A extends SaasV2Activity>(activity: A, reply: ReplyOf<A>): string {
  const schema: (typeof repliesToSend)[SaasV2Activity] = repliesToSend[activity]
  const data = requireFitting(schema, reply, `reply to ${activity}`)
  if (accepts(activity, data.resultCode) && !('instanceId' in data && data.instanceId))
    throw new TypeError(`A reply to newInstance with ${data.resultCode} names an instanceId.`)
  return writeReply(data)
}
