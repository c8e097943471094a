import { encodeBodyWithNumbers } from '../../wire/encode.ts'
import { requireFitting } from '../../wire/require-fitting.ts'
import type { ProofFault, Verdict } from '../../wire/verdicts.ts'
import { readSignedReply } from '../../saas/v1/read-reply.ts'
import type { SignedReply } from '../../saas/v1/read-reply.ts'
import { writeSubPath } from '../activities.ts'
import type { KitActivity } from '../activities.ts'
import { replyToRead } from '../replies.ts'
import type { ReceivedKitReply } from '../replies.ts'
import type { KitUser } from '../requests.ts'
import { requestsToSend } from './requests.ts'
import type { KitV1Request } from './requests.ts'

export { replyLimitBytes } from '../../saas/v2/read-reply.ts'

/** The path of an interface, which is appended to the seller's address. */
export const writePath = (activity: KitActivity): string => writeSubPath('v1', activity)

/** As the only printed example has it: three members in an object, the kind of employment as text (joint-kit §6.3). */
function toNested({ employeeType, workPlace, entryDate, ...user }: KitUser): object {
  const extension = { entryDate, employeeType: employeeType && String(employeeType), workPlace }
  const hasExtension = Object.values(extension).some((value) => value !== undefined)
  return hasExtension ? { ...user, extension } : user
}

/**
 * The body of a request as it is signed and sent, with lists as JSON text (joint-kit §6). Throws a TypeError that lists
 * every fault against the tables.
 */
export function encodeRequest(request: KitV1Request): string {
  const schema = requestsToSend[request.activity]
  const { activity: _, ...body } = requireFitting(schema, request, `${request.activity} request`)
  if ('userList' in body)
    return encodeBodyWithNumbers({ ...body, userList: JSON.stringify(body.userList.map(toNested)) })
  return encodeBodyWithNumbers('orgInfo' in body ? { ...body, orgInfo: JSON.stringify(body.orgInfo) } : body)
}

/**
 * A valid reply with its result code, or the verdict on a reply that breaks the protocol. With `000000` its `Body-Sign`
 * is valid.
 */
export type ReadReply =
  | { ok: true; reply: ReceivedKitReply; code: string; unproven?: ProofFault }
  | { ok: false; verdict: Verdict }

/** Reads a seller's reply to any interface. A refusal counts without a valid signature. */
export const readReply = (received: SignedReply): ReadReply =>
  readSignedReply(received, { schema: replyToRead, mayNameInstance: false })
