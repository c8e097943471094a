import { z } from 'zod'
import { balanceChangeKinds, balanceChangeStates, balanceKinds } from './kinds.ts'
import { defineExport } from '../export.ts'
import { topUpRoutes } from './top-ups.ts'
import { defineDecisions } from '../decisions.ts'
import { defineRoutes } from '../route.ts'
import { defineId, moneySchema, definePage, pageQuery, textSchema, timeSchema } from '../values.ts'

export const balanceChangeKindSchema = z.enum(balanceChangeKinds)

export const balanceChangeStateSchema = z.enum(balanceChangeStates)

const person = z.object({ id: defineId('mbr'), name: z.string() })

/** R6: a proposal of one operator to add to a buyer's balance or to take from it, which another operator decides. */
export const balanceChangeSchema = z.object({
  id: defineId('bch'),
  kind: balanceChangeKindSchema,
  state: balanceChangeStateSchema,
  buyer: z.object({ id: defineId('byr'), name: textSchema }),
  /** Always positive; the kind gives the direction. */
  amount: moneySchema,
  reason: z.string(),
  /** The buyer’s balance now. */
  balance: moneySchema,
  proposedBy: person,
  proposedAt: timeSchema,
  decidedBy: person.optional(),
  decidedAt: timeSchema.optional(),
  decisionReason: z.string().optional(),
  postingId: defineId('pst').optional(),
  /** The buyer’s request that it answers, and what the buyer was going to transfer. */
  request: z.object({ id: defineId('tur'), reference: z.string(), amount: moneySchema }).optional(),
})

export type BalanceChange = z.infer<typeof balanceChangeSchema>
const ask = z.object({ amount: moneySchema, reason: z.string().trim().min(1).max(200) })

const askTopUp = ask.extend({
  /** Needed while the buyer has an open request: that the money is for none of them. */
  isOtherTransfer: z.boolean().optional(),
})

const asked = z.discriminatedUnion('state', [
  z.object({ state: z.literal('posted'), postingId: defineId('pst'), balance: moneySchema }),
  /** R6 with four eyes: another operator has to confirm it. */
  z.object({ state: z.literal('waiting'), changeId: defineId('bch') }),
])

const ofChange = z.object({ changeId: defineId('bch') })

const stands = z.object({ state: balanceChangeStateSchema })

const ofBuyer = z.object({ buyerId: defineId('byr') })

export const balanceKindSchema = z.enum(balanceKinds)

export const balanceEntrySchema = z.object({
  id: defineId('pst'),
  kind: balanceKindSchema,
  amount: moneySchema,
  balanceAfter: moneySchema,
  at: timeSchema,
  reason: z.string().optional(),
  order: z.object({ id: defineId('ord'), number: z.string() }).optional(),
  /** The request of a top-up by bank transfer. */
  request: z.object({ id: defineId('tur'), reference: z.string() }).optional(),
})

/** Filters of the entries of a balance; all that are given must match. */
export const balanceFilterSchema = z.object({
  kind: balanceKindSchema.optional(),
  from: timeSchema.optional(),
  /** Before this time. */
  to: timeSchema.optional(),
  /** The complete number of an order. */
  orderNumber: z.string().trim().min(1).max(64).optional(),
})

const changeFilterSchema = z.object({
  state: balanceChangeStateSchema.optional(),
  buyerId: defineId('byr').optional(),
  /** A part of the buyer’s name. */
  text: z.string().trim().min(1).max(100).optional(),
  /** Proposed from this time. */
  from: timeSchema.optional(),
  /** Proposed before this time. */
  to: timeSchema.optional(),
})

export type BalanceChangeFilter = z.infer<typeof changeFilterSchema>
export type BalanceFilter = z.infer<typeof balanceFilterSchema>
export type BalanceEntry = z.infer<typeof balanceEntrySchema>

