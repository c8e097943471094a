import { z } from 'zod'
import { organisationKinds, verifications } from './kinds.ts'
import { defineRoutes } from '../route.ts'
import {
  countrySchema,
  defineId,
  languageSchema,
  nothing,
  rightsSchema,
  textSchema,
  timeSchema,
} from '../values.ts'

export const organisationKindSchema = z.enum(organisationKinds)

export const verificationSchema = z.enum(verifications)

/** The signed-in member and their parties; `csrfToken` goes into the `x-loggia-csrf` header of every change. */
export const sessionSchema = z.object({
  member: z.object({ id: defineId('mbr'), name: z.string(), email: z.string(), language: languageSchema }),
  buyer: z
    .object({
      id: defineId('byr'),
      name: textSchema,
      verification: verificationSchema,
      /** Whether the account has a phone number to pass on (R66). */
      hasPhone: z.boolean(),
    })
    .optional(),
  seller: z.object({ id: defineId('sel'), name: textSchema }).optional(),
  operator: z.boolean(),
  /** The member's rights in each party. */
  rights: z.object({
    buyer: rightsSchema.optional(),
    seller: rightsSchema.optional(),
    operator: rightsSchema.optional(),
  }),
  /** Whether a password that somebody else set must be changed first; nothing else is answered until then. */
  mustChangePassword: z.boolean(),
  csrfToken: z.string(),
})

export type Session = z.infer<typeof sessionSchema>
const password = z.string().min(1).max(200)

const personName = z.string().trim().min(1).max(100)

/** A browser in which the member is signed in. */
const openSessionSchema = z.object({
  id: defineId('ses'),
  current: z.boolean(),
  startedAt: timeSchema,
  seenAt: timeSchema,
  userAgent: z.string(),
})

export const sessionRoutes = defineRoutes({
  'GET /api/session': {
    summary: { en: 'Who is signed in', zh: '当前登录的是谁' },
    role: 'anyone',
    reply: z.object({ session: sessionSchema.nullable() }),
  },
  'POST /api/session': {
    summary: { en: 'Sign in; sets the session cookie', zh: '登录，并写入会话 Cookie' },
    role: 'anyone',
    body: z.object({ email: z.email().max(254), password }),
    reply: z.object({ session: sessionSchema }),
  },
  'DELETE /api/session': {
    summary: { en: 'Sign out here', zh: '在这里退出登录' },
    role: 'member',
    reply: nothing,
    status: 204,
  },
  'DELETE /api/sessions': {
    summary: { en: 'Sign out everywhere', zh: '在所有浏览器退出登录' },
    role: 'member',
    reply: nothing,
    status: 204,
  },
  'GET /api/sessions': {
    summary: {
      en: 'The browsers in which the member is signed in, the latest used first; at most 100',
      zh: '成员在哪些浏览器登录，最近使用的在前，最多 100 个',
    },
    role: 'member',
    reply: z.object({ items: z.array(openSessionSchema) }),
  },
  'DELETE /api/sessions/:sessionId': {
    summary: { en: 'Sign out in one browser', zh: '在一个浏览器退出登录' },
    role: 'member',
    params: z.object({ sessionId: defineId('ses') }),
    reply: nothing,
    status: 204,
  },
  'PUT /api/profile': {
    summary: { en: 'Change one’s own name and language', zh: '修改自己的姓名和语言' },
    role: 'member',
    body: z.object({ name: personName, language: languageSchema }),
    reply: nothing,
    status: 204,
  },
  'PUT /api/profile/password': {
    summary: {
      en: 'Change one’s own password; ends the member’s other sessions',
      zh: '修改自己的密码，同时结束自己的其他会话',
    },
    role: 'member',
    body: z.object({ current: password, next: password }),
    reply: nothing,
    status: 204,
  },
  'POST /api/sign-up': {
    summary: {
      en: 'Sign up as a buyer; the reply is the same for an email that has an account already, and then nothing is made',
      zh: '注册为买家；邮箱已有账号时答复相同，但不新建任何内容',
    },
    role: 'anyone',
    body: z.object({
      kind: organisationKindSchema,
      /** Required for an enterprise; a person buys under their own name. */
      organisation: z.string().trim().min(1).max(100).optional(),
      name: personName,
      email: z.email().max(254),
      password,
      country: countrySchema,
      language: languageSchema,
      agreed: z.literal(true),
    }),
    reply: z.object({
      /** `ready`: the member can sign in. `waiting`: an operator has to confirm the account first. */
      state: z.enum(['ready', 'waiting']),
    }),
    status: 201,
  },
})
