import { z } from 'zod'
import { defineRoutes } from '../route.ts'
import { auditRoutes } from './audit.ts'
import { findRoutes } from './find.ts'
import { toDoRoutes } from './to-do.ts'
import { tradeRoutes } from './trade.ts'

export const viewRoutes = defineRoutes({
  'GET /api/operator/overview': {
    summary: { en: 'Get the operators’ to-do items', zh: '查询运营人员的待办' },
    role: 'operator',
    needs: 'any',
    reply: z.object({
      /**
       * Applications to sell, changes of sellers’ data and verifications of buyers, sign-ups, and requests for new
       * passwords that wait for a decision.
       */
      applications: z.number().int(),
      pendingAddresses: z.number().int(),
      productsInReview: z.number().int(),
      /** Products that are frozen because their interface fails, or whose seller asks for relisting (R238, R240). */
      interfaces: z.number().int(),
      feedback: z.number().int(),
      /** Top-ups and corrections that wait for a second operator (R6). */
      balanceChanges: z.number().int(),
      /** Requests of buyers for which nobody has recorded or rejected a transfer. */
      topUpRequests: z.number().int(),
      /** R146: refund requests that sellers have not answered within 7 working days. */
      refundRequestsOverdue: z.number().int(),
      /** Supervised deliveries that wait for an operator: appeals and re-checks (R103, R105). */
      supervisions: z.number().int(),
      /** Tickets that operators have to answer (R285). */
      tickets: z.number().int(),
      ordersProcessing: z.number().int(),
      /** Calls whose answer could not be applied: faults of ours. */
      stuckCalls: z.number().int(),
      /** Sellers whose calls wait after repeated failures. */
      parkedSellers: z.number().int(),
      /**
       * Calls of all sellers that need somebody to act, including stuck ones; counted up to 1,000, which then means
       * 1,000 or more.
       */
      openFailures: z.number().int(),
      ordersToday: z.number().int(),
    }),
  },
  'GET /api/operator/export': {
    summary: {
      en: 'Export orders, postings, calls, instances, messages and figures as NDJSON: one object with table and row per line',
      zh: '以 NDJSON 导出订单、记账、调用、实例、消息和指标，每行一个对象，含 table 和 row',
    },
    role: 'operator',
    needs: 'main',
    answers: 'file',
  },
  'GET /api/buyer/overview': {
    summary: { en: 'Get the buyer’s to-do items', zh: '查询买家的待办' },
    role: 'buyer',
    needs: 'any',
    reply: z.object({
      /** Supervised deliveries in which it is the buyer’s turn. */
      supervisions: z.number().int(),
      /** Tickets in which the buyer has to add or to confirm something (R285). */
      tickets: z.number().int(),
      /** R3c: purchase requests that wait for the reader, counted to 1000. */
      purchaseRequests: z.number().int(),
    }),
  },
  'GET /api/seller/overview': {
    summary: {
      en: 'Get the seller’s to-do items and today’s sales',
      zh: '查询商家的待办和今日销售',
    },
    role: 'seller',
    needs: 'orders:read',
    reply: z.object({
      productsListed: z.number().int(),
      /** Drafts and rejected products: the seller has to act. */
      productsUnfinished: z.number().int(),
      productsInReview: z.number().int(),
      /** Specifications on sale that are out of stock (R30). */
      soldOut: z.number().int(),
      addressesPending: z.number().int(),
      /** Refund requests that the seller has to answer, or whose goods came back. */
      refundRequests: z.number().int(),
      /** Lines of paid orders that are not open yet. */
      linesOpening: z.number().int(),
      /** Supervised deliveries in which it is the seller’s turn. */
      supervisions: z.number().int(),
      /** Tickets that the seller has to answer (R285). */
      tickets: z.number().int(),
      ordersToday: z.number().int(),
      /** The first steps that are done: details that an operator approved; an endpoint and a key. */
      begun: z.object({ company: z.boolean(), access: z.boolean() }),
    }),
  },
  ...auditRoutes,
  ...findRoutes,
  ...toDoRoutes,
  ...tradeRoutes,
})
