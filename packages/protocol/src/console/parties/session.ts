import { z } from 'zod'
import { assertionSchema, secondProofSchema } from './factors.ts'
import { organisationKinds, signInMethods, verifications } from './kinds.ts'
import { currentSuspensionSchema } from './suspensions.ts'
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
      /** Present while operators have suspended the buyer. */
      suspension: currentSuspensionSchema.optional(),
    })
    .optional(),
  seller: z
    .object({ id: defineId('sel'), name: textSchema, suspension: currentSuspensionSchema.optional() })
    .optional(),
  operator: z.boolean(),
  /** The member's rights in each party. */
  rights: z.object({
    buyer: rightsSchema.optional(),
    seller: rightsSchema.optional(),
    operator: rightsSchema.optional(),
  }),
  /** Whether a password that somebody else set must be changed first; nothing else is answered until then. */
  mustChangePassword: z.boolean(),
  /** Whether an operator must add a second factor first; nothing else is answered until then. */
  mustAddFactor: z.boolean(),
  csrfToken: z.string(),
})

export type Session = z.infer<typeof sessionSchema>
const password = z.string().min(1).max(200)

/** The token of a link that was sent by email. */
const token = z.string().min(1).max(100)

const personName = z.string().trim().min(1).max(100)

/** A browser in which the member is signed in. */
const openSessionSchema = z.object({
  id: defineId('ses'),
  current: z.boolean(),
  startedAt: timeSchema,
  seenAt: timeSchema,
  userAgent: z.string(),
  method: z.enum(signInMethods),
  /** The address from which the member signed in; absent for sessions from before it was kept. */
  address: z.string().optional(),
})

export const sessionRoutes = defineRoutes({
  'GET /api/session': {
    summary: { en: 'Get the signed-in member', zh: '查询当前登录的成员' },
    role: 'anyone',
    reply: z.object({ session: sessionSchema.nullable() }),
  },
  'POST /api/session': {
    summary: {
      en: 'Sign in; sets the session cookie, or, if the account has a second factor, refuses with the methods to prove it',
      zh: '登录并设置会话 Cookie；账号启用两步验证时拒绝，并返回可用的验证方式',
    },
    role: 'anyone',
    body: z.object({
      email: z.email().max(254),
      password,
      /** The token of the link that confirms the address of a new account. */
      confirmation: token.optional(),
    }),
    reply: z.object({ session: sessionSchema }),
  },
  'POST /api/session/second-factor': {
    summary: {
      en: 'Finish a sign-in with the second factor; sets the session cookie',
      zh: '完成两步验证并登录，设置会话 Cookie',
    },
    role: 'anyone',
    body: z.object({ proof: secondProofSchema }),
    reply: z.object({ session: sessionSchema }),
  },
  'POST /api/session/passkey': {
    summary: { en: 'Sign in with a passkey; sets the session cookie', zh: '以通行密钥登录，设置会话 Cookie' },
    role: 'anyone',
    body: z.object({ response: assertionSchema }),
    reply: z.object({ session: sessionSchema }),
  },
  'DELETE /api/session': {
    summary: { en: 'Sign out of this browser', zh: '在当前浏览器退出登录' },
    role: 'member',
    reply: nothing,
    status: 204,
  },
  'DELETE /api/sessions': {
    summary: {
      en: 'Sign out of all browsers, or of all others',
      zh: '在所有浏览器退出登录，可保留当前浏览器',
    },
    role: 'member',
    query: z.object({ keep: z.literal('current').optional() }),
    reply: nothing,
    status: 204,
  },
  'GET /api/sessions': {
    summary: {
      en: 'List the browsers in which the member is signed in, the most recently used first, at most 100',
      zh: '查询成员已登录的浏览器，最近使用的在前，最多 100 个',
    },
    role: 'member',
    reply: z.object({ items: z.array(openSessionSchema) }),
  },
  'DELETE /api/sessions/:sessionId': {
    summary: { en: 'Sign out of one browser', zh: '在指定浏览器退出登录' },
    role: 'member',
    params: z.object({ sessionId: defineId('ses') }),
    reply: nothing,
    status: 204,
  },
  'PUT /api/profile': {
    summary: { en: 'Change your name and language', zh: '修改自己的姓名和语言' },
    role: 'member',
    body: z.object({ name: personName, language: languageSchema }),
    reply: nothing,
    status: 204,
  },
  'PUT /api/profile/password': {
    summary: {
      en: 'Change your password; ends your other sessions',
      zh: '修改自己的密码，并结束自己的其他会话',
    },
    role: 'member',
    body: z.object({ current: password, next: password }),
    reply: nothing,
    status: 204,
  },
  'POST /api/sign-up': {
    summary: {
      en: 'Sign up as a buyer; for an email that already has an account, the response is the same, but nothing is created',
      zh: '注册为买家；邮箱已有账号时响应相同，但不会创建账号',
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
      /** A path of this site to which the person returns in the end. */
      next: z.string().startsWith('/').max(500).optional(),
    }),
    reply: z.object({
      /**
       * `ready`: the member can sign in. `unconfirmed`: the link that was sent to the address has to be opened first.
       * `waiting`: an operator has to confirm the account first.
       */
      state: z.enum(['ready', 'unconfirmed', 'waiting']),
    }),
    status: 201,
  },
  'POST /api/password-reset-requests': {
    summary: {
      en: 'Send a link to choose a new password; for an email without an account, the response is the same',
      zh: '发送重置密码的链接；邮箱没有账号时响应相同',
    },
    role: 'anyone',
    body: z.object({ email: z.email().max(254) }),
    reply: nothing,
    status: 204,
  },
  'POST /api/password-resets/owner': {
    summary: { en: 'Get the account whose password a link resets', zh: '查询重置密码链接对应的账号' },
    role: 'anyone',
    body: z.object({ token }),
    reply: z.object({ email: z.string(), name: z.string() }),
  },
  'POST /api/password-resets': {
    summary: {
      en: 'Choose a new password with a link; ends all sessions of the member',
      zh: '通过链接设置新密码，并结束此成员的所有会话',
    },
    role: 'anyone',
    body: z.object({ token, password }),
    reply: z.object({ email: z.string() }),
  },
  'POST /api/profile/email': {
    summary: {
      en: 'Change your email; takes effect at once, or, if emails are enabled, after you open the link sent to the new email',
      zh: '修改自己的邮箱；启用邮件时，须打开发往新邮箱的链接后生效',
    },
    role: 'member',
    body: z.object({
      email: z.email().max(254),
      current: password,
      /** Required of a member with a second factor. */
      proof: secondProofSchema.optional(),
    }),
    reply: z.object({ state: z.enum(['changed', 'sent']) }),
  },
  'POST /api/email-confirmations': {
    summary: { en: 'Confirm a new email with a link', zh: '通过链接确认新邮箱' },
    role: 'anyone',
    body: z.object({ token }),
    reply: z.object({ email: z.string() }),
  },
})
