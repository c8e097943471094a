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
      en: 'Submit a draft for review; it needs an approved address and a key',
      zh: '提交草稿审核；须有已通过的地址和密钥',
    },
    role: 'seller',
    needs: 'products:write',
    params: ofProduct,
    reply: toState,
  },
  'POST /api/seller/products/:productId/withdrawal': {
    summary: {
      en: 'Withdraw what waits for review, while no reviewer has opened it (R58)',
      zh: '在审核人员打开之前撤回等待中的申请（R58）',
    },
    role: 'seller',
    needs: 'products:write',
    params: ofProduct,
    reply: toState,
  },
  'POST /api/seller/products/:productId/changes': {
    summary: {
      en: 'Propose what a listed product shall become; the old stays on sale until an operator has approved it (R49)',
      zh: '提交在售商品的变更；运营人员批准之前照旧销售（R49）',
    },
    role: 'seller',
    needs: 'products:write',
    params: ofProduct,
    body: draftProductSchema,
    reply: ofApplication,
    status: 201,
  },
  'POST /api/seller/products/:productId/visibility': {
    summary: {
      en: 'Propose to hide a product or a specification, or to show it again (R52)',
      zh: '申请隐藏商品或规格，或者重新公开（R52）',
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
      en: 'Ask for a product, some of its specifications or single combinations to be taken off sale for good (R50)',
      zh: '申请商品、其中若干规格或单个属性组合永久停售（R50）',
    },
    role: 'seller',
    needs: 'products:write',
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
      en: 'What was asked to be reviewed of a product, newest first, with what was decided',
      zh: '一个商品提交过的审核及其结果，最新的在前',
    },
    role: 'seller',
    needs: 'products:read',
    params: ofProduct,
    query: pageQuery,
    reply: definePage(productApplicationSchema),
  },
  'GET /api/operator/reviews': {
    summary: {
      en: 'What waits for a decision, the earliest due first (R45)',
      zh: '等待决定的申请，最先到期的在前（R45）',
    },
    role: 'operator',
    needs: 'reviewer',
    query: pageQuery,
    reply: definePage(reviewSchema),
  },
  'GET /api/operator/reviews/:applicationId': {
    summary: {
      en: 'One application, with what the product is now beside what it would be',
      zh: '一份申请：商品现在的内容与申请的内容',
    },
    role: 'operator',
    needs: 'reviewer',
    params: ofApplication,
    reply: productApplicationSchema.extend({ current: draftProductSchema }),
  },
  'POST /api/operator/reviews/:applicationId/opening': {
    summary: {
      en: 'Open an application: from now on its seller cannot withdraw it (R58)',
      zh: '打开一份申请；从此商家不能撤回（R58）',
    },
    role: 'operator',
    needs: 'reviewer',
    params: ofApplication,
    reply: z.null(),
    status: 204,
  },
  'POST /api/operator/products/:productId/decision': {
    summary: {
      en: 'Approve or reject what waits for review of a product; a rejection has a reason',
      zh: '通过或驳回一个商品等待中的申请；驳回须写明原因',
    },
    role: 'operator',
    needs: 'reviewer',
    params: ofProduct,
    body: z.object({ approve: z.boolean(), reason: z.string().min(1).max(500).optional() }),
    reply: toState,
  },
  'POST /api/operator/products/:productId/suspension': {
    summary: {
      en: 'Take a product off sale for some days, after which it returns by itself (R53)',
      zh: '暂停销售若干天，到期自动恢复（R53）',
    },
    role: 'operator',
    needs: 'reviewer',
    params: ofProduct,
    body: z.object({ days: z.number().int().min(1).max(365), reason }),
    reply: toState,
  },
  'POST /api/operator/products/:productId/delisting': {
    summary: { en: 'Take a product off sale for good', zh: '让商品永久停售' },
    role: 'operator',
    needs: 'reviewer',
    params: ofProduct,
    body: z.object({ reason }),
    reply: toState,
  },
})
