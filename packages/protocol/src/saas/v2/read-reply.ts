import type { ReceivedReply } from '../../wire/read-reply.ts'
import type { Verdict } from '../../wire/verdicts.ts'
import { readPlainReply } from '../read-plain-reply.ts'
import { repliesToRead } from './reply-messages.ts'
import type { ReplyOf } from './reply-messages.ts'
import type { SaasV2Activity } from './requests.ts'

/**
 * The default limit of a reply in bytes: a hundred instances with full access data, every character escaped, need 1.5
 * MB.
 */
export const replyLimitBytes = 2 * 1024 * 1024

/**
 * A valid reply with its result code, or the verdict on a reply that breaks the protocol. `ok` does not mean success:
 * look at `code`. With `000000`, and `000004` for `newInstance`, every mandatory member is present; with any other code
 * the reply has `resultCode`, `resultMsg` and, for `newInstance`, an `instanceId` if the seller named one.
 */
export type ReadReply<A extends SaasV2Activity> =
  | { ok: true; reply: ReplyOf<A>; code: string }
  | { ok: false; verdict: Verdict }

const isAccepted = (activity: SaasV2Activity, code: string): boolean =>
  code === '000000' || (code === '000004' && activity === 'newInstance')

/**
 * Reads a seller's reply to one activity: the transport first, then `resultCode`, then the members of the table. The
 * caller decides what `000004` or `000003` mean for an order. Sealed access data stay sealed; `encryptType` says how.
 */
export function readReply<A extends SaasV2Activity>(
  activity: A,
  received: ReceivedReply & { limitBytes?: number },
): ReadReply<A> {
  const schema: (typeof repliesToRead)[SaasV2Activity] = repliesToRead[activity]
  return readPlainReply(received, {
    schema,
    isAccepted: (code) => isAccepted(activity, code),
    mayNameInstance: activity === 'newInstance',
    limitBytes: replyLimitBytes,
  }) as ReadReply<A>
}
