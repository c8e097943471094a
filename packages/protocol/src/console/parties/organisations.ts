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
    en: 'What was applied for, newest first, with what was decided',
    zh: '提交过的申请及其结果，最新的在前',
  },
  query: pageQuery,
  reply: definePage(organisationApplicationSchema),
})

const withdrawalOf = <const C extends Caller>(caller: C) => ({
  ...caller,
  summary: {
    en: 'Withdraw what waits, while no operator has opened it',
    zh: '在运营人员打开之前撤回等待中的申请',
  },
  reply: organisationApplicationSchema,
})

export const organisationRoutes = defineRoutes({
  'GET /api/seller/organisation': {
    summary: {
      en: 'What the seller says of itself, and its latest application to change it',
      zh: '商家的自我介绍，以及最近一次修改申请',
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
      en: 'Propose other data; the old stays until an operator has approved it (R84)',
      zh: '提交新的资料；运营人员批准之前沿用旧资料（R84）',
    },
    role: 'seller',
    needs: 'organisation:write',
    body: sellerDataSchema,
    reply: organisationApplicationSchema,
    status: 201,
  },
  'GET /api/seller/organisation/applications': listOf({ role: 'seller', needs: 'organisation:read' }),
  'POST /api/seller/organisation/withdrawal': withdrawalOf({ role: 'seller', needs: 'organisation:write' }),
  'GET /api/buyer/organisation': {
    summary: {
      en: 'What is known and verified of the buyer, and its latest application',
      zh: '买家的资料、认证情况，以及最近一次申请',
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
    summary: { en: 'Set at once whom the marketplace reaches', zh: '设定云商店联系谁，立即生效' },
    role: 'buyer',
    needs: 'main',
    body: contactSchema,
    reply: nothing,
    status: 204,
  },
  'POST /api/buyer/organisation/applications': {
    summary: {
      en: 'Ask to be verified, or for what is verified to be changed (R4)',
      zh: '申请实名认证，或者申请更改已认证的内容（R4）',
    },
    role: 'buyer',
    needs: 'main',
    body: verificationAskSchema,
    reply: organisationApplicationSchema,
    status: 201,
  },
  'GET /api/buyer/organisation/applications': listOf({ role: 'buyer', needs: 'any' }),
  'POST /api/buyer/organisation/withdrawal': withdrawalOf({ role: 'buyer', needs: 'main' }),
  'GET /api/operator/organisation-applications': {
    summary: {
      en: 'Changes of sellers’ data and verifications of buyers, by state; those that wait longest first',
      zh: '商家资料修改与买家认证申请，按状态；等待最久的在前',
    },
    role: 'operator',
    needs: 'reviewer',
    query: pageQuery.extend({ state: organisationApplicationStateSchema.optional() }),
    reply: definePage(organisationReviewSchema),
  },
  'GET /api/operator/organisation-applications/:applicationId': {
    summary: { en: 'One of them, and what happened to it', zh: '其中一份申请及其经过' },
    role: 'operator',
    needs: 'reviewer',
    params: ofApplication,
    reply: organisationReviewSchema.extend({ history: z.array(historyEntrySchema) }),
  },
  'POST /api/operator/organisation-applications/:applicationId/opening': {
    summary: { en: 'Open one: from now on it cannot be withdrawn', zh: '打开一份申请；从此不能撤回' },
    role: 'operator',
    needs: 'reviewer',
    params: ofApplication,
    reply: organisationReviewSchema,
  },
  'POST /api/operator/organisation-applications/:applicationId/decision': {
    summary: {
      en: 'Approve one, which makes the organisation what it says, or reject it with a reason',
      zh: '批准，组织的资料随即更新；或者写明原因后驳回',
    },
    role: 'operator',
    needs: 'reviewer',
    params: ofApplication,
    body: z.object({ approve: z.boolean(), reason: z.string().trim().min(1).max(500).optional() }),
    reply: organisationReviewSchema,
  },
})
