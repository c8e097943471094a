import { z } from 'zod'
import { mediaPathSchema, supportSchema } from './catalog.ts'
import { routes } from './route.ts'
import type { RouteRole } from './route.ts'
import { organisationKindSchema, verificationSchema } from './session.ts'
import {
  countrySchema,
  historyEntrySchema,
  idOf,
  nothing,
  pageOf,
  pageQuery,
  textSchema,
  timeSchema,
} from './values.ts'

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
/** Whom the market and the other side reach. */
export const contactSchema = z.object({ name, email: z.email().max(254), phone })

/** What a seller says of itself beside its name, which is fixed (R83); all of it is reviewed (R84). */
export const sellerDataSchema = z.object({
  /** Once it is known it stays: a seller’s legal entity cannot be changed (R83). */
  registrationNumber: registrationNumberSchema.optional(),
  contact: contactSchema,
  address,
  /** What buyers read on the seller’s page. */
  description: z.object({ zh: z.string().trim().min(1).max(2000), en: z.string().trim().min(1).max(2000) }),
  logo: mediaPathSchema.optional(),
  support: supportSchema.optional(),
  site: z
    .url({ protocol: /^https$/ })
    .max(300)
    .optional(),
})
/** What a seller has said so far. */
export const knownSellerDataSchema = sellerDataSchema.partial()

/** R4: as what a buyer wants to be verified; an enterprise by its registration number. */
export const verificationAskSchema = z.object({
  level: organisationKindSchema,
  name: z.object({ zh: name, en: name }),
  country: countrySchema,
  registrationNumber: registrationNumberSchema.optional(),
  /** What proves it: documents named or linked, in words. */
  documents: z.string().trim().max(2000).default(''),
})
/** What is verified of a buyer, or what it has said of itself as long as nothing is. */
export const verifiedDataSchema = z.object({
  level: verificationSchema,
  name: textSchema,
  country: z.string(),
  registrationNumber: z.string().optional(),
})

export const organisationApplicationStateSchema = z.enum(['in_review', 'approved', 'rejected', 'withdrawn'])
const filed = {
  id: idOf('oap'),
  state: organisationApplicationStateSchema,
  filedAt: timeSchema,
  /** R84: three working days after it was filed. */
  dueAt: timeSchema,
  /** From then on it cannot be withdrawn. */
  openedAt: timeSchema.optional(),
  decidedAt: timeSchema.optional(),
  reason: z.string().optional(),
}
/** A change of reviewed data, beside what it was when it was filed. */
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
export type OrganisationApplicationState = z.infer<typeof organisationApplicationStateSchema>
export type OrganisationReview = z.infer<typeof organisationReviewSchema>

const ofApplication = z.object({ applicationId: idOf('oap') })
const listOf = <const R extends RouteRole>(role: R) => ({
  summary: 'What was applied for, newest first, with what was decided',
  role,
  query: pageQuery,
  reply: pageOf(organisationApplicationSchema),
})
const withdrawalOf = <const R extends RouteRole>(role: R) => ({
  summary: 'Withdraw what waits, while no operator has opened it',
  role,
  reply: organisationApplicationSchema,
})

export const organisationRoutes = routes({
  'GET /api/seller/organisation': {
    summary: 'What the seller says of itself, and its latest application to change it',
    role: 'seller',
    reply: z.object({
      id: idOf('sel'),
      name: textSchema,
      since: timeSchema,
      data: knownSellerDataSchema,
      latest: organisationApplicationSchema.nullable(),
    }),
  },
  'POST /api/seller/organisation/applications': {
    summary: 'Propose other data; the old stays until an operator has approved it (R84)',
    role: 'seller',
    body: sellerDataSchema,
    reply: organisationApplicationSchema,
    status: 201,
  },
  'GET /api/seller/organisation/applications': listOf('seller'),
  'POST /api/seller/organisation/withdrawal': withdrawalOf('seller'),
  'GET /api/buyer/organisation': {
    summary: 'What is known and verified of the buyer, and its latest application',
    role: 'buyer',
    reply: z.object({
      id: idOf('byr'),
      since: timeSchema,
      kind: organisationKindSchema,
      verified: verifiedDataSchema,
      contact: contactSchema.nullable(),
      latest: organisationApplicationSchema.nullable(),
    }),
  },
  'PUT /api/buyer/organisation/contact': {
    summary: 'Set at once whom the marketplace reaches',
    role: 'buyer',
    body: contactSchema,
    reply: nothing,
    status: 204,
  },
  'POST /api/buyer/organisation/applications': {
    summary: 'Ask to be verified, or for what is verified to be changed (R4)',
    role: 'buyer',
    body: verificationAskSchema,
    reply: organisationApplicationSchema,
    status: 201,
  },
  'GET /api/buyer/organisation/applications': listOf('buyer'),
  'POST /api/buyer/organisation/withdrawal': withdrawalOf('buyer'),
  'GET /api/operator/organisation-applications': {
    summary: 'Changes of sellers’ data and verifications of buyers, by state; those that wait longest first',
    role: 'operator',
    query: pageQuery.extend({ state: organisationApplicationStateSchema.optional() }),
    reply: pageOf(organisationReviewSchema),
  },
  'GET /api/operator/organisation-applications/:applicationId': {
    summary: 'One of them, and what happened to it',
    role: 'operator',
    params: ofApplication,
    reply: organisationReviewSchema.extend({ history: z.array(historyEntrySchema) }),
  },
  'POST /api/operator/organisation-applications/:applicationId/opening': {
    summary: 'Open one: from now on it cannot be withdrawn',
    role: 'operator',
    params: ofApplication,
    reply: organisationReviewSchema,
  },
  'POST /api/operator/organisation-applications/:applicationId/decision': {
    summary: 'Approve one, which makes the organisation what it says, or reject it with a reason',
    role: 'operator',
    params: ofApplication,
    body: z.object({ approve: z.boolean(), reason: z.string().trim().min(1).max(500).optional() }),
    reply: organisationReviewSchema,
  },
})
