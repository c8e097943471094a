import { z } from 'zod'
import { productApplicationKinds, productApplicationStates } from './kinds.ts'
import { draftProductSchema, productStateSchema, sellerBriefSchema } from './products.ts'
import { defineRoutes } from '../route.ts'
import { defineId, definePage, pageQuery, textSchema, timeSchema } from '../values.ts'

export const productApplicationKindSchema = z.enum(productApplicationKinds)

export const productApplicationStateSchema = z.enum(productApplicationStates)

/** A combination: the index of its value in each attribute of the product. */
const skuNameSchema = z.object({
  specificationId: defineId('spc'),
  values: z.array(z.number().int().min(0)).max(5),
})

/** An application of a seller, to be reviewed. */
export const productApplicationSchema = z.object({
  id: defineId('apl'),
  productId: defineId('prd'),
  kind: productApplicationKindSchema,
  state: productApplicationStateSchema,
  /** The proposed product, for a release or a change. */
  content: draftProductSchema.optional(),
  /** The specifications and combinations of a delisting; without either, the whole product (R50). */
  specificationIds: z.array(defineId('spc')).optional(),
  skus: z.array(skuNameSchema).optional(),
  /** Evidence for the application, as text or links. */
  evidence: z.string().optional(),
  reason: z.string().optional(),
  changesPrices: z.boolean(),
  filedAt: timeSchema,
  /** R45: when the decision is due. */
  dueAt: timeSchema,
  openedAt: timeSchema.optional(),
  /** R6: whether one operator has approved and a second one has to. */
  awaitsSecond: z.boolean(),
  decidedAt: timeSchema.optional(),
  decisionReason: z.string().optional(),
})

const reviewSchema = productApplicationSchema.omit({ content: true }).extend({
  product: z.object({ id: defineId('prd'), name: textSchema, state: productStateSchema }),
  seller: sellerBriefSchema,
  overdue: z.boolean(),
  openedBy: z.string().optional(),
})

export type ProductApplication = z.infer<typeof productApplicationSchema>
export type ProductReview = z.infer<typeof reviewSchema>
const ofProduct = z.object({ productId: defineId('prd') })

const ofApplication = z.object({ applicationId: defineId('apl') })

const reason = z.string().trim().min(1).max(500)

const toState = z.object({ state: productStateSchema })

export const reviewRoutes = defineRoutes({
  'POST /api/seller/products/:productId/submission': {
    summary: {
      en: 'Submit a draft for review; it needs an approved endpoint and a key',
      zh: '提交草稿审核，须已绑定通过审核的生产地址和密钥',
    },
    role: 'seller',
    needs: 'products:write',
    params: ofProduct,
    reply: toState,
  },
  'POST /api/seller/products/:productId/withdrawal': {
    summary: {
      en: 'Withdraw a waiting application before a reviewer opens it',
      zh: '在开始审核前撤回待审核的申请',
    },
    role: 'seller',
    needs: 'products:write',
    whileSuspended: 'allowed',
    params: ofProduct,
    reply: toState,
  },
  'POST /api/seller/products/:productId/changes': {
    summary: {
      en: 'Submit a change of a listed product; the current content stays on sale until an operator approves it',
      zh: '提交在售商品的变更，审核通过前仍按原内容销售',
    },
    role: 'seller',
    needs: 'products:write',
    params: ofProduct,
    /** With the version of its draft, the change is refused if anybody has saved the draft since. */
    body: draftProductSchema.extend({ version: z.number().int().min(0).optional() }),
    reply: ofApplication,
    status: 201,
  },
  'POST /api/seller/products/:productId/visibility': {
    summary: {
      en: 'Apply to make a product or a specification unlisted, or listed again',
      zh: '申请将商品或规格设为不公开，或恢复公开',
    },
    role: 'seller',
    needs: 'products:write',
    params: ofProduct,
    body: z.object({ hidden: z.boolean(), specificationId: defineId('spc').optional() }),
    reply: ofApplication,
    status: 201,
  },
  'POST /api/seller/products/:productId/delisting': {
    summary: {
      en: 'Apply to delist a product, some of its specifications or single configurations permanently',
      zh: '申请停售商品、部分规格或单个配置，停售后不可恢复',
    },
    role: 'seller',
    needs: 'products:write',
    whileSuspended: 'allowed',
    params: ofProduct,
    body: z.object({
      reason,
      specificationIds: z.array(defineId('spc')).min(1).max(20).optional(),
      skus: z.array(skuNameSchema).min(1).max(500).optional(),
      evidence: z.string().trim().min(1).max(1000).optional(),
    }),
    reply: ofApplication,
    status: 201,
  },
  'GET /api/seller/products/:productId/applications': {
    summary: {
      en: 'List the applications of a product with their decisions, newest first',
      zh: '查询商品的申请及审核结果，按时间倒序',
    },
    role: 'seller',
    needs: 'products:read',
    params: ofProduct,
    query: pageQuery,
    reply: definePage(productApplicationSchema),
  },
  'GET /api/operator/reviews': {
    summary: {
      en: 'List the applications that wait for a decision, the earliest due first',
      zh: '查询待审核的申请，最早到期的在前',
    },
    role: 'operator',
    needs: 'reviewer',
    query: pageQuery,
    reply: definePage(reviewSchema),
  },
  'GET /api/operator/reviews/:applicationId': {
    summary: {
      en: 'Get an application, with the current and the proposed content of the product',
      zh: '查询申请详情，含商品的当前内容和申请内容',
    },
    role: 'operator',
    needs: 'reviewer',
    params: ofApplication,
    reply: productApplicationSchema.extend({ current: draftProductSchema }),
  },
  'POST /api/operator/reviews/:applicationId/opening': {
    summary: {
      en: 'Start the review of an application; its seller can no longer withdraw it',
      zh: '开始审核申请，此后商家不能撤回',
    },
    role: 'operator',
    needs: 'reviewer',
    params: ofApplication,
    reply: z.null(),
    status: 204,
  },
  'POST /api/operator/products/:productId/decision': {
    summary: {
      en: 'Approve the waiting application of a product, or reject it with a reason',
      zh: '通过或驳回商品待审核的申请，驳回须填写原因',
    },
    role: 'operator',
    needs: 'reviewer',
    params: ofProduct,
    body: z.object({ approve: z.boolean(), reason: z.string().min(1).max(500).optional() }),
    reply: toState,
  },
  'POST /api/operator/products/:productId/suspension': {
    summary: {
      en: 'Pause sales of a product for a number of days; they resume automatically',
      zh: '暂停销售商品若干天，到期自动恢复',
    },
    role: 'operator',
    needs: 'reviewer',
    params: ofProduct,
    body: z.object({ days: z.number().int().min(1).max(365), reason }),
    reply: toState,
  },
  'POST /api/operator/products/:productId/delisting': {
    summary: { en: 'Delist a product permanently', zh: '停售商品，不可恢复' },
    role: 'operator',
    needs: 'reviewer',
    params: ofProduct,
    body: z.object({ reason }),
    reply: toState,
  },
})
