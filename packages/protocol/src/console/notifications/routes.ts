import { z } from 'zod'
import { operatorGrants } from '../parties/kinds.ts'
import { defineRoutes } from '../route.ts'
import type { Caller } from '../route.ts'
import { defineId, nothing, definePage, pageQuery, timeSchema } from '../values.ts'

/** A message to a party; `data` fills the console's sentence for its kind. */
export const messageSchema = z.object({
  id: defineId('msg'),
  kind: z.string(),
  at: timeSchema,
  subject: z.string(),
  data: z.record(z.string(), z.unknown()),
  read: z.boolean(),
})

export type Message = z.infer<typeof messageSchema>
/** A page of messages, with the number of all unread messages. */
const messagesReply = definePage(messageSchema).extend({ unread: z.number().int() })

const readOne = <const C extends Caller>(caller: C) => ({
  ...caller,
  summary: { en: 'Mark a message as read', zh: '把一条消息标为已读' },
  params: z.object({ messageId: defineId('msg') }),
  reply: nothing,
  status: 204 as const,
})

const readAll = <const C extends Caller>(caller: C) => ({
  ...caller,
  summary: { en: 'Mark all messages up to this one as read', zh: '把这条及之前的消息全部标为已读' },
  body: z.object({ upTo: defineId('msg') }),
  reply: nothing,
  status: 204 as const,
})

export const notificationRoutes = defineRoutes({
  'GET /api/buyer/messages': {
    summary: { en: 'Messages to the buyer, newest first', zh: '给买家的消息，最新的在前' },
    role: 'buyer',
    needs: 'any',
    query: pageQuery,
    reply: messagesReply,
  },
  'GET /api/seller/messages': {
    summary: { en: 'Messages to the seller, newest first', zh: '给商家的消息，最新的在前' },
    role: 'seller',
    needs: 'messages:read',
    query: pageQuery,
    reply: messagesReply,
  },
  'GET /api/operator/messages': {
    summary: {
      en: 'Messages to the operators, newest first; they share them',
      zh: '给运营人员的消息，由大家共享，最新的在前',
    },
    role: 'operator',
    needs: operatorGrants,
    query: pageQuery,
    reply: messagesReply,
  },
  'POST /api/buyer/messages/:messageId/read': readOne({ role: 'buyer', needs: 'any' }),
  'POST /api/seller/messages/:messageId/read': readOne({ role: 'seller', needs: 'messages:read' }),
  'POST /api/operator/messages/:messageId/read': readOne({
    role: 'operator',
    needs: operatorGrants,
  }),
  'POST /api/buyer/messages/read': readAll({ role: 'buyer', needs: 'any' }),
  'POST /api/seller/messages/read': readAll({ role: 'seller', needs: 'messages:read' }),
  'POST /api/operator/messages/read': readAll({
    role: 'operator',
    needs: operatorGrants,
  }),
})
