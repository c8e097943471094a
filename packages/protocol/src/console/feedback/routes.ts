import { z } from 'zod'
import { defineRoutes } from '../route.ts'
import {
  defineId,
  definePage,
  languageSchema,
  nothing,
  pageQuery,
  textSchema,
  timeSchema,
} from '../values.ts'
import {
  feedbackKinds,
  feedbackLimits,
  feedbackStates,
  feedbackWriters,
  moderationLists,
  ratingBars,
  sellerLists,
  textHints,
} from './kinds.ts'
import { productFeedbackQuery, productFeedbackSchema, starsSchema } from './public.ts'

const defineText = ({ min, max }: { readonly min: number; readonly max: number }) =>
  z.string().trim().min(min).max(max)

const ofProduct = z.object({ productId: defineId('prd') })
const ofFeedback = z.object({ feedbackId: defineId('fbk') })
const reasonBody = z.object({ reason: defineText(feedbackLimits.reason) })

const ratingBody = ofProduct.extend({
  stars: starsSchema,
  text: defineText(feedbackLimits.rating).optional(),
  /** Shows the whole name of the organisation. */
  showsName: z.boolean(),
})

/** A text as its writer and operators see it. */
const keptTextSchema = z.object({
  id: defineId('fbt'),
  state: z.enum(feedbackStates),
  stars: starsSchema.optional(),
  text: z.string().optional(),
  language: languageSchema,
  author: textSchema.optional(),
  at: timeSchema,
  /** Why an operator has refused or hidden it. */
  reason: z.string().optional(),
})

const ownRatingSchema = z.object({
  /** Absent: the buyer may rate the product. */
  bar: z.enum(ratingBars).optional(),
  /** Names of the organisation: as shown by default, and the whole one. */
  names: z.object({ masked: textSchema, whole: textSchema }),
  bought: z.object({ specification: textSchema, since: timeSchema }).optional(),
  /** What everybody sees. */
  published: keptTextSchema.optional(),
  /** The newest text, unless it is the published one. */
  latest: keptTextSchema.optional(),
  showsName: z.boolean(),
})

const sellerFeedbackSchema = z.object({
  id: defineId('fbk'),
  kind: z.enum(feedbackKinds),
  product: z.object({ id: defineId('prd'), name: textSchema }),
  author: textSchema,
  textId: defineId('fbt'),
  stars: starsSchema.optional(),
  text: z.string().optional(),
  language: languageSchema,
  specification: textSchema.optional(),
  /** When it was published: the answer has been waited for since then. */
  at: timeSchema,
  answeredAt: timeSchema.optional(),
  /** The newest answer, and the published one if it is another. */
  answer: keptTextSchema.optional(),
  publishedAnswer: keptTextSchema.optional(),
  /** When the seller reported the published text. */
  reportedAt: timeSchema.optional(),
  demo: z.literal(true).optional(),
})

const moderatedSchema = keptTextSchema.extend({
  feedbackId: defineId('fbk'),
  kind: z.enum(feedbackKinds),
  by: z.enum(feedbackWriters),
  product: z.object({ id: defineId('prd'), name: textSchema }),
  /** Who wrote it: the buyer or the seller, by its whole name; absent in the demo. */
  writer: textSchema.optional(),
  /** For an operator; absent if nothing is to be decided. */
  waitsSince: timeSchema.optional(),
  reported: z.object({ at: timeSchema, reason: z.string() }).optional(),
  hints: z.array(z.enum(textHints)),
  /** The published text that it would replace. */
  before: keptTextSchema.optional(),
  /** What an answer is about. */
  about: keptTextSchema.optional(),
})

export type OwnRating = z.infer<typeof ownRatingSchema>
export type KeptText = z.infer<typeof keptTextSchema>
export type SellerFeedback = z.infer<typeof sellerFeedbackSchema>
export type ModeratedText = z.infer<typeof moderatedSchema>

