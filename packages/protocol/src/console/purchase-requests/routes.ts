import { z } from 'zod'
import { agreementVersionsSchema } from '../agreements/versions.ts'
import { costCentreBriefSchema } from '../budgets/routes.ts'
import { givenParameterSchema, parameterValuesSchema } from '../catalog/buyer-parameters.ts'
import { buyerDataSchema } from '../catalog/products.ts'
import { defineRoutes } from '../route.ts'
import type { Caller } from '../route.ts'
import {
  defineId,
  definePage,
  moneySchema,
  pageQuery,
  periodSchema,
  textSchema,
  timeSchema,
} from '../values.ts'
import {
  purchaseRequestActs,
  purchaseRequestLimits,
  purchaseRequestLists,
  purchaseRequestStates,
} from './kinds.ts'

const reasonSchema = z
  .string()
  .trim()
  .min(purchaseRequestLimits.reason.min)
  .max(purchaseRequestLimits.reason.max)
const personSchema = z.object({ id: defineId('mbr'), name: z.string() })

const summarySchema = z.object({
  id: defineId('prq'),
  state: z.enum(purchaseRequestStates),
  product: z.object({ id: defineId('prd'), name: textSchema, logo: z.string().optional() }),
  seller: textSchema,
  specification: textSchema,
  unit: textSchema.optional(),
  quantity: z.number().int(),
  period: periodSchema,
  periodCount: z.number().int(),
  /** R27: it asks for a trial. */
  trialDays: z.number().int().optional(),
  /** What it cost when it was asked for. */
  amount: moneySchema,
  requester: personSchema,
  costCentre: costCentreBriefSchema.optional(),
  askedAt: timeSchema,
  expiresAt: timeSchema,
  decidedAt: timeSchema.optional(),
})
const requestSchema = summarySchema.extend({
  reason: z.string(),
  attributes: z.array(z.object({ name: textSchema, value: textSchema })).optional(),
  parameters: z.array(givenParameterSchema).optional(),
  /** R66: data that an approval passes on to the seller; the approver consents. */
  buyerData: z.array(buyerDataSchema).optional(),
  /** Only they and the owners decide. */
  approver: personSchema.optional(),
  decidedBy: personSchema.optional(),
  /** Of a rejection. */
  decisionReason: z.string().optional(),
  order: z.object({ id: defineId('ord'), number: z.string() }).optional(),
  /** While it waits: what it costs now, or why it cannot be bought now. */
  now: z
    .object({
      amount: moneySchema.optional(),
      agreements: agreementVersionsSchema.optional(),
      refusal: textSchema.optional(),
    })
    .optional(),
  /** What the reader may do with it now. */
  acts: z.array(z.enum(purchaseRequestActs)),
})

export type PurchaseRequestSummary = z.infer<typeof summarySchema>
export type PurchaseRequest = z.infer<typeof requestSchema>

const member = { role: 'buyer', needs: 'any' } as const satisfies Caller
const approver = { role: 'buyer', needs: 'purchase' } as const satisfies Caller
const params = z.object({ purchaseRequestId: defineId('prq') })

export const purchaseRequestRoutes = defineRoutes({
  'GET /api/buyer/purchase-requests': {
    ...member,
    summary: {
      en: 'List purchase requests, newest first; members who may not buy see their own only',
      zh: '查询采购申请，按时间倒序；没有购买权限的成员只能看到自己的申请',
    },
    query: pageQuery.extend({ list: z.enum(purchaseRequestLists).default('all') }),
    reply: definePage(summarySchema),
  },
  'POST /api/buyer/purchase-requests': {
    ...member,
    summary: { en: 'Ask for a purchase', zh: '提交采购申请' },
    body: z.object({
      priceItemId: defineId('pri'),
      quantity: z.number().int().min(1).max(1_000_000),
      periodCount: z.number().int().min(1).max(36),
      /** R27 */
      trial: z.boolean().optional(),
      /** Values for the product’s parameters (R47a). */
      parameters: parameterValuesSchema.optional(),
      /** The total that the member was shown; another total is refused with order.price_changed. */
      expectedTotal: moneySchema,
      reason: reasonSchema,
      /** The member’s own unless told. */
      costCentreId: defineId('cct').optional(),
      /** Who is to decide; everybody who may buy unless told. */
      approverId: defineId('mbr').optional(),
    }),
    reply: requestSchema,
    status: 201,
    idempotent: true,
  },
  'GET /api/buyer/purchase-requests/:purchaseRequestId': {
    ...member,
    summary: {
      en: 'Get a purchase request with its price then and now',
      zh: '查询采购申请及申请时和当前的价格',
    },
    params,
    reply: requestSchema,
  },
  'POST /api/buyer/purchase-requests/:purchaseRequestId/approval': {
    ...approver,
    summary: {
      en: 'Approve a purchase request: the order is placed in the approver’s name and paid from the balance',
      zh: '通过采购申请：以审批人的名义下单，并用余额支付',
    },
    params,
    body: z.object({
      /** The present total that the approver was shown; another total is refused with order.price_changed. */
      expectedTotal: moneySchema,
      /** Needed if it costs more than when it was asked for. */
      acceptHigher: z.boolean().default(false),
      /** Whether the user agreement and the service agreement were accepted (R65). */
      agreed: z.boolean(),
      /** The versions that the approver was shown; others are refused with order.agreements_changed. */
      agreements: agreementVersionsSchema.optional(),
      /** Consent to pass on the data that the product asks for (R66). */
      dataConsent: z.boolean().optional(),
    }),
    reply: requestSchema,
    idempotent: true,
  },
  'POST /api/buyer/purchase-requests/:purchaseRequestId/rejection': {
    ...approver,
    summary: { en: 'Reject a purchase request, with a reason', zh: '驳回采购申请，须填写原因' },
    params,
    body: z.object({ reason: reasonSchema }),
    reply: requestSchema,
  },
  'POST /api/buyer/purchase-requests/:purchaseRequestId/withdrawal': {
    ...member,
    whileSuspended: 'allowed',
    summary: { en: 'Withdraw one’s own purchase request', zh: '撤回自己的采购申请' },
    params,
    reply: requestSchema,
  },
})
