import { z } from 'zod'

import { defineTolerant } from '../saas/reply-members.ts'
import { decodeObject } from '../wire/decode.ts'
import type { DecodedObject } from '../wire/decode.ts'
import { getJsonType } from '../wire/json.ts'
import type { JsonObject } from '../wire/json.ts'
import { toMemberFault, withoutBlanks } from '../wire/member-faults.ts'
import type { BodyFault, MemberFault } from '../wire/verdicts.ts'
import type { KitActivity } from './activities.ts'
import { parseTime } from './times.ts'

const id = z.string().max(64)
const absentId = id.default('')
const text = z.string()
const time = text.refine((digits) => parseTime(digits) !== undefined)

// Numbers are read as text too, and the other way round: the two generations and their examples mix them.
const toNumber = (value: unknown): unknown =>
  typeof value === 'string' && /^\d{1,2}$/.test(value) ? Number(value) : value
const toText = (value: unknown): unknown =>
  typeof value === 'boolean' || typeof value === 'number' ? String(value) : value
const numberOf = <const N extends readonly number[]>(values: N) => z.preprocess(toNumber, z.literal(values))
const anyText = z.preprocess(toText, text.optional())

const user = defineTolerant({
  userName: id,
  name: text.max(64),
  orgCode: id,
  position: anyText,
  employeeCode: anyText,
  // Nothing of a batch is refused for a kind of employment that nobody knows.
  employeeType: z.preprocess(toNumber, z.literal([1, 2, 3, 4]).optional()).catch(undefined),
  role: z.enum(['user', 'admin']),
  enable: z.preprocess(toText, z.enum(['true', 'false'])),
  mobile: anyText,
  email: anyText,
  workPlace: anyText,
  entryDate: anyText,
})
const orgName = text.max(128)
const department = defineTolerant({ orgCode: id, orgName, parentCode: id.optional() })

const common = { instanceId: absentId, tenantId: id, testFlag: numberOf([0, 1]), timeStamp: time }
const flag = numberOf([0, 1, 2])

/**
 * Requests of both generations as a seller's server reads them: lists as lists, departments with `orgName`, people with
 * the members of V2; unknown members dropped, null and empty strings taken as absent.
 */
export const requestsToRead = {
  tenantSync: defineTolerant({
    ...common,
    orderId: absentId,
    tenantCode: id,
    name: text.max(255),
    domainName: text.max(255),
    flag,
  }),
  applicationSync: defineTolerant({ ...common, appId: id, clientId: id, clientSecret: text, flag }),
  authSync: defineTolerant({
    ...common,
    appId: id,
    userList: z.array(user),
    currentSyncTime: time,
    flag: numberOf([0, 1, 2, 3]),
  }),
  singleOrgSync: defineTolerant({ ...common, orgCode: id, orgName, parentCode: id.optional(), flag }),
  allOrgSync: defineTolerant({ ...common, orgInfoList: z.array(department) }),
} as const

/** The request of one interface, as a seller's server reads it. */
export type ReceivedRequestOf<A extends KitActivity> = A extends KitActivity
  ? { activity: A } & z.infer<(typeof requestsToRead)[A]>
  : never
/** A request as a seller's server reads it; switch on its `activity`. */
export type ReceivedRequest = ReceivedRequestOf<KitActivity>
/** A person as they are read. */
export type ReceivedUser = ReceivedRequestOf<'authSync'>['userList'][number]
/** A department as it is read. */
export type ReceivedDepartment = ReceivedRequestOf<'allOrgSync'>['orgInfoList'][number]

/** Why a body is no request; a seller's server answers each with `000002`. */
export type RequestFault = BodyFault | MemberFault
/** A parsed request, or why it could not be read. */
export type ReadRequest<A extends KitActivity = KitActivity> =
  | { ok: true; request: ReceivedRequestOf<A> }
  | { ok: false; reason: RequestFault }

/** V1 sends lists as JSON text, and an example of V2 does so too (joint-kit §12, 4). */
function toList(value: unknown): unknown {
  if (typeof value !== 'string') return value
  try {
    const parsed: unknown = JSON.parse(value)
    return Array.isArray(parsed) ? parsed : value
  } catch {
    return value
  }
}

const eachOf = (list: unknown, change: (entry: JsonObject) => JsonObject): unknown =>
  Array.isArray(list)
    ? list.map((entry: unknown) => (getJsonType(entry) === 'object' ? change(entry as JsonObject) : entry))
    : list

/** The name is `orgName` in V2, `name` in V1, `OrgName` in an old extract (joint-kit §12, 3). */
const withOrgName = ({ orgName, ...rest }: JsonObject): JsonObject => ({
  ...rest,
  orgName: orgName ?? rest['name'] ?? rest['OrgName'],
})

/** An example of V1 has some members of a person in `extension` (joint-kit §6.3). */
function withExtension({ extension, ...user }: JsonObject): JsonObject {
  return getJsonType(extension) === 'object'
    ? { ...(extension as JsonObject), ...(withoutBlanks(user) as JsonObject) }
    : user
}

/** The members of either generation under the names of V2. */
function toNewest(activity: KitActivity, body: JsonObject): JsonObject {
  switch (activity) {
    case 'authSync':
      return { ...body, userList: eachOf(toList(body['userList']), withExtension) }
    case 'singleOrgSync':
      return withOrgName(body)
    case 'allOrgSync':
      return { ...body, orgInfoList: eachOf(toList(body['orgInfoList'] ?? body['orgInfo']), withOrgName) }
    case 'tenantSync':
    case 'applicationSync':
      return body
  }
}

/**
 * Reads the body of a request of either generation on the seller's side. Verify its signature over the same bytes
 * first.
 */
export const readRequest = <A extends KitActivity>(activity: A, body: Uint8Array): ReadRequest<A> =>
  readDecodedRequest(activity, decodeObject(body))

/** Like {@link readRequest}, for a body that was already decoded. */
export function readDecodedRequest<A extends KitActivity>(
  activity: A,
  decoded: DecodedObject,
): ReadRequest<A> {
  if (!decoded.ok) return { ok: false, reason: decoded.fault }
  const members = toNewest(activity, decoded.value)
  const schema: z.ZodType = requestsToRead[activity]
  const read = schema.safeParse(members)
  return read.success
    ? { ok: true, request: { activity, ...(read.data as object) } as ReceivedRequestOf<A> }
    : { ok: false, reason: toMemberFault(read.error.issues[0], members) }
}

/** Whether the request is made for debugging, and must change nothing that a buyer sees. */
export const isTest = (request: { testFlag: 0 | 1 }): boolean => request.testFlag === 1
