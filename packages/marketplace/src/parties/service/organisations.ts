import { omitUndefined, toPage } from '@loggia/kernel'
import type { Id, Page, PageRequest } from '@loggia/kernel'
import type { Contact, SellerData, VerificationAsk } from '@loggia/protocol/console'
import { emit, runInTx, listHistory, notify, record, settleMessage } from '../../platform/index.ts'
import type { HistoryEntry, MemberActor, Tx } from '../../platform/index.ts'
import { partyProblems } from '../problems/index.ts'
import {
  computeApplicationDue,
  decideChange,
  decideSellerData,
  decideVerificationAsk,
  openChange,
  requireBuyer,
  requireOperator,
  requireSeller,
  withdrawChange,
} from '../rules.ts'
import type {
  Organisation,
  OrganisationApplication,
  OrganisationApplied,
  OrganisationChange,
  OrganisationClosed,
  OrganisationReview,
} from '../schema/organisation-changes.ts'
import type { Text } from '../schema/organisations.ts'
import * as store from '../store/index.ts'
import type { PartyContext } from './context.ts'

type Latest = { readonly latest?: OrganisationApplication }
type Decision = { readonly approve: boolean; readonly reason?: string | undefined }

/** Sellers' data and buyers' verification: proposed by them, decided by operators (R4, R83, R84). */
export function createOrganisations(context: PartyContext) {
  const { db, calendar, clock, ids } = context

  async function getSellerOrganisation(
    actor: MemberActor,
  ): Promise<store.StoredSeller & Latest & { id: Id<'sel'> }> {
    const id = requireSeller(actor)
    const found = await store.findSellerData(db, id)
    if (!found) throw partyProblems.seller_not_found({ sellerId: id })
    return { ...found, id, ...(await latestOf({ kind: 'seller', id })) }
  }

  async function getBuyerOrganisation(
    actor: MemberActor,
  ): Promise<store.StoredOrganisation & Latest & { id: Id<'byr'> }> {
    const id = requireBuyer(actor)
    const found = await store.findOrganisation(db, id)
    if (!found) throw partyProblems.buyer_not_found({ buyerId: id })
    return { ...found, id, ...(await latestOf({ kind: 'buyer', id })) }
  }

  async function latestOf(organisation: Organisation): Promise<Latest> {
    const [latest] = await store.listChanges(db, organisation, { limit: 1 })
    return latest ? { latest } : {}
  }

  /** Takes effect at once: contacts are not reviewed. */
  const setBuyerContact = (actor: MemberActor, contact: Contact): Promise<void> =>
    runInTx(context, { actor }, async (tx) => {
      const buyerId = requireBuyer(actor)
      await store.saveContact(tx, buyerId, contact)
      // Without the contact: history is permanent, and a contact typed by mistake must be deletable.
      await record(tx, 'buyer.contact_changed', { subject: buyerId })
    })

  /**
   * R84: proposes new data except the name; the old data stays until an operator approves. Throws
   * `parties.registration_number_fixed`, `parties.company_onboarded`, `parties.nothing_changed` and
   * `parties.change_open`.
   */
  const proposeSellerData = (actor: MemberActor, proposed: SellerData): Promise<OrganisationApplication> =>
    runInTx(context, { actor }, async (tx) => {
      const id = requireSeller(actor)
      const found = await store.findSellerData(tx, id)
      if (!found) throw partyProblems.seller_not_found({ sellerId: id })
      const { name, data: before } = found
      const next = decideSellerData(before, proposed)
      await requireNumberFree(tx, before.registrationNumber, next.registrationNumber)
      return file(tx, actor, {
        organisation: { kind: 'seller', id },
        name,
        change: { kind: 'seller_data', before, next },
      })
    })

  /** R80: one company is one seller. */
  async function requireNumberFree(
    tx: Tx,
    before: string | undefined,
    next: string | undefined,
  ): Promise<void> {
    if (next !== undefined && next !== before && (await store.isOnboarded(tx, next)))
      throw partyProblems.company_onboarded({ registrationNumber: next })
  }

  /** R4. Throws `parties.registration_number_missing`, `parties.nothing_changed` and `parties.change_open`. */
  const askVerification = (actor: MemberActor, ask: VerificationAsk): Promise<OrganisationApplication> =>
    runInTx(context, { actor }, async (tx) => {
      const id = requireBuyer(actor)
      const found = await store.findOrganisation(tx, id)
      if (!found) throw partyProblems.buyer_not_found({ buyerId: id })
      const before = found.verified
      const next = decideVerificationAsk(before, ask)
      const change = { kind: 'buyer_verification', before, next } as const
      return file(tx, actor, { organisation: { kind: 'buyer', id }, name: before.name, change })
    })

  type Filing = {
    readonly organisation: Organisation
    readonly name: Text
    readonly change: OrganisationChange
  }

  async function file(
    tx: Tx,
    actor: MemberActor,
    { organisation, name, change }: Filing,
  ): Promise<OrganisationApplication> {
    const filedAt = clock.now()
    const application: OrganisationApplication = {
      id: ids.next('oap'),
      organisation,
      change,
      state: 'in_review',
      filedBy: actor.memberId,
      filedAt,
      dueAt: computeApplicationDue(filedAt, await calendar.getWorkingDays(tx)),
    }
    if (!(await store.insertChange(tx, application))) throw partyProblems.change_open()
    await record(tx, 'organisation_application.submitted', factOf(application, name))
    await emit<OrganisationApplied>(tx, { type: 'organisation.applied', ...toldOf(application) })
    // R4, R84: an operator must decide.
    const { id } = application
    await notify(
      tx,
      'organisation_applied',
      { kind: 'operator' },
      { subject: id, data: { applicationId: id, name, of: organisation.kind } },
    )
    return application
  }

  const factOf = ({ id: subject, organisation }: OrganisationApplication, name: Text) => ({
    subject,
    data: { name, organisationId: organisation.id },
  })

  const toldOf = ({ id, organisation, change }: OrganisationApplication) => {
    const isLogo = change.kind === 'seller_data' && change.next.logo !== change.before.logo
    return omitUndefined({
      applicationId: id,
      organisation,
      logo: isLogo ? { before: change.before.logo, next: change.next.logo } : undefined,
      verification: change.kind === 'buyer_verification' ? change.next.level : undefined,
    })
  }

  async function listOwnChanges(of: Organisation, page: PageRequest): Promise<Page<OrganisationApplication>> {
    const rows = await store.listChanges(db, of, page)
    return toPage(rows, page.limit, { item: (row) => row, cursor: (row) => row.id })
  }

  async function nameOf(tx: Tx, { kind, id }: Organisation): Promise<Text> {
    const found = kind === 'seller' ? await store.findSeller(tx, id) : await store.findBuyer(tx, id)
    if (!found) throw new Error(`The organisation ${id} is not there`)
    return found.name
  }

  /** Throws `parties.application_unknown`, and `parties.application_opened` once an operator has opened it (R58). */
  const withdrawChangeOf = (actor: MemberActor, of: Organisation): Promise<OrganisationApplication> =>
    runInTx(context, { actor }, async (tx) => {
      const found = await store.lockChange(tx, of)
      if (!found) throw partyProblems.application_unknown()
      const withdrawn = withdrawChange(found)
      await store.saveChange(tx, withdrawn)
      const name = await nameOf(tx, of)
      await record(tx, 'organisation_application.withdrawn', factOf(withdrawn, name))
      await emitClosed(tx, withdrawn, name)
      return withdrawn
    })

  async function emitClosed(tx: Tx, application: OrganisationApplication, name: Text): Promise<void> {
    const { state, reason } = application
    if (state === 'in_review') throw new Error(`The application ${application.id} still waits`)
    await emit<OrganisationClosed>(tx, {
      type: 'organisation.application_closed',
      ...toldOf(application),
      outcome: state,
    })
    const { id } = application
    await settleMessage(tx, 'organisation_applied', { kind: 'operator' }, { subject: id })
    // The organisation that withdrew it needs no message.
    if (state === 'withdrawn') return
    const { organisation } = application
    const data = { name, of: organisation.kind, approved: state === 'approved', reason }
    await notify(tx, 'organisation_decided', organisation, { subject: id, data })
  }

  async function listOrganisationReviews(
    actor: MemberActor,
    state: OrganisationApplication['state'] | undefined,
    page: PageRequest,
  ): Promise<Page<OrganisationReview>> {
    requireOperator(actor)
    const rows = await store.listReviews(db, state, page)
    return toPage(rows, page.limit, { item: (row) => row, cursor: (row) => row.application.id })
  }

  async function getOrganisationReview(
    actor: MemberActor,
    id: Id<'oap'>,
  ): Promise<OrganisationReview & { history: HistoryEntry[] }> {
    requireOperator(actor)
    const found = await store.findReview(db, id)
    if (!found) throw partyProblems.application_unknown()
    return { ...found, history: await listHistory(db, id) }
  }

  const change = (
    actor: MemberActor,
    id: Id<'oap'>,
    work: (tx: Tx, found: OrganisationApplication) => Promise<void>,
  ): Promise<OrganisationReview> =>
    runInTx(context, { actor }, async (tx) => {
      requireOperator(actor)
      const found = await store.lockChange(tx, id)
      if (!found) throw partyProblems.application_unknown()
      await work(tx, found)
      const after = await store.findReview(tx, id)
      if (!after) throw partyProblems.application_unknown()
      return after
    })

  /** Opens an application, which can then no longer be withdrawn. Throws `parties.application_closed`. */
  const openOrganisationReview = (actor: MemberActor, id: Id<'oap'>): Promise<OrganisationReview> =>
    change(actor, id, async (tx, found) => {
      const opened = openChange(found, { by: actor.memberId, now: clock.now() })
      if (found.openedAt !== undefined) return
      await store.saveChange(tx, opened)
      const name = await nameOf(tx, found.organisation)
      await record(tx, 'organisation_application.opened', factOf(opened, name))
    })

  /** An approval writes the proposed data. Throws `parties.application_closed` and `parties.reason_missing`. */
  const decideOrganisationReview = (
    actor: MemberActor,
    id: Id<'oap'>,
    decision: Decision,
  ): Promise<OrganisationReview> =>
    change(actor, id, async (tx, found) => {
      const decided = decideChange(found, { ...decision, by: actor.memberId, now: clock.now() })
      const { reason } = decided
      const name = await nameOf(tx, found.organisation)
      const isApproved = decided.state === 'approved'
      if (isApproved) await apply(tx, found)
      await store.saveChange(tx, decided)
      const { subject, data } = factOf(decided, name)
      await record(
        tx,
        isApproved ? 'organisation_application.approved' : 'organisation_application.rejected',
        { subject, data: { ...data, reason } },
      )
      await emitClosed(tx, decided, name)
    })

  async function apply(tx: Tx, { id, organisation, change: made }: OrganisationApplication): Promise<void> {
    const at = clock.now()
    const data = { applicationId: id }
    if (organisation.kind === 'seller' && made.kind === 'seller_data') {
      await requireNumberFree(tx, made.before.registrationNumber, made.next.registrationNumber)
      await store.saveSellerData(tx, organisation.id, made.next)
      await record(tx, 'seller.data_changed', { subject: organisation.id, at, data })
    }
    if (organisation.kind === 'buyer' && made.kind === 'buyer_verification') {
      await store.saveVerified(tx, organisation.id, made.next)
      const verification = made.next.level
      await record(tx, 'buyer.verified', { subject: organisation.id, at, data: { ...data, verification } })
    }
  }

  return {
    getSellerOrganisation,
    getBuyerOrganisation,
    setBuyerContact,
    proposeSellerData,
    askVerification,
    listOwnChanges,
    withdrawChange: withdrawChangeOf,
    listOrganisationReviews,
    getOrganisationReview,
    openOrganisationReview,
    decideOrganisationReview,
  }
}
