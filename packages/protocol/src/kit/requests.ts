import { z } from 'zod'

import { defineText } from '../saas/reply-members.ts'
import { parseTime } from './times.ts'

/** The largest number of people in one `authSync` (joint-kit §6.3). */
export const mostPeople = 500

/** `flag`: what became of the subject. Only `authSync` of V2 knows `withdraw`: an authorisation ended. */
export const syncFlags = { delete: 0, add: 1, change: 2, withdraw: 3 } as const

const emptyOr = (max: number) => z.string().max(max)
const time = z
  .string()
  .length(17)
  .refine((digits) => parseTime(digits) !== undefined, 'a time as yyyyMMddHHmmssSSS in UTC+8')
const testFlag = z.literal([0, 1])
export const flagOfAny = z.literal([0, 1, 2])

/** A person as they are sent; the members are those of V2. Absent optional members are left out. */
export const userToSend = z.strictObject({
  userName: defineText(64),
  name: defineText(64),
  orgCode: defineText(64),
  position: defineText(64).optional(),
  employeeCode: defineText(64).optional(),
  /** 1 regular, 2 intern, 3 dispatched, 4 outsourced. */
  employeeType: z.literal([1, 2, 3, 4]).optional(),
  role: z.enum(['user', 'admin']),
  enable: z.enum(['true', 'false']),
  mobile: defineText(32).optional(),
  email: defineText(128).optional(),
  workPlace: defineText(256).optional(),
  /** Such as `2022-11-09`. */
  entryDate: defineText(20).optional(),
})
/** A person as they are sent. */
export type KitUser = z.infer<typeof userToSend>

/** A message whose lists nobody need copy. */
export type WithReadonlyLists<T> = { [Name in keyof T]: T[Name] extends (infer E)[] ? readonly E[] : T[Name] }

// On the seller's side, before anybody has bought, instance and order are empty (joint-kit §6).
const common = { instanceId: emptyOr(64), tenantId: defineText(64) }
const signs = { testFlag, timeStamp: time }

export const sharedRequests = {
  singleOrgSync: z.strictObject({
    activity: z.literal('singleOrgSync'),
    ...common,
    orgCode: defineText(64),
    orgName: defineText(128),
    /** Empty or absent for a department at the top. */
    parentCode: emptyOr(64).optional(),
    flag: flagOfAny,
    ...signs,
  }),
} as const

export const defineTenantSync = <F extends z.ZodType>(flag: F) =>
  z.strictObject({
    activity: z.literal('tenantSync'),
    ...common,
    orderId: emptyOr(64),
    tenantCode: defineText(64),
    name: defineText(255),
    domainName: defineText(255),
    flag,
    ...signs,
  })
export const defineApplicationSync = <F extends z.ZodType>(flag: F) =>
  z.strictObject({
    activity: z.literal('applicationSync'),
    ...common,
    appId: defineText(64),
    clientId: defineText(64),
    /** Encrypted with the seller's public key, Base64 (joint-kit §5). */
    clientSecret: z.string().min(1),
    flag,
    ...signs,
  })
export const defineAuthSync = <F extends z.ZodType>(flag: F) =>
  z.strictObject({
    activity: z.literal('authSync'),
    ...common,
    appId: defineText(64),
    userList: z.array(userToSend).min(1).max(mostPeople),
    currentSyncTime: time,
    flag,
    ...signs,
  })
/** `list` has the name and the departments of its generation. */
export const defineAllOrgSync = <L extends z.ZodRawShape>(list: L) =>
  z.strictObject({ activity: z.literal('allOrgSync'), ...common, ...list, ...signs })
/** A department of a full list as it is sent; `named` is the member for its name. */
export const defineOrgInfo = <N extends z.ZodRawShape>(named: N) =>
  z.strictObject({ orgCode: defineText(64), ...named, parentCode: emptyOr(64).optional() })
