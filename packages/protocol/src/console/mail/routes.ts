import { z } from 'zod'
import { operatorGrants } from '../parties/kinds.ts'
import { defineRoutes } from '../route.ts'
import type { Caller } from '../route.ts'
import { defineId, definePage, languageSchema, nothing, pageQuery, timeSchema } from '../values.ts'
import { mailStates, messageTopics } from './kinds.ts'
import { receiverRoutes } from './receivers.ts'

export const mailStateSchema = z.enum(mailStates)
const topicSchema = z.enum(messageTopics)

/** An email that was sent, or is to be sent. */
export const sentMailSchema = z.object({
  id: defineId('mal'),
  /** A message of a centre, or a letter about an account. */
  kind: z.enum(['message', 'letter']),
  /** The kind of message, or the letter. */
  name: z.string(),
  address: z.string(),
  language: languageSchema,
  state: mailStateSchema,
  attempts: z.number().int(),
  createdAt: timeSchema,
  /** When it was sent or given up. */
  endedAt: timeSchema.optional(),
  /** When the next attempt is due. */
  nextAt: timeSchema.optional(),
  /** What the mail server, or the connection to it, said at the last attempt. */
  fault: z.string().optional(),
})
export type SentMail = z.infer<typeof sentMailSchema>

const mailServerSchema = z.object({
  /** Whether this marketplace sends emails. */
  isOn: z.boolean(),
  /** The sender's address. */
  from: z.string().optional(),
  /** Emails that wait, and that were given up within the last seven days. */
  waiting: z.number().int(),
  failed: z.number().int(),
})

/** Whether the member gets emails about each topic of the party. */
const preferenceSchema = z.object({
  topic: topicSchema,
  wanted: z.boolean(),
  /** Whether the member may switch it off (R263: an owner gets money and failures in any case). */
  isFixed: z.boolean(),
})
export const preferencesSchema = z.object({
  /** Whether this marketplace sends emails at all. */
  isOn: z.boolean(),
  address: z.string(),
  preferences: z.array(preferenceSchema),
})
export type MailPreferences = z.infer<typeof preferencesSchema>

const read = <const C extends Caller>(caller: C) => ({
  ...caller,
  summary: {
    en: 'Get the topics about which the signed-in member receives emails',
    zh: '查询当前成员接收哪些主题的邮件',
  },
  reply: preferencesSchema,
})
const write = <const C extends Caller>(caller: C) => ({
  ...caller,
  whileSuspended: 'allowed' as const,
  summary: {
    en: 'Set the topics about which the signed-in member receives emails',
    zh: '设置当前成员接收哪些主题的邮件',
  },
  body: z.object({ topic: topicSchema, wanted: z.boolean() }),
  reply: preferencesSchema,
})

export const mailRoutes = defineRoutes({
  ...receiverRoutes,
  'GET /api/buyer/mail-preferences': read({ role: 'buyer', needs: 'any' }),
  'PUT /api/buyer/mail-preferences': write({ role: 'buyer', needs: 'any' }),
  'GET /api/seller/mail-preferences': read({ role: 'seller', needs: 'messages:read' }),
  'PUT /api/seller/mail-preferences': write({ role: 'seller', needs: 'messages:read' }),
  'GET /api/operator/mail-preferences': read({ role: 'operator', needs: operatorGrants }),
  'PUT /api/operator/mail-preferences': write({ role: 'operator', needs: operatorGrants }),
  'GET /api/operator/mail-server': {
    summary: {
      en: 'Get whether emails are sent, and how many wait or failed',
      zh: '查询邮件是否启用，以及待发和失败的数量',
    },
    role: 'operator',
    needs: operatorGrants,
    reply: mailServerSchema,
  },
  'GET /api/operator/mails': {
    summary: {
      en: 'List the emails of the last 90 days, newest first',
      zh: '查询最近 90 天的邮件，按时间倒序',
    },
    role: 'operator',
    needs: 'main',
    query: pageQuery.extend({
      state: mailStateSchema.optional(),
      /** Part of an address. */
      address: z.string().trim().max(254).optional(),
    }),
    reply: definePage(sentMailSchema),
  },
  'POST /api/operator/mails/:mailId/sending': {
    summary: {
      en: 'Send an email again that failed, or whose result is unknown',
      zh: '重新发送失败或结果不明的邮件',
    },
    role: 'operator',
    needs: 'main',
    params: z.object({ mailId: defineId('mal') }),
    reply: sentMailSchema,
  },
  'POST /api/operator/mail-server/test': {
    summary: { en: 'Send a test email to oneself', zh: '给自己发送一封测试邮件' },
    role: 'operator',
    needs: 'main',
    reply: nothing,
    status: 204,
  },
})
