import { z } from 'zod'
import { mediaPathSchema, supportSchema } from '../catalog/products.ts'
import { organisationApplicationStates } from './kinds.ts'
import { organisationKindSchema, verificationSchema } from './session.ts'
import { defineRoutes } from '../route.ts'
import type { Caller } from '../route.ts'
import {
  countrySchema,
  historyEntrySchema,
  defineId,
  nothing,
  definePage,
  pageQuery,
  textSchema,
  timeSchema,
} from '../values.ts'

const name = z.string().trim().min(1).max(100)

const phone = z
  .string()
  .trim()
  .regex(/^\+?[0-9 -]{5,24}$/)

export const registrationNumberSchema = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[0-9A-Z][0-9A-Z-]{4,39}$/)

const address = z.string().trim().min(1).max(300)

/** The person whom the market and the other party contact. */
export const contactSchema = z.object({ name, email: z.email().max(254), phone })

/** What a seller states beside its name, which is fixed (R83); all of it is reviewed (R84). */
export const sellerDataSchema = z.object({
  /** Fixed once it is known: a seller's legal entity cannot change (R83). */
  registrationNumber: registrationNumberSchema.optional(),
  contact: contactSchema,
  address,
  /** The text on the seller's public page. */
  description: z.object({ zh: z.string().trim().min(1).max(2000), en: z.string().trim().min(1).max(2000) }),
  logo: mediaPathSchema.optional(),
  support: supportSchema.optional(),
  site: z
    .url({ protocol: /^https$/ })
    .max(300)
    .optional(),
})

/** The seller's data so far. */
export const knownSellerDataSchema = sellerDataSchema.partial()

/** R4: the level that a buyer applies for; an enterprise needs a registration number. */
export const verificationAskSchema = z.object({
  level: organisationKindSchema,
  name: z.object({ zh: name, en: name }),
  country: countrySchema,
  registrationNumber: registrationNumberSchema.optional(),
  /** Evidence: documents named or linked in the text. */
  documents: z.string().trim().max(2000).default(''),
})

/** A buyer's verified data, or its own statements while nothing is verified. */
export const verifiedDataSchema = z.object({
  level: verificationSchema,
  name: textSchema,
  country: z.string(),
  registrationNumber: z.string().optional(),
})

export const organisationApplicationStateSchema = z.enum(organisationApplicationStates)

const filed = {
  id: defineId('oap'),
  state: organisationApplicationStateSchema,
  filedAt: timeSchema,
  /** R84: three working days after it was filed. */
  dueAt: timeSchema,
  /** From then on it cannot be withdrawn. */
  openedAt: timeSchema.optional(),
  decidedAt: timeSchema.optional(),
  reason: z.string().optional(),
}

/** A change of reviewed data, with the data at the time of filing. */
export const organisationApplicationSchema = z.discriminatedUnion('kind', [
  z.object({
    ...filed,
    kind: z.literal('seller_data'),
    before: knownSellerDataSchema,
    next: sellerDataSchema,
  }),
  z.object({
    ...filed,
    kind: z.literal('buyer_verification'),
    before: verifiedDataSchema,
    next: verificationAskSchema,
  }),
])

export const organisationReviewSchema = z.object({
  application: organisationApplicationSchema,
  organisation: z.object({ id: z.string(), name: textSchema }),
  filedBy: z.object({ name: z.string(), email: z.string() }),
  openedBy: z.string().optional(),
})

export type Contact = z.infer<typeof contactSchema>
export type SellerData = z.infer<typeof sellerDataSchema>
export type KnownSellerData = z.infer<typeof knownSellerDataSchema>
export type VerificationAsk = z.infer<typeof verificationAskSchema>
export type VerifiedData = z.infer<typeof verifiedDataSchema>
export type OrganisationApplication = z.infer<typeof organisationApplicationSchema>
export type OrganisationReview = z.infer<typeof organisationReviewSchema>
const ofApplication = z.object({ applicationId: defineId('oap') })

const listOf = <const C extends Caller>(caller: C) => ({
  ...caller,
  summary: {
    en: 'List the applications with their decisions, newest first',
    zh: '查询申请及审核结果，按时间倒序',
  },
  query: pageQuery,
  reply: definePage(organisationApplicationSchema),
})

