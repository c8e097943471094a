import { omitUndefined } from '@loggia/kernel'
import type { Id, Page } from '@loggia/kernel'
import type {
  Application as WireApplication,
  HistoryEntry as WireHistoryEntry,
  Member,
  OperatorApplication,
  OrganisationApplication as WireOrganisationApplication,
  OrganisationReview as WireOrganisationReview,
  OwnerReset as WireOwnerReset,
} from '@loggia/protocol/console'
import { toWireTime } from '../platform/index.ts'
import type { Handlers, HistoryEntry, MemberActor } from '../platform/index.ts'
import { partyProblems } from './problems.ts'
import { requireBuyer, requireOperator, requireSeller } from './rules.ts'
import type {
  Application,
  Organisation,
  OrganisationApplication,
  OrganisationReview,
  OwnerReset,
  PartyMember,
  PartyOf,
  ReviewedApplication,
} from './schema.ts'
import type { Parties } from './service/index.ts'

export const createPartyRoutes = (parties: Parties): Handlers => ({
  'POST /api/operator/buyers': ({ actor, body }) => parties.openBuyer(actor, body),
  'POST /api/operator/sellers': ({ actor, body }) => parties.openSeller(actor, body),
  'PUT /api/operator/buyers/:buyerId/verification': ({ actor, params, body }) =>
    parties.correctVerification(actor, params.buyerId, body),
  'PUT /api/operator/buyers/:buyerId/level': ({ actor, params, body }) =>
    parties.setLevel(actor, params.buyerId, body),
  'GET /api/operator/buyers/:buyerId/members': async ({ actor, params, query }) => {
    requireOperator(actor)
    const party = { kind: 'buyer' as const, id: params.buyerId }
    return wireList(await parties.listMembers(party, pageOf(query)), presentMember)
  },
  'GET /api/operator/sellers/:sellerId/members': async ({ actor, params, query }) => {
    requireOperator(actor)
    const party = { kind: 'seller' as const, id: params.sellerId }
    return wireList(await parties.listMembers(party, pageOf(query)), presentMember)
  },
  ...forMembers(parties),
  ...forApplicants(parties),
  ...forReviewers(parties),
  ...forOrganisations(parties),
  ...forOrganisationReviewers(parties),
  ...forOwnerResets(parties),
})

const wireList = <T, W>(page: Page<T>, present: (item: T) => W) =>
  omitUndefined({ items: page.items.map(present), next: page.next })
// A cursor is an id; the database may reject other characters.
const pageOf = ({ limit, after }: { limit: number; after?: string | undefined }) => {
  if (after !== undefined && !/^\w+$/.test(after)) throw partyProblems.cursor_malformed()
  return omitUndefined({ limit, after })
}

const presentMember = (member: PartyMember): Member => ({
  id: member.id,
  name: member.name,
  email: member.email,
  rights: { main: member.rights.main, grants: [...member.rights.grants] },
  enabled: member.enabled,
  mustChangePassword: member.mustChangePassword,
  addedAt: toWireTime(member.addedAt),
})

const buyerOf = (actor: MemberActor): PartyOf => ({ kind: 'buyer', id: requireBuyer(actor) })
const sellerOf = (actor: MemberActor): PartyOf => ({ kind: 'seller', id: requireSeller(actor) })
const operatorOf = (actor: MemberActor): PartyOf => {
  requireOperator(actor)
  return { kind: 'operator' }
}

