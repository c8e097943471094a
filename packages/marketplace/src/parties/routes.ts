import { omitUndefined } from '@loggia/kernel'
import type {
  Application as WireApplication,
  HistoryEntry as WireHistoryEntry,
  OperatorApplication,
  OrganisationApplication as WireOrganisationApplication,
  OrganisationReview as WireOrganisationReview,
  OwnerReset as WireOwnerReset,
} from '@loggia/protocol/console'
import { toWireTime } from '../platform/index.ts'
import type { Handlers, HistoryEntry, MemberActor } from '../platform/index.ts'
import { createMemberRoutes } from './member-routes.ts'
import { readPage, presentPage } from './paging.ts'
import { createRoleRoutes } from './role-routes.ts'
import { requireBuyer, requireSeller } from './rules.ts'
import type { Application, ReviewedApplication } from './schema/seller-applications.ts'
import type {
  Organisation,
  OrganisationApplication,
  OrganisationReview,
} from './schema/organisation-changes.ts'
import type { OwnerReset } from './schema/links.ts'
import type { Parties } from './service/index.ts'
import { createSuspensionRoutes } from './suspension-routes.ts'

export const createPartyRoutes = (parties: Parties): Handlers => ({
  'POST /api/operator/buyers': ({ actor, body }) => parties.openBuyer(actor, body),
  'POST /api/operator/sellers': ({ actor, body }) => parties.openSeller(actor, body),
  'PUT /api/operator/buyers/:buyerId/verification': ({ actor, params, body }) =>
    parties.correctVerification(actor, params.buyerId, body),
  'PUT /api/operator/buyers/:buyerId/level': ({ actor, params, body }) =>
    parties.setLevel(actor, params.buyerId, body),
  ...createMemberRoutes(parties),
  ...createRoleRoutes(parties),
  ...createSuspensionRoutes(parties),
  ...forApplicants(parties),
  ...forReviewers(parties),
  ...forOrganisations(parties),
  ...forOrganisationReviewers(parties),
  ...forOwnerResets(parties),
})

/** The application as its applicant sees it. */
export const presentApplication = (application: Application): WireApplication =>
  omitUndefined({
    id: application.id,
    state: application.state,
    company: application.company,
    submittedAt: toWireTime(application.submittedAt),
    dueAt: toWireTime(application.dueAt),
    decidedAt: toWireTime(application.decidedAt),
    reason: application.reason,
  })

const presentReviewed = (application: ReviewedApplication): OperatorApplication =>
  omitUndefined({
    ...presentApplication(application),
    applicant: application.applicant,
    buyer: { id: application.buyerId, name: application.buyerName },
    claimedBy: application.claimedBy
      ? { id: application.claimedBy, name: application.claimerName ?? '' }
      : undefined,
    sellerId: application.sellerId,
  })

const forApplicants = (parties: Parties): Handlers => ({
  'GET /api/application': async ({ actor }) => {
    const application = await parties.findApplication(actor)
    return {
      application: application ? presentApplication(application) : null,
      conditions: await parties.listConditions(actor),
    }
  },
  'POST /api/application': async ({ actor, body: { agreed: _, ...company } }) =>
    presentApplication(await parties.apply(actor, company)),
  'POST /api/application/withdrawal': async ({ actor }) =>
    presentApplication(await parties.withdrawApplication(actor)),
})

const presentEntry = ({ sequence, at, actor: by, kind, data }: HistoryEntry): WireHistoryEntry => ({
  sequence,
  at: toWireTime(at),
  actor: omitUndefined({ kind: by.kind, name: by.name }),
  kind,
  data: { ...data },
})

const forReviewers = (parties: Parties): Handlers => ({
  'GET /api/operator/sign-ups': async ({ actor, query }) =>
    presentPage(await parties.listSignUps(actor, readPage(query)), (one) => ({
      ...one,
      signedUpAt: toWireTime(one.signedUpAt),
    })),
  'POST /api/operator/sign-ups/:memberId/decision': async ({ actor, params, body }) => {
    await parties.decideSignUp(actor, params.memberId, body)
    return null
  },
  'POST /api/operator/sign-ups/decisions': ({ actor, body: { ids, ...decision } }) =>
    parties.decideSignUps(actor, ids, decision),
  'GET /api/operator/applications': async ({ actor, query }) =>
    presentPage(await parties.listApplications(actor, query.state, readPage(query)), presentReviewed),
  'GET /api/operator/applications/:applicationId': async ({ actor, params }) => {
    const found = await parties.getApplication(actor, params.applicationId)
    return {
      ...presentReviewed(found),
      conditions: found.conditions,
      history: found.history.map(presentEntry),
    }
  },
  'POST /api/operator/applications/:applicationId/claim': async ({ actor, params }) =>
    presentReviewed(await parties.claimApplication(actor, params.applicationId)),
  'POST /api/operator/applications/:applicationId/decision': async ({ actor, params, body }) =>
    presentReviewed(await parties.decideApplication(actor, params.applicationId, body)),
})

