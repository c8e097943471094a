import { z } from 'zod'
import { defineRoutes } from '../route.ts'
import type { Caller } from '../route.ts'
import { defineId, languageSchema, nothing, textSchema, timeSchema } from '../values.ts'
import { messageTopics, receiverStates } from './kinds.ts'

const topics = z.array(z.enum(messageTopics)).min(1).max(messageTopics.length)
const name = z.string().trim().min(1).max(100)
const phone = z
  .string()
  .trim()
  .regex(/^\+?[0-9 -]{5,24}$/)

/** R263: somebody without an account who gets a party's emails about some topics. */
export const receiverSchema = z.object({
  id: defineId('mrc'),
  name: z.string(),
  email: z.string(),
  phone: z.string().optional(),
  language: languageSchema,
  topics: z.array(z.enum(messageTopics)),
  state: z.enum(receiverStates),
  /** When the confirmation was last asked for. */
  askedAt: timeSchema,
  confirmedAt: timeSchema.optional(),
  endedAt: timeSchema.optional(),
})
export type Receiver = z.infer<typeof receiverSchema>

const receiversSchema = z.object({ items: z.array(receiverSchema) })
const ofReceiver = z.object({ receiverId: defineId('mrc') })
const token = z.object({ token: z.string().min(1).max(100) })

/** What the person behind an address sees: who sends them what. */
const subscriptionSchema = z.object({
  email: z.string(),
  /** The buyer or seller; absent for the operators of the marketplace. */
  organisation: textSchema.optional(),
  topics: z.array(z.enum(messageTopics)),
  state: z.enum(receiverStates),
})
export type MailSubscription = z.infer<typeof subscriptionSchema>

const list = <const C extends Caller>(caller: C) => ({
  ...caller,
  summary: {
    en: 'List the receivers of emails who need no account',
    zh: '查询无需账号的邮件接收人',
  },
  reply: receiversSchema,
})
const add = <const C extends Caller>(caller: C) => ({
  ...caller,
  summary: {
    en: 'Add a receiver of emails; the address is asked for confirmation first',
    zh: '添加邮件接收人，对方确认邮箱后才会收到邮件',
  },
  body: z.object({
    name,
    email: z.email().max(254),
    phone: phone.optional(),
    language: languageSchema,
    topics,
  }),
  reply: receiverSchema,
  status: 201 as const,
})
const change = <const C extends Caller>(caller: C) => ({
  ...caller,
  whileSuspended: 'allowed' as const,
  summary: { en: 'Change a receiver; the address stays', zh: '修改邮件接收人，邮箱不可修改' },
  params: ofReceiver,
  body: z.object({ name, phone: phone.optional(), topics }),
  reply: receiverSchema,
})
const ask = <const C extends Caller>(caller: C) => ({
  ...caller,
  summary: { en: 'Send the confirmation link of a receiver again', zh: '重新发送邮件接收人的确认链接' },
  params: ofReceiver,
  reply: receiverSchema,
})
const remove = <const C extends Caller>(caller: C) => ({
  ...caller,
  whileSuspended: 'allowed' as const,
  summary: {
    en: 'Remove a receiver; one that has unsubscribed stays, so that nobody adds it again',
    zh: '移除邮件接收人，已退订的保留，以免再次添加',
  },
  params: ofReceiver,
  reply: nothing,
  status: 204 as const,
})

const buyer = { role: 'buyer', needs: 'main' } as const
const seller = { role: 'seller', needs: 'main' } as const
const operator = { role: 'operator', needs: 'main' } as const

export const receiverRoutes = defineRoutes({
  'GET /api/buyer/mail-receivers': list(buyer),
  'POST /api/buyer/mail-receivers': add(buyer),
  'PUT /api/buyer/mail-receivers/:receiverId': change(buyer),
  'POST /api/buyer/mail-receivers/:receiverId/confirmation': ask(buyer),
  'DELETE /api/buyer/mail-receivers/:receiverId': remove(buyer),
  'GET /api/seller/mail-receivers': list(seller),
  'POST /api/seller/mail-receivers': add(seller),
  'PUT /api/seller/mail-receivers/:receiverId': change(seller),
  'POST /api/seller/mail-receivers/:receiverId/confirmation': ask(seller),
  'DELETE /api/seller/mail-receivers/:receiverId': remove(seller),
  'GET /api/operator/mail-receivers': list(operator),
  'POST /api/operator/mail-receivers': add(operator),
  'PUT /api/operator/mail-receivers/:receiverId': change(operator),
  'POST /api/operator/mail-receivers/:receiverId/confirmation': ask(operator),
  'DELETE /api/operator/mail-receivers/:receiverId': remove(operator),
  'POST /api/mail-subscription': {
    summary: {
      en: 'Get what a receiver gets, by the token in their emails',
      zh: '凭邮件中的令牌查询接收人会收到的内容',
    },
    role: 'anyone',
    body: token,
    reply: subscriptionSchema,
  },
  'POST /api/mail-subscription/confirmation': {
    summary: {
      en: 'Confirm an address, or subscribe again after unsubscribing',
      zh: '确认邮箱，或在退订后重新订阅',
    },
    role: 'anyone',
    body: token,
    reply: subscriptionSchema,
  },
  'POST /api/mail-subscription/end': {
    summary: { en: 'Unsubscribe an address', zh: '退订邮件' },
    role: 'anyone',
    body: token,
    reply: subscriptionSchema,
  },
})
