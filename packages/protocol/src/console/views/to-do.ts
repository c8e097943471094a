import { z } from 'zod'
import { defineRoutes } from '../route.ts'
import { definePage, moneySchema, pageQuery, textSchema, timeSchema } from '../values.ts'
import { toDoKinds } from './kinds.ts'

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
})
export type ToDo = z.infer<typeof toDoSchema>

/** Everything of one kind that waits. */
export const queueSchema = z.object({
  kind: z.enum(toDoKinds),
  waiting: z.number().int(),
  /** Those among them whose answer is overdue. */
  late: z.number().int(),
  /** The most urgent: the earliest due, or the oldest if none has a due time. */
  next: toDoSchema.pick({ id: true, name: true, askedAt: true, dueAt: true }),
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
  'GET /api/operator/queues': {
    summary: {
      en: 'List the queues that the operator may decide in, the most urgent first: how many wait, until when, and who has taken them up',
      zh: '查询当前运营人员可以处理的各类待办：数量、最近的截止时间和处理人，最急的在前',
    },
    role: 'operator',
    needs: ['reviewer', 'finance', 'appeals'],
    reply: z.object({ items: z.array(queueSchema) }),
  },
})