const withdrawalOf = <const C extends Caller>(caller: C) => ({
  ...caller,
  whileSuspended: 'allowed' as const,
  summary: {
    en: 'Withdraw a waiting application before an operator opens it',
    zh: '在开始审核前撤回待审核的申请',
  },
  reply: organisationApplicationSchema,
})

export const organisationRoutes = defineRoutes({
  'GET /api/seller/organisation': {
    summary: {
      en: 'Get the seller’s profile, and its latest application to change it',
      zh: '查询商家资料及最近一次变更申请',
    },
    role: 'seller',
    needs: 'organisation:read',
    reply: z.object({
      id: defineId('sel'),
      name: textSchema,
      since: timeSchema,
      data: knownSellerDataSchema,
      latest: organisationApplicationSchema.nullable(),
    }),
  },
  'POST /api/seller/organisation/applications': {
    summary: {
      en: 'Apply to change the profile; the current data stays until an operator approves the change',
      zh: '申请变更商家资料，审核通过前沿用原资料',
    },
    role: 'seller',
    needs: 'organisation:write',
    whileSuspended: 'allowed',
    body: sellerDataSchema,
    reply: organisationApplicationSchema,
    status: 201,
  },
  'GET /api/seller/organisation/applications': listOf({ role: 'seller', needs: 'organisation:read' }),
  'POST /api/seller/organisation/withdrawal': withdrawalOf({ role: 'seller', needs: 'organisation:write' }),
  'GET /api/buyer/organisation': {
    summary: {
      en: 'Get the buyer’s data and verification, and its latest application',
      zh: '查询买家的资料、认证信息及最近一次申请',
    },
    role: 'buyer',
    needs: 'any',
    reply: z.object({
      id: defineId('byr'),
      since: timeSchema,
      kind: organisationKindSchema,
      verified: verifiedDataSchema,
      contact: contactSchema.nullable(),
      latest: organisationApplicationSchema.nullable(),
    }),
  },
  'PUT /api/buyer/organisation/contact': {
    summary: { en: 'Set the contact of the buyer; takes effect at once', zh: '设置联系人，立即生效' },
    role: 'buyer',
    needs: 'main',
    whileSuspended: 'allowed',
    body: contactSchema,
    reply: nothing,
    status: 204,
  },
  'POST /api/buyer/organisation/applications': {
    summary: {
      en: 'Apply for verification, or for a change of verified data',
      zh: '申请实名认证，或申请变更认证信息',
    },
    role: 'buyer',
    needs: 'main',
    whileSuspended: 'allowed',
    body: verificationAskSchema,
    reply: organisationApplicationSchema,
    status: 201,
  },
  'GET /api/buyer/organisation/applications': listOf({ role: 'buyer', needs: 'any' }),
  'POST /api/buyer/organisation/withdrawal': withdrawalOf({ role: 'buyer', needs: 'main' }),
  'GET /api/operator/organisation-applications': {
    summary: {
      en: 'List the changes of sellers’ profiles and the verifications of buyers by state, those that have waited longest first',
      zh: '按状态查询商家资料变更和买家认证申请，等待最久的在前',
    },
    role: 'operator',
    needs: 'reviewer',
    query: pageQuery.extend({ state: organisationApplicationStateSchema.optional() }),
    reply: definePage(organisationReviewSchema),
  },
  'GET /api/operator/organisation-applications/:applicationId': {
    summary: { en: 'Get such an application with its timeline', zh: '查询申请详情及时间线' },
    role: 'operator',
    needs: 'reviewer',
    params: ofApplication,
    reply: organisationReviewSchema.extend({ history: z.array(historyEntrySchema) }),
  },
  'POST /api/operator/organisation-applications/:applicationId/opening': {
    summary: {
      en: 'Start the review of such an application; it can no longer be withdrawn',
      zh: '开始审核申请，此后不能撤回',
    },
    role: 'operator',
    needs: 'reviewer',
    params: ofApplication,
    reply: organisationReviewSchema,
  },
  'POST /api/operator/organisation-applications/:applicationId/decision': {
    summary: {
      en: 'Approve such an application, which updates the organisation, or reject it with a reason',
      zh: '通过申请并更新组织资料，或驳回并填写原因',
    },
    role: 'operator',
    needs: 'reviewer',
    params: ofApplication,
    body: z.object({ approve: z.boolean(), reason: z.string().trim().min(1).max(500).optional() }),
    reply: organisationReviewSchema,
  },
})
