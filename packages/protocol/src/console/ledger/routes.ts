import { z } from 'zod'
import { balanceChangeKinds, balanceChangeStates, balanceKinds } from './kinds.ts'
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
})

export type BalanceChange = z.infer<typeof balanceChangeSchema>
const ask = z.object({ amount: moneySchema, reason: z.string().trim().min(1).max(200) })

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

export type BalanceFilter = z.infer<typeof balanceFilterSchema>
export type BalanceEntry = z.infer<typeof balanceEntrySchema>

export const ledgerRoutes = defineRoutes({
  'POST /api/operator/buyers/:buyerId/top-ups': {
    summary: {
      en: 'Add to a buyer’s balance, with a reason; with four eyes it waits for another operator (R6)',
      zh: '为买家充值，须写明原因；双人复核时等待另一位运营人员（R6）',
    },
    role: 'operator',
    needs: 'finance',
    params: z.object({ buyerId: defineId('byr') }),
    body: ask,
    reply: asked,
    status: 201,
    idempotent: true,
  },
  'POST /api/operator/buyers/:buyerId/corrections': {
    summary: {
      en: 'Take back from a buyer’s balance what should not be there, with a reason; with four eyes it waits for another operator (R6)',
      zh: '从买家余额中收回不应有的金额，须写明原因；双人复核时等待另一位运营人员（R6）',
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
      en: 'Changes of balances that were proposed, newest first; by state, or of one buyer',
      zh: '提出过的余额变动，按状态或按买家，最新的在前',
    },
    role: 'operator',
    needs: 'finance',
    query: pageQuery.extend({
      state: balanceChangeStateSchema.optional(),
      buyerId: defineId('byr').optional(),
    }),
    reply: definePage(balanceChangeSchema),
  },
  'GET /api/operator/balance-changes/:changeId': {
    summary: { en: 'One proposed change of a balance', zh: '一笔提出的余额变动' },
    role: 'operator',
    needs: 'finance',
    params: ofChange,
    reply: balanceChangeSchema,
  },
  'POST /api/operator/balance-changes/:changeId/decision': {
    summary: {
      en: 'Confirm a change that another operator has proposed, which posts it, or reject it with a reason',
      zh: '确认另一位运营人员提出的变动，随即入账；或者写明原因后驳回',
    },
    role: 'operator',
    needs: 'finance',
    params: ofChange,
    body: z.object({ approve: z.boolean(), reason: z.string().trim().min(1).max(500).optional() }),
    reply: stands,
  },
  'POST /api/operator/balance-changes/:changeId/withdrawal': {
    summary: { en: 'Withdraw a change that one has proposed oneself', zh: '撤回自己提出的变动' },
    role: 'operator',
    needs: 'finance',
    params: ofChange,
    reply: stands,
  },
  'GET /api/operator/buyers/:buyerId/balance': {
    summary: {
      en: 'A buyer’s balance and what changed it, newest first',
      zh: '买家的余额及其变动，最新的在前',
    },
    role: 'operator',
    needs: 'finance',
    params: ofBuyer,
    query: pageQuery.extend(balanceFilterSchema.shape),
    reply: z.object({ balance: moneySchema, entries: definePage(balanceEntrySchema) }),
  },
  'GET /api/buyer/balance': {
    summary: {
      en: 'The balance and what changed it, newest first; GET /api/buyer/balance.csv gives the same entries as a table',
      zh: '余额及其变动，最新的在前；GET /api/buyer/balance.csv 以表格给出同样的条目',
    },
    role: 'buyer',
    needs: 'any',
    query: pageQuery.extend(balanceFilterSchema.shape),
    reply: z.object({ balance: moneySchema, entries: definePage(balanceEntrySchema) }),
  },
  'GET /api/buyer/balance.csv': {
    summary: {
      en: 'What changed the balance as a table, newest first, at most 50,000 rows',
      zh: '余额变动，以表格给出，最新的在前，最多 50,000 行',
    },
    role: 'buyer',
    needs: 'any',
    query: balanceFilterSchema,
    answers: 'csv',
  },
})