export const feedbackRoutes = defineRoutes({
  'GET /api/products/:productId/feedback': {
    summary: {
      en: 'The published reviews and questions of a product, newest first',
      zh: '查询商品已公开的评价和咨询，按时间倒序',
    },
    role: 'anyone',
    params: ofProduct,
    query: productFeedbackQuery,
    reply: productFeedbackSchema,
  },
  'GET /api/buyer/rating': {
    summary: {
      en: 'The buyer’s own review of a product, and whether it may be written',
      zh: '查询买家自己对商品的评价，以及能否评价',
    },
    role: 'buyer',
    needs: 'any',
    query: ofProduct,
    reply: ownRatingSchema,
  },
  'PUT /api/buyer/rating': {
    summary: { en: 'Review a bought product, or change the review', zh: '评价已购买的商品，或修改评价' },
    role: 'buyer',
    needs: 'purchase',
    body: ratingBody,
    reply: ownRatingSchema,
  },
  'POST /api/buyer/rating/withdrawal': {
    summary: { en: 'Withdraw the review of a product', zh: '撤回对商品的评价' },
    role: 'buyer',
    needs: 'purchase',
    body: ofProduct,
    reply: ownRatingSchema,
  },
  'POST /api/buyer/questions': {
    summary: { en: 'Ask a question about a product', zh: '咨询商品' },
    role: 'buyer',
    needs: 'any',
    body: ofProduct.extend({ text: defineText(feedbackLimits.question) }),
    reply: z.object({ state: z.enum(feedbackStates) }),
    status: 201,
    idempotent: true,
  },
  'GET /api/seller/feedback': {
    summary: {
      en: 'Published reviews and questions of the seller’s products; unanswered ones oldest first, answered ones newest first',
      zh: '查询本商家商品已公开的评价和咨询：待回复的按等待时间，已回复的按时间倒序',
    },
    role: 'seller',
    needs: 'products:read',
    query: pageQuery.extend({
      show: z.enum(sellerLists).default('unanswered'),
      kind: z.enum(feedbackKinds).optional(),
    }),
    reply: definePage(sellerFeedbackSchema).extend({ unanswered: z.number().int() }),
  },
  'PUT /api/seller/feedback/:feedbackId/answer': {
    summary: { en: 'Answer a review or a question, or change the answer', zh: '回复评价或咨询，或修改回复' },
    role: 'seller',
    needs: 'products:write',
    params: ofFeedback,
    body: z.object({ text: defineText(feedbackLimits.answer) }),
    reply: z.object({ state: z.enum(feedbackStates) }),
  },
  'POST /api/seller/feedback/:feedbackId/report': {
    summary: { en: 'Report a review to the operators', zh: '向运营人员举报评价' },
    role: 'seller',
    needs: 'products:write',
    params: ofFeedback,
    body: reasonBody,
    reply: nothing,
  },
  'GET /api/operator/feedback': {
    summary: {
      en: 'Reviews, questions and answers: those that wait for a decision oldest first, others newest first',
      zh: '查询评价、咨询和回复：待处理的按等待时间，其他按时间倒序',
    },
    role: 'operator',
    needs: 'reviewer',
    query: pageQuery.extend({
      show: z.enum(moderationLists).default('open'),
      kind: z.enum(feedbackKinds).optional(),
    }),
    reply: definePage(moderatedSchema).extend({ open: z.number().int() }),
  },
  'POST /api/operator/feedback/publication': {
    summary: {
      en: 'Publish texts, or keep those that are published',
      zh: '公开评价、咨询或回复，已公开的保持公开',
    },
    role: 'operator',
    needs: 'reviewer',
    body: z.object({ textIds: z.array(defineId('fbt')).min(1).max(feedbackLimits.selected) }),
    reply: z.object({ published: z.number().int() }),
  },
  'POST /api/operator/feedback/:feedbackTextId/refusal': {
    summary: { en: 'Refuse a text, or hide a published one', zh: '驳回，或隐藏已公开的内容' },
    role: 'operator',
    needs: 'reviewer',
    params: z.object({ feedbackTextId: defineId('fbt') }),
    body: reasonBody,
    reply: z.object({ state: z.enum(feedbackStates) }),
  },
})