/** The proposed data keeps the contract's shape in which it was filed. */
const presentChange = ({ change, ...one }: OrganisationApplication): WireOrganisationApplication => ({
  ...omitUndefined({
    id: one.id,
    state: one.state,
    filedAt: toWireTime(one.filedAt),
    dueAt: toWireTime(one.dueAt),
    openedAt: toWireTime(one.openedAt),
    decidedAt: toWireTime(one.decidedAt),
    reason: one.reason,
  }),
  ...change,
})

const presentReview = (review: OrganisationReview): WireOrganisationReview =>
  omitUndefined({
    application: presentChange(review.application),
    organisation: { id: review.application.organisation.id, name: review.name },
    filedBy: review.filer,
    openedBy: review.openerName,
  })

const ownSeller = (actor: MemberActor): Organisation => ({ kind: 'seller', id: requireSeller(actor) })
const ownBuyer = (actor: MemberActor): Organisation => ({ kind: 'buyer', id: requireBuyer(actor) })

const forOrganisations = (parties: Parties): Handlers => ({
  'GET /api/seller/organisation': async ({ actor }) => {
    const { id, name, createdAt, data, latest } = await parties.getSellerOrganisation(actor)
    return { id, name, since: toWireTime(createdAt), data, latest: latest ? presentChange(latest) : null }
  },
  'POST /api/seller/organisation/applications': async ({ actor, body }) =>
    presentChange(await parties.proposeSellerData(actor, body)),
  'GET /api/seller/organisation/applications': async ({ actor, query }) =>
    presentPage(await parties.listOwnChanges(ownSeller(actor), readPage(query)), presentChange),
  'POST /api/seller/organisation/withdrawal': async ({ actor }) =>
    presentChange(await parties.withdrawChange(actor, ownSeller(actor))),
  'GET /api/buyer/organisation': async ({ actor }) => {
    const { id, kind, createdAt, verified, contact, latest } = await parties.getBuyerOrganisation(actor)
    return {
      id,
      kind,
      since: toWireTime(createdAt),
      verified,
      contact: contact ?? null,
      latest: latest ? presentChange(latest) : null,
    }
  },
  'PUT /api/buyer/organisation/contact': async ({ actor, body }) => {
    await parties.setBuyerContact(actor, body)
    return null
  },
  'POST /api/buyer/organisation/applications': async ({ actor, body }) =>
    presentChange(await parties.askVerification(actor, body)),
  'GET /api/buyer/organisation/applications': async ({ actor, query }) =>
    presentPage(await parties.listOwnChanges(ownBuyer(actor), readPage(query)), presentChange),
  'POST /api/buyer/organisation/withdrawal': async ({ actor }) =>
    presentChange(await parties.withdrawChange(actor, ownBuyer(actor))),
})

const forOrganisationReviewers = (parties: Parties): Handlers => ({
  'GET /api/operator/organisation-applications': async ({ actor, query }) =>
    presentPage(await parties.listOrganisationReviews(actor, query.state, readPage(query)), presentReview),
  'GET /api/operator/organisation-applications/:applicationId': async ({ actor, params }) => {
    const found = await parties.getOrganisationReview(actor, params.applicationId)
    return { ...presentReview(found), history: found.history.map(presentEntry) }
  },
  'POST /api/operator/organisation-applications/:applicationId/opening': async ({ actor, params }) =>
    presentReview(await parties.openOrganisationReview(actor, params.applicationId)),
  'POST /api/operator/organisation-applications/:applicationId/decision': async ({ actor, params, body }) =>
    presentReview(await parties.decideOrganisationReview(actor, params.applicationId, body)),
})

const presentOwnerReset = ({ proposedAt, decidedAt, parties, ...reset }: OwnerReset): WireOwnerReset =>
  omitUndefined({
    ...reset,
    parties: [...parties],
    proposedAt: toWireTime(proposedAt),
    decidedAt: toWireTime(decidedAt),
  })

const forOwnerResets = (parties: Parties): Handlers => ({
  'GET /api/operator/owner-resets': async ({ actor, query }) =>
    presentPage(await parties.listOwnerResets(actor, query.state, readPage(query)), presentOwnerReset),
  'POST /api/operator/owner-resets': async ({ actor, body }) =>
    presentOwnerReset(await parties.proposeOwnerReset(actor, body)),
  'POST /api/operator/owner-resets/:resetId/confirmation': async ({ actor, params }) => {
    const { reset, password } = await parties.confirmOwnerReset(actor, params.resetId)
    return { reset: presentOwnerReset(reset), password }
  },
  'POST /api/operator/owner-resets/:resetId/withdrawal': async ({ actor, params }) =>
    presentOwnerReset(await parties.withdrawOwnerReset(actor, params.resetId)),
})
