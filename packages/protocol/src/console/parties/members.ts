import { z } from 'zod'
import { defineRoutes } from '../route.ts'
import type { Caller } from '../route.ts'
import { defineId, languageSchema, definePage, pageQuery, rightsSchema, timeSchema } from '../values.ts'

const ofBuyer = z.object({ buyerId: defineId('byr') })

const ofSeller = z.object({ sellerId: defineId('sel') })

const personName = z.string().trim().min(1).max(100)

const rightsInput = z.object({
  main: z.boolean().default(false),
  grants: z.array(z.string().max(40)).max(40),
})

export const memberSchema = z.object({
  id: defineId('mbr'),
  name: z.string(),
  email: z.string(),
  rights: rightsSchema,
  enabled: z.boolean(),
  /** Whether the member still has a password that somebody else set. */
  mustChangePassword: z.boolean(),
  addedAt: timeSchema,
})

export type Member = z.infer<typeof memberSchema>
const memberParams = z.object({ memberId: defineId('mbr') })

const list = <const C extends Caller>(caller: C) => ({
  ...caller,
  summary: {
    en: 'The members of the party and their rights, newest first',
    zh: '本组织的成员及其权限，最新的在前',
  },
  query: pageQuery,
  reply: definePage(memberSchema),
})

const addOne = <const C extends Caller>(caller: C) => ({
  ...caller,
  summary: {
    en: 'Add a member; the initial password is in this reply and nowhere else (R3: without grants, no rights)',
    zh: '添加成员；初始密码只在这次答复中出现（R3：未授权则没有权限）',
  },
  body: rightsInput.extend({ email: z.email().max(254), name: personName, language: languageSchema }),
  reply: z.object({ member: memberSchema, password: z.string() }),
  status: 201 as const,
})

const setRights = <const C extends Caller>(caller: C) => ({
  ...caller,
  summary: { en: 'Set what a member may do (R2)', zh: '设定成员可以做什么（R2）' },
  params: memberParams,
  body: rightsInput,
  reply: memberSchema,
})

const enable = <const C extends Caller>(caller: C) => ({
  ...caller,
  summary: {
    en: 'Let a member in, or keep them out; that ends their sessions',
    zh: '允许成员登录，或者停用并结束其会话',
  },
  params: memberParams,
  body: z.object({ enabled: z.boolean() }),
  reply: memberSchema,
})

const resetPassword = <const C extends Caller>(caller: C) => ({
  ...caller,
  summary: {
    en: 'Give a member a new initial password, in this reply only; ends their sessions',
    zh: '为成员换一个初始密码，只在这次答复中出现，并结束其会话',
  },
  params: memberParams,
  reply: z.object({ member: memberSchema, password: z.string() }),
})

export const memberRoutes = defineRoutes({
  'GET /api/operator/buyers/:buyerId/members': {
    summary: {
      en: 'The members of a buyer and their rights, newest first',
      zh: '买家的成员及其权限，最新的在前',
    },
    role: 'operator',
    needs: 'reviewer',
    params: ofBuyer,
    query: pageQuery,
    reply: definePage(memberSchema),
  },
  'GET /api/operator/sellers/:sellerId/members': {
    summary: {
      en: 'The members of a seller and their rights, newest first',
      zh: '商家的成员及其权限，最新的在前',
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
