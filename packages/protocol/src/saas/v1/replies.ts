import { omitUndefined } from '@loggia/kernel'
import { writeReply } from '../../wire/encode.ts'
import { requireFitting } from '../../wire/require-fitting.ts'
import type { SaasResultCode } from '../result-codes.ts'
import { repliesToSend } from './reply-messages.ts'
import type { AppInfo, InstanceInfo, SentReplyOf } from './reply-messages.ts'
import type { SaasV1Activity } from './requests.ts'

/** The reply of the five activities that answer with a result only. */
export type OutcomeReply = SentReplyOf<'releaseInstance'>

/** How sealed members were sealed: `1` with AES-256, `2` with AES-128. */
export type EncryptType = '1' | '2'

/** The request was carried out. */
export const replySucceeded = (): OutcomeReply => ({ resultCode: '000000', resultMsg: 'success.' })

/**
 * The instance exists and can be used now. A repeat of the order gets the same answer with access data, since the
 * marketplace asks again whenever the buyer opens the service's details.
 */
export const replyProvisioned = (given: {
  instanceId: string
  appInfo?: AppInfo | undefined
  encryptType?: EncryptType | undefined
}): SentReplyOf<'newInstance'> => ({ ...given, ...replySucceeded() })

/** Details of the requested instances. */
export const replyInstanceDetails = (
  info: InstanceInfo[],
  encryptType?: EncryptType,
): SentReplyOf<'queryInstance'> => omitUndefined({ encryptType, info, ...replySucceeded() })

/** The request was refused; `resultMsg` says why and is cut to the 255 characters of the table. */
export const replyRefused = (
  resultCode: Exclude<SaasResultCode, '000000'>,
  resultMsg: string,
): OutcomeReply => ({
  resultCode,
  resultMsg: resultMsg.slice(0, 255) || resultCode,
})

/**
 * The body of a reply, HTTP status 200; sign exactly this text for `Body-Sign`. Non-ASCII characters are written as
 * `\uXXXX`, as the table requires for `memo` (saas-v1 §6.2). Throws a TypeError that lists every fault against the
 * tables.
 */
export function encodeReply<A extends SaasV1Activity>(activity: A, reply: SentReplyOf<A>): string {
  const schema: (typeof repliesToSend)[SaasV1Activity] = repliesToSend[activity]
  const data = requireFitting(schema, reply, `reply to ${activity}`)
  const namesInstance = 'instanceId' in data && data.instanceId !== undefined
  if (activity === 'newInstance' && data.resultCode === '000000' && !namesInstance)
    throw new TypeError('A reply to newInstance with 000000 names an instanceId.')
  return writeReply(data)
}