export const ledgerRoutes = defineRoutes({
  ...topUpRoutes,
  'POST /api/operator/buyers/:buyerId/top-ups': {
    summary: {
      en: 'Top up a buyer’s balance, with a reason; with two-person approval, another operator must confirm it',
      zh: '为买家充值，须填写原因；启用双人复核时，须由另一位运营人员确认',
    },
    role: 'operator',
    needs: 'finance',
    params: z.object({ buyerId: defineId('byr') }),
    body: askTopUp,
    reply: asked,
    status: 201,
    idempotent: true,
  },
  'POST /api/operator/buyers/:buyerId/corrections': {
    summary: {
      en: 'Correct a buyer’s balance by deducting an amount, with a reason; with two-person approval, another operator must confirm it',
      zh: '更正买家余额，扣除多余的金额，须填写原因；启用双人复核时，须由另一位运营人员确认',
    },
    role: 'operator',
    needs: 'finance',
    params: z.object({ buyerId: defineId('byr') }),
    body: ask,
    reply: asked,
    status: 201,
    idempotent: true,
  },
  'GET /api/operator/balance-changes': {
    summary: {
      en: 'List balance changes, newest first, by state, buyer and time',
      zh: '查询余额变动申请列表，按时间倒序，可按状态、买家和时间筛选',
    },
    role: 'operator',
    needs: 'finance',
    query: pageQuery.extend(changeFilterSchema.shape),
    reply: definePage(balanceChangeSchema),
  },
  'GET /api/operator/balance-changes.csv': defineExport(
    { role: 'operator', needs: 'finance' },
    { en: 'balance changes', zh: '余额变动申请' },
    changeFilterSchema,
  ),
  'GET /api/operator/balance-changes/:changeId': {
    summary: { en: 'Get a balance change', zh: '查询余额变动申请' },
    role: 'operator',
    needs: 'finance',
    params: ofChange,
    reply: balanceChangeSchema,
  },
  'POST /api/operator/balance-changes/:changeId/decision': {
    summary: {
      en: 'Confirm a balance change that another operator proposed, which posts it, or reject it with a reason',
      zh: '确认另一位运营人员提交的余额变动并入账，或驳回并填写原因',
    },
    role: 'operator',
    needs: 'finance',
    params: ofChange,
    body: z.object({ approve: z.boolean(), reason: z.string().trim().min(1).max(500).optional() }),
    reply: stands,
  },
  'POST /api/operator/balance-changes/decisions': {
    summary: {
      en: 'Confirm several balance changes that other operators proposed, or reject them with one reason; the reply has the result of each',
      zh: '批量确认或驳回其他运营人员提交的余额变动，驳回共用一个原因，返回每一项的结果',
    },
    role: 'operator',
    needs: 'finance',
    ...defineDecisions('bch'),
  },
  'POST /api/operator/balance-changes/:changeId/withdrawal': {
    summary: { en: 'Withdraw a balance change that you proposed', zh: '撤回自己提交的余额变动' },
    role: 'operator',
    needs: 'finance',
    params: ofChange,
    reply: stands,
  },
  'GET /api/operator/buyers/:buyerId/balance': {
    summary: {
      en: 'Get a buyer’s balance and its entries, newest first',
      zh: '查询买家的余额及明细，按时间倒序',
    },
    role: 'operator',
    needs: 'finance',
    params: ofBuyer,
    query: pageQuery.extend(balanceFilterSchema.shape),
    reply: z.object({ balance: moneySchema, entries: definePage(balanceEntrySchema) }),
  },
  'GET /api/buyer/balance': {
    summary: {
      en: 'Get the balance and its entries, newest first; GET /api/buyer/balance.csv returns the same entries as CSV',
      zh: '查询余额及明细，按时间倒序；GET /api/buyer/balance.csv 以 CSV 返回相同的明细',
    },
    role: 'buyer',
    needs: 'any',
    query: pageQuery.extend(balanceFilterSchema.shape),
    reply: z.object({ balance: moneySchema, entries: definePage(balanceEntrySchema) }),
  },
  'GET /api/buyer/balance.csv': defineExport(
    { role: 'buyer', needs: 'any' },
    { en: 'the entries of the balance', zh: '余额明细' },
    balanceFilterSchema,
  ),
})
