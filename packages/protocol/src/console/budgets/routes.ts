import { z } from 'zod'
import { defineRoutes } from '../route.ts'
import type { Caller } from '../route.ts'
import { defineId, moneySchema, timeSchema } from '../values.ts'
import { budgetLimits, budgetPeriods } from './kinds.ts'

const defineText = ({ min, max }: { readonly min: number; readonly max: number }) =>
  z.string().trim().min(min).max(max)

/** As orders and requests show it. */
export const costCentreBriefSchema = z.object({ id: defineId('cct'), code: z.string(), name: z.string() })

const costCentreSchema = costCentreBriefSchema.extend({
  archived: z.boolean(),
  createdAt: timeSchema,
  /** How many members belong to it. */
  members: z.number().int(),
})
const buyingSchema = z.object({
  /** All, by code; archived ones are only for filters. */
  costCentres: z.array(costCentreSchema),
  /** To which the reader belongs; bookings go there unless told otherwise. */
  own: defineId('cct').optional(),
  /** Who may approve a request of the reader. */
  approvers: z.array(z.object({ id: defineId('mbr'), name: z.string(), owner: z.boolean() })),
})
const budgetSchema = z.object({
  id: defineId('bgt'),
  member: z.object({ id: defineId('mbr'), name: z.string() }).optional(),
  costCentre: costCentreBriefSchema.optional(),
  period: z.enum(budgetPeriods),
  amount: moneySchema,
  /** Paid in the current period, less what was refunded of it. */
  spent: moneySchema,
  /** Negative if more was spent. */
  left: moneySchema,
  /** The current period; its end is the begin of the next one. */
  startsAt: timeSchema,
  endsAt: timeSchema,
})
const budgetsSchema = z.object({
  budgets: z.array(budgetSchema),
  /** What was booked to each cost centre this year, less refunds, also to archived ones; only for owners. */
  booked: z.array(
    costCentreBriefSchema.extend({ archived: z.boolean(), thisMonth: moneySchema, thisYear: moneySchema }),
  ),
})
const memberCentresSchema = z.object({
  members: z.array(z.object({ memberId: defineId('mbr'), costCentreId: defineId('cct') })),
})

export type CostCentreBrief = z.infer<typeof costCentreBriefSchema>
export type CostCentre = z.infer<typeof costCentreSchema>
export type BuyingOptions = z.infer<typeof buyingSchema>
export type Budget = z.infer<typeof budgetSchema>
export type Budgets = z.infer<typeof budgetsSchema>

const reader = { role: 'buyer', needs: 'any' } as const satisfies Caller
const owner = { role: 'buyer', needs: 'main' } as const satisfies Caller
const codeAndName = z.object({ code: defineText(budgetLimits.code), name: defineText(budgetLimits.name) })

export const budgetRoutes = defineRoutes({
  'GET /api/buyer/buying-options': {
    ...reader,
    summary: {
      en: 'List the cost centres, the reader’s own one, and the members who may approve the reader’s requests',
      zh: '查询成本中心、本人所属的成本中心，以及可以审批本人采购申请的成员',
    },
    reply: buyingSchema,
  },
  'POST /api/buyer/cost-centres': {
    ...owner,
    summary: { en: 'Create a cost centre', zh: '创建成本中心' },
    body: codeAndName,
    reply: costCentreSchema,
    status: 201,
    idempotent: true,
  },
  'PUT /api/buyer/cost-centres/:costCentreId': {
    ...owner,
    summary: {
      en: 'Rename, archive or restore a cost centre; an archived one is not offered any more',
      zh: '修改、归档或恢复成本中心；归档后不能再选择',
    },
    params: z.object({ costCentreId: defineId('cct') }),
    body: codeAndName.extend({ archived: z.boolean() }),
    reply: costCentreSchema,
  },
  'GET /api/buyer/member-cost-centres': {
    ...reader,
    summary: { en: 'List which member belongs to which cost centre', zh: '查询成员所属的成本中心' },
    reply: memberCentresSchema,
  },
  'PUT /api/buyer/members/:memberId/cost-centre': {
    ...owner,
    summary: { en: 'Set the cost centre of a member, or none', zh: '设置成员所属的成本中心' },
    params: z.object({ memberId: defineId('mbr') }),
    body: z.object({ costCentreId: defineId('cct').nullable() }),
    reply: memberCentresSchema,
  },
  'GET /api/buyer/budgets': {
    ...reader,
    summary: {
      en: 'List the budgets with what is spent and left in the current period; other members than owners get those that limit them',
      zh: '查询预算及当期已用和剩余金额；主账号以外的成员只返回限制本人的预算',
    },
    reply: budgetsSchema,
  },
  'PUT /api/buyer/budgets': {
    ...owner,
    summary: {
      en: 'Set the budget of a member or of a cost centre, which replaces the earlier one',
      zh: '设置成员或成本中心的预算，替换原有预算',
    },
    body: z.object({
      /** One of the two. */
      memberId: defineId('mbr').optional(),
      costCentreId: defineId('cct').optional(),
      period: z.enum(budgetPeriods),
      amount: moneySchema,
    }),
    reply: budgetsSchema,
  },
  'DELETE /api/buyer/budgets/:budgetId': {
    ...owner,
    summary: { en: 'Remove a budget', zh: '删除预算' },
    params: z.object({ budgetId: defineId('bgt') }),
    reply: budgetsSchema,
  },
})
