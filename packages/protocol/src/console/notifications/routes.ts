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
  whileSuspended: 'allowed' as const,
  summary: { en: 'Mark a message as read', zh: '将一条消息标记为已读' },
  params: z.object({ messageId: defineId('msg') }),
  reply: nothing,
  status: 204 as const,
})

const readAll = <const C extends Caller>(caller: C) => ({
  ...caller,
  whileSuspended: 'allowed' as const,
  summary: { en: 'Mark this message and all earlier ones as read', zh: '将此消息及之前的消息全部标记为已读' },
  body: z.object({ upTo: defineId('msg') }),
  reply: nothing,
  status: 204 as const,
})

export const notificationRoutes = defineRoutes({
  'GET /api/buyer/messages': {
    summary: { en: 'List the buyer’s messages, newest first', zh: '查询买家的消息，按时间倒序' },
    role: 'buyer',
    needs: 'any',
    query: pageQuery,
    reply: messagesReply,
  },
  'GET /api/seller/messages': {
    summary: { en: 'List the seller’s messages, newest first', zh: '查询商家的消息，按时间倒序' },
    role: 'seller',
    needs: 'messages:read',
    query: pageQuery,
    reply: messagesReply,
  },
  'GET /api/operator/messages': {
    summary: {
      en: 'List the operators’ messages, which they share, newest first',
      zh: '查询运营人员的消息，按时间倒序，全体运营人员共享',
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
