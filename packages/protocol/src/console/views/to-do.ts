import { z } from 'zod'
import { defineRoutes } from '../route.ts'
import { defineId, definePage, moneySchema, nothing, pageQuery, textSchema, timeSchema } from '../values.ts'
import { holdActs, toDoKinds } from './kinds.ts'

const operatorSchema = z.object({ id: defineId('mbr'), name: z.string() })

/** Something that waits for an operator's decision. */
export const toDoSchema = z.object({
  kind: z.enum(toDoKinds),
  /** The id of the application, the member (`sign_up`), the request, the address, the change, the delivery or the
   * product whose interface fails. */
  id: z.string(),
  /** The organisation, person or product that it is about. */
  name: textSchema,
  /** The seller of a product or a delivery, the buyer of a new member, the URL of an address. */
  about: textSchema.optional(),
  /** How much a change of a balance adds (R6); negative if it takes. */
  amount: moneySchema.optional(),
  askedAt: timeSchema,
  /** When an answer is due (R45, R82, R84, R103); not all kinds have such a time. */
  dueAt: timeSchema.optional(),
  /** The operator who works on it; none if nobody does, or if that one may no longer decide it. */
  holder: operatorSchema.optional(),
  /** The operator who handed it over to the holder; none if the holder took it up. */
  handedBy: operatorSchema.optional(),
  acts: z.array(z.enum(holdActs)),
})
export type ToDo = z.infer<typeof toDoSchema>

const ofToDo = z.object({
  kind: z.enum(toDoKinds),
  /** As in the list. */
  id: z.string().regex(/^[a-z]{3}_[0-9a-z]{26}$/),
})
const operator = { role: 'operator', needs: ['reviewer', 'finance', 'appeals'] } as const

/** Everything of one kind that waits. */
export const queueSchema = z.object({
  kind: z.enum(toDoKinds),
  waiting: z.number().int(),
  /** Those among them whose answer is overdue. */
  late: z.number().int(),
  /** The most urgent: the earliest due, or the oldest if none has a due time. */
  next: toDoSchema.pick({ id: true, name: true, askedAt: true, dueAt: true }),
  /** The most urgent that nobody else works on and that the reader may decide; none if others work on all. */
  nextFree: toDoSchema.pick({ id: true, acts: true, askedAt: true, dueAt: true }).optional(),
  /** Working days until the most urgent is due, today not counted. */
  workingDaysLeft: z.number().int().optional(),
  /** Names of the operators who have taken up some of them. */
  holders: z.array(z.string()),
})
export type Queue = z.infer<typeof queueSchema>

export const toDoRoutes = defineRoutes({
  'GET /api/operator/to-do': {
    summary: {
      en: 'List what waits for a decision that the operator may make: the earliest due first, then what has no due time, oldest first',
      zh: '查询当前运营人员可以处理的待办：按截止时间排序，没有截止时间的在后，先提交的在前',
    },
    role: 'operator',
    needs: ['reviewer', 'finance', 'appeals'],
    query: pageQuery,
    reply: definePage(toDoSchema),
  },
  'GET /api/operator/to-do/:kind/operators': {
    ...operator,
    summary: {
      en: 'List the operators who may decide things of this kind, by name; nobody for a reader who may not',
      zh: '查询可以处理此类事项的运营人员，按姓名排序；自己无权处理时返回空列表',
    },
    params: ofToDo.pick({ kind: true }),
    reply: z.object({ items: z.array(operatorSchema) }),
  },
  'POST /api/operator/to-do/:kind/:id/taking-up': {
    ...operator,
    summary: {
      en: 'Take up something that waits; refused if another operator has',
      zh: '领取待办事项，已由他人处理的不能领取',
    },
    params: ofToDo,
    reply: nothing,
  },
  'POST /api/operator/to-do/:kind/:id/handing-over': {
    ...operator,
    summary: {
      en: 'Hand over what you have taken up to another operator; the owner may hand over anything',
      zh: '将自己正在处理的事项转交给另一位运营人员，主账号可转交任何事项',
    },
    params: ofToDo,
    body: z.object({ memberId: defineId('mbr') }),
    reply: nothing,
  },
  'POST /api/operator/to-do/:kind/:id/handing-back': {
    ...operator,
    summary: {
      en: 'Hand back what you have taken up, so that nobody works on it; the owner may hand back anything',
      zh: '退回自己正在处理的事项，退回后无人处理，主账号可退回任何事项',
    },
    params: ofToDo,
    reply: nothing,
  },
  'GET /api/operator/queues': {
    summary: {
      en: 'List the queues that the operator may decide in, the most urgent first: how many wait, until when, who has taken them up, and what was handed over to the reader',
      zh: '查询当前运营人员可以处理的各类待办：数量、最近的截止时间、处理人，以及转交给自己的事项，最急的在前',
    },
    role: 'operator',
    needs: ['reviewer', 'finance', 'appeals'],
    reply: z.object({
      items: z.array(queueSchema),
      /** What other operators handed over to the reader, the most urgent first. */
      handedOver: z.array(toDoSchema),
    }),
  },
})