/** The same five handlers for each kind of party. */
function membersOf(parties: Parties, partyOf: (actor: MemberActor) => PartyOf) {
  type Asked = { readonly actor: MemberActor; readonly params: { readonly memberId: Id<'mbr'> } }
  type WithBody<B> = Asked & { readonly body: B }
  type RightsBody = { readonly main: boolean; readonly grants: string[] }
  const who = ({ actor, params }: Asked) => ({
    actor,
    party: partyOf(actor),
    id: params.memberId,
  })
  const presentNewMember = (given: { member: PartyMember; password: string }) => ({
    member: presentMember(given.member),
    password: given.password,
  })
  return {
    list: async (asked: { actor: MemberActor; query: { limit: number; after?: string | undefined } }) =>
      wireList(await parties.listMembers(partyOf(asked.actor), pageOf(asked.query)), presentMember),
    add: async ({
      actor,
      body,
    }: {
      actor: MemberActor
      body: RightsBody & { email: string; name: string; language: 'zh-CN' | 'en-US' }
    }) => {
      const { main, grants, ...person } = body
      const rights = { main, grants }
      const { member, password } = await parties.addColleague(actor, partyOf(actor), { ...person, rights })
      return omitUndefined({ member: presentMember(member), password })
    },
    rights: async (asked: WithBody<RightsBody>) =>
      presentMember(await parties.setRights(who(asked), asked.body)),
    access: async (asked: WithBody<{ enabled: boolean }>) =>
      presentMember(await parties.setEnabled(who(asked), asked.body.enabled)),
    password: async (asked: Asked) => presentNewMember(await parties.resetPassword(who(asked))),
  }
}

function forMembers(parties: Parties): Handlers {
  const [buyers, sellers, operators] = [buyerOf, sellerOf, operatorOf].map((of) => membersOf(parties, of))
  if (!buyers || !sellers || !operators) throw new Error('There are three kinds of parties')
  return {
    'GET /api/buyer/members': buyers.list,
    'POST /api/buyer/members': buyers.add,
    'PUT /api/buyer/members/:memberId/rights': buyers.rights,
    'PUT /api/buyer/members/:memberId/access': buyers.access,
    'POST /api/buyer/members/:memberId/password': buyers.password,
    'GET /api/seller/members': sellers.list,
    'POST /api/seller/members': sellers.add,
    'PUT /api/seller/members/:memberId/rights': sellers.rights,
    'PUT /api/seller/members/:memberId/access': sellers.access,
    'POST /api/seller/members/:memberId/password': sellers.password,
    'GET /api/operator/members': operators.list,
    'POST /api/operator/members': operators.add,
    'PUT /api/operator/members/:memberId/rights': operators.rights,
    'PUT /api/operator/members/:memberId/access': operators.access,
    'POST /api/operator/members/:memberId/password': operators.password,
  }
}

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
    wireList(await parties.listSignUps(actor, pageOf(query)), (one) => ({
      ...one,
      signedUpAt: toWireTime(one.signedUpAt),
    })),
  'POST /api/operator/sign-ups/:memberId/decision': async ({ actor, params, body }) => {
    await parties.decideSignUp(actor, params.memberId, body)
    return null
  },
  'GET /api/operator/applications': async ({ actor, query }) =>
    wireList(await parties.listApplications(actor, query.state, pageOf(query)), presentReviewed),
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
    wireList(await parties.listOwnChanges(ownSeller(actor), pageOf(query)), presentChange),
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
    wireList(await parties.listOwnChanges(ownBuyer(actor), pageOf(query)), presentChange),
  'POST /api/buyer/organisation/withdrawal': async ({ actor }) =>
    presentChange(await parties.withdrawChange(actor, ownBuyer(actor))),
})

const forOrganisationReviewers = (parties: Parties): Handlers => ({
  'GET /api/operator/organisation-applications': async ({ actor, query }) =>
    wireList(await parties.listOrganisationReviews(actor, query.state, pageOf(query)), presentReview),
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
    wireList(await parties.listOwnerResets(actor, query.state, pageOf(query)), presentOwnerReset),
  'POST /api/operator/owner-resets': async ({ actor, body }) =>
    presentOwnerReset(await parties.proposeOwnerReset(actor, body)),
  'POST /api/operator/owner-resets/:resetId/confirmation': async ({ actor, params }) => {
    const { reset, password } = await parties.confirmOwnerReset(actor, params.resetId)
    return { reset: presentOwnerReset(reset), password }
  },
  'POST /api/operator/owner-resets/:resetId/withdrawal': async ({ actor, params }) =>
    presentOwnerReset(await parties.withdrawOwnerReset(actor, params.resetId)),
})
