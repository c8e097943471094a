import { z } from 'zod'
import { defineRoutes } from '../route.ts'
import type { Caller } from '../route.ts'
import { defineId, definePage, pageQuery, textSchema, timeSchema } from '../values.ts'
import {
  answerKinds,
  buyerTicketLists,
  handlerTicketLists,
  operatorTicketLists,
  ticketActs,
  ticketHandlers,
  ticketKinds,
  ticketLimits,
  ticketStates,
  ticketWriters,
} from './kinds.ts'

const defineText = ({ min, max }: { readonly min: number; readonly max: number }) =>
  z.string().trim().min(min).max(max)

const ofTicket = z.object({ ticketId: defineId('tkt') })
const lineNumber = z.string().min(1).max(64).optional()
/** What it is about: a service, or a line of an order, the first unless told. */
const subject = { orderId: defineId('ord').optional(), lineNumber, serviceId: defineId('sub').optional() }
const text = defineText(ticketLimits.text)
const textBody = z.object({ text })

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/)
/** Support hours: weekdays from 1 (Monday) to 7, the same hours on each, in the marketplace’s time zone. */
const deskHours = z.object({
  weekdays: z.array(z.number().int().min(1).max(7)).min(1).max(7),
  opens: timeOfDay,
  closes: timeOfDay,
})
const deskSchema = deskHours.extend({ takes: z.boolean() })

const ticketSummarySchema = z.object({
  id: defineId('tkt'),
  kind: z.enum(ticketKinds),
  state: z.enum(ticketStates),
  handler: z.enum(ticketHandlers),
  title: z.string(),
  product: z.object({ id: defineId('prd'), name: textSchema }),
  buyer: textSchema,
  seller: textSchema,
  openedAt: timeSchema,
  /** When the handler has to act; absent while its clock is paused. */
  dueAt: timeSchema.optional(),
  late: z.boolean(),
  /** When it is closed unless the buyer acts. */
  closesAt: timeSchema.optional(),
  closedAt: timeSchema.optional(),
})
const ticketSchema = ticketSummarySchema.extend({
  order: z.object({ id: defineId('ord'), number: z.string() }),
  serviceId: defineId('sub').optional(),
  /** The first answer of who handles it. */
  firstAnswer: z.object({ dueAt: timeSchema, at: timeSchema.optional() }),
  raisedAt: timeSchema.optional(),
  /** Until when a closed ticket may be reopened. */
  reopenUntil: timeSchema.optional(),
  entries: z.array(
    z.object({
      id: defineId('tke'),
      by: z.enum(ticketWriters),
      /** Of the reader’s own party. */
      name: z.string().optional(),
      text: z.string(),
      at: timeSchema,
    }),
  ),
  acts: z.array(z.enum(ticketActs)),
})
const offerSchema = z.object({
  product: z.object({ id: defineId('prd'), name: textSchema }),
  seller: textSchema,
  order: z.object({ id: defineId('ord'), number: z.string() }),
  handler: z.enum(ticketHandlers),
  /** Of the handler. */
  hours: deskHours,
})

export type TicketSummary = z.infer<typeof ticketSummarySchema>
export type Ticket = z.infer<typeof ticketSchema>
export type TicketOffer = z.infer<typeof offerSchema>
export type TicketDesk = z.infer<typeof deskSchema>

const buyer = { role: 'buyer', needs: 'any' } as const satisfies Caller
const seller = { role: 'seller', needs: 'orders:read' } as const satisfies Caller
const selling = { role: 'seller', needs: 'orders:write' } as const satisfies Caller
const operator = { role: 'operator', needs: 'appeals' } as const satisfies Caller

const getOne = { params: ofTicket, reply: ticketSchema, summary: { en: 'Get a ticket', zh: '查询工单' } }
const take = {
  params: ofTicket,
  reply: ticketSchema,
  summary: { en: 'Start to process a ticket', zh: '开始处理工单' },
}
const answer = {
  params: ofTicket,
  body: z.object({ text, kind: z.enum(answerKinds) }),
  reply: ticketSchema,
  summary: {
    en: 'Answer a ticket: work goes on, the customer has to add something, or it is solved',
    zh: '回复工单：继续处理、请客户补充，或已解决待确认',
  },
  idempotent: true,
} as const

