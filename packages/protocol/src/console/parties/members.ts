import { z } from 'zod'
import { defineRoutes } from '../route.ts'
import type { Caller } from '../route.ts'
import { currentSuspensionSchema, suspensionReasonSchema } from './suspensions.ts'
import { defineId, languageSchema, definePage, pageQuery, rightsSchema, timeSchema } from '../values.ts'

const ofBuyer = z.object({ buyerId: defineId('byr') })

const ofSeller = z.object({ sellerId: defineId('sel') })

const personName = z.string().trim().min(1).max(100)

const rightsInput = z.object({
  main: z.boolean().default(false),
  /** Beside those of the roles. */
  grants: z.array(z.string().max(40)).max(40),
  roles: z.array(defineId('rol')).max(50).default([]),
})

export const memberSchema = z.object({
  id: defineId('mbr'),
  name: z.string(),
  email: z.string(),
  /** In total: those granted to the member and those of the member's roles. */
  rights: rightsSchema,
  /** Granted to the member directly. */
  ownGrants: z.array(z.string()),
  roles: z.array(z.object({ id: defineId('rol'), name: z.string() })),
  enabled: z.boolean(),
  /** Absent for a member who is not suspended, and for older suspensions. */
  suspension: currentSuspensionSchema.optional(),
  /** Whether the member still has a password that somebody else set. */
  mustChangePassword: z.boolean(),
  addedAt: timeSchema,
})

export type Member = z.infer<typeof memberSchema>
const memberParams = z.object({ memberId: defineId('mbr') })

const list = <const C extends Caller>(caller: C) => ({
  ...caller,
  summary: {
    en: 'List the members and their permissions, newest first',
    zh: '查询成员列表及权限，按创建时间倒序',
  },
  query: pageQuery.extend({
    /** A part of the name or the email address. */
    q: z.string().trim().min(1).max(100).optional(),
  }),
  reply: definePage(memberSchema),
})

const addOne = <const C extends Caller>(caller: C) => ({
  ...caller,
  whileSuspended: 'allowed' as const,
  summary: {
    en: 'Add a member, who has no permissions unless they are granted; only this response contains the initial password. Somebody of a company of the buyer joins with the account that is linked with them',
    zh: '添加成员，未授权则没有权限；初始密码仅在本次响应中返回。买家企业目录中的人员以其已绑定的账号加入',
  },
  body: rightsInput.extend({ email: z.email().max(254), name: personName, language: languageSchema }),
  /** Without a password the member was invited by email, or has joined with an account that was there. */
  reply: z.object({ member: memberSchema, hasJoined: z.boolean(), password: z.string().optional() }),
  status: 201 as const,
})

const setRights = <const C extends Caller>(caller: C) => ({
  ...caller,
  whileSuspended: 'allowed' as const,
  summary: { en: 'Set the roles and permissions of a member', zh: '设置成员的角色和权限' },
  params: memberParams,
  body: rightsInput,
  reply: memberSchema,
})

const enable = <const C extends Caller>(caller: C) => ({
  ...caller,
  whileSuspended: 'allowed' as const,
  summary: {
    en: 'Suspend or reactivate a member, with a reason; suspending ends their sessions',
    zh: '停用或恢复成员，须填写原因，停用时结束其会话',
  },
  params: memberParams,
  /** `until` ends a suspension automatically. */
  body: z.object({ enabled: z.boolean(), reason: suspensionReasonSchema, until: timeSchema.optional() }),
  reply: memberSchema,
})

const resetPassword = <const C extends Caller>(caller: C) => ({
  ...caller,
  whileSuspended: 'allowed' as const,
  summary: {
    en: 'Reset the password of a member; only this response contains the new initial password, and their sessions end',
    zh: '重置成员的密码，新的初始密码仅在本次响应中返回，并结束其会话',
  },
  params: memberParams,
  reply: z.object({ member: memberSchema, password: z.string() }),
})

export const memberRoutes = defineRoutes({
  'GET /api/operator/buyers/:buyerId/members': {
    summary: {
      en: 'List the members of a buyer and their permissions, newest first',
      zh: '查询买家的成员及权限，按创建时间倒序',
    },
    role: 'operator',
    needs: 'reviewer',
    params: ofBuyer,
    query: pageQuery,
    reply: definePage(memberSchema),
  },
  'GET /api/operator/sellers/:sellerId/members': {
    summary: {
      en: 'List the members of a seller and their permissions, newest first',
      zh: '查询商家的成员及权限，按创建时间倒序',
    },
    role: 'operator',
    needs: 'reviewer',
    params: ofSeller,
    query: pageQuery,
    reply: definePage(memberSchema),
  },
  'GET /api/buyer/members': list({ role: 'buyer', needs: 'any' }),
  'POST /api/buyer/members': addOne({ role: 'buyer', needs: 'main' }),
  'PUT /api/buyer/members/:memberId/rights': setRights({ role: 'buyer', needs: 'main' }),
  'PUT /api/buyer/members/:memberId/access': enable({ role: 'buyer', needs: 'main' }),
  'POST /api/buyer/members/:memberId/password': resetPassword({ role: 'buyer', needs: 'main' }),
  'GET /api/seller/members': list({ role: 'seller', needs: 'members:read' }),
  'POST /api/seller/members': addOne({ role: 'seller', needs: 'members:write' }),
  'PUT /api/seller/members/:memberId/rights': setRights({ role: 'seller', needs: 'members:write' }),
  'PUT /api/seller/members/:memberId/access': enable({ role: 'seller', needs: 'members:write' }),
  'POST /api/seller/members/:memberId/password': resetPassword({ role: 'seller', needs: 'members:write' }),
  'GET /api/operator/members': list({ role: 'operator', needs: 'main' }),
  'POST /api/operator/members': addOne({ role: 'operator', needs: 'main' }),
  'PUT /api/operator/members/:memberId/rights': setRights({ role: 'operator', needs: 'main' }),
  'PUT /api/operator/members/:memberId/access': enable({ role: 'operator', needs: 'main' }),
  'POST /api/operator/members/:memberId/password': resetPassword({ role: 'operator', needs: 'main' }),
})