export const ticketRoutes = defineRoutes({
  'GET /api/buyer/tickets': {
    ...buyer,
    summary: { en: 'List the buyer’s tickets, newest first', zh: '查询买家的工单，按时间倒序' },
    query: pageQuery.extend({ list: z.enum(buyerTicketLists).default('open') }),
    reply: definePage(ticketSummarySchema),
  },
  'GET /api/buyer/orders/:orderId/ticket-offer': {
    ...buyer,
    summary: {
      en: 'Get who answers a ticket about a line of an order, the first unless told, and in which hours',
      zh: '查询订单行（默认第一行）的工单由谁处理及其服务时间',
    },
    params: z.object({ orderId: defineId('ord') }),
    query: z.object({ lineNumber }),
    reply: offerSchema,
  },
  'GET /api/buyer/services/:serviceId/ticket-offer': {
    ...buyer,
    summary: {
      en: 'Get who answers a ticket about a service, and in which hours',
      zh: '查询服务的工单由谁处理及其服务时间',
    },
    params: z.object({ serviceId: defineId('sub') }),
    reply: offerSchema,
  },
  'POST /api/buyer/tickets': {
    ...buyer,
    whileSuspended: 'allowed',
    summary: {
      en: 'Open a ticket about an order line or a service; complaints are answered by operators',
      zh: '对订单行或服务提交工单，投诉由运营人员处理',
    },
    body: z.object({ ...subject, kind: z.enum(ticketKinds), title: defineText(ticketLimits.title), text }),
    reply: ticketSchema,
    status: 201,
    idempotent: true,
  },
  'GET /api/buyer/tickets/:ticketId': { ...buyer, ...getOne },
  'POST /api/buyer/tickets/:ticketId/messages': {
    ...buyer,
    whileSuspended: 'allowed',
    summary: { en: 'Write in a ticket; a closed one is reopened', zh: '在工单中留言，已关闭的重新打开' },
    params: ofTicket,
    body: textBody,
    reply: ticketSchema,
    idempotent: true,
  },
  'POST /api/buyer/tickets/:ticketId/closing': {
    ...buyer,
    whileSuspended: 'allowed',
    summary: { en: 'Confirm the solution of a ticket, or close it', zh: '确认工单已解决，或关闭工单' },
    params: ofTicket,
    reply: ticketSchema,
  },
  'POST /api/buyer/tickets/:ticketId/escalation': {
    ...buyer,
    whileSuspended: 'allowed',
    summary: {
      en: 'Pass a seller’s ticket on to the operators, with a reason',
      zh: '将商家处理的工单转给运营人员，须填写原因',
    },
    params: ofTicket,
    body: textBody,
    reply: ticketSchema,
    idempotent: true,
  },
  'GET /api/seller/tickets': {
    ...seller,
    summary: {
      en: 'List tickets of customers: those to process by due time, others newest first',
      zh: '查询客户的工单：待处理的按截止时间，其他按时间倒序',
    },
    query: pageQuery.extend({ list: z.enum(handlerTicketLists).default('due') }),
    reply: definePage(ticketSummarySchema),
  },
  'GET /api/seller/tickets/:ticketId': { ...seller, ...getOne },
  'POST /api/seller/tickets/:ticketId/start': { ...selling, whileSuspended: 'allowed', ...take },
  'POST /api/seller/tickets/:ticketId/messages': { ...selling, whileSuspended: 'allowed', ...answer },
  'GET /api/seller/ticket-desk': {
    role: 'seller',
    needs: ['orders:read', 'organisation:read'],
    summary: {
      en: 'Get whether the seller takes tickets, and its support hours',
      zh: '查询是否受理工单及服务时间',
    },
    reply: deskSchema,
  },
  'PUT /api/seller/ticket-desk': {
    role: 'seller',
    needs: 'organisation:write',
    summary: {
      en: 'Set whether the seller takes tickets, and its support hours: at least 8 hours on 5 days a week',
      zh: '设置是否受理工单及服务时间，每周至少 5 天、每天至少 8 小时',
    },
    body: deskSchema,
    reply: deskSchema,
  },
  'GET /api/operator/tickets': {
    ...operator,
    summary: {
      en: 'List tickets: those that operators process by due time, others newest first',
      zh: '查询工单：运营人员待处理的按截止时间，其他按时间倒序',
    },
    query: pageQuery.extend({ list: z.enum(operatorTicketLists).default('due') }),
    reply: definePage(ticketSummarySchema),
  },
  'GET /api/operator/tickets/:ticketId': { ...operator, ...getOne },
  'POST /api/operator/tickets/:ticketId/start': { ...operator, ...take },
  'POST /api/operator/tickets/:ticketId/messages': { ...operator, ...answer },
})
