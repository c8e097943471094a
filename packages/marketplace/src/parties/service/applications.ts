import { omitUndefined, toPage } from '@loggia/kernel'
import type { Id, Page, PageRequest } from '@loggia/kernel'
import type { CompanyCondition, CompanyConditions } from '@loggia/protocol/console'
import {
  emit,
  listHistory,
  listSettings,
  notify,
  pickSetting,
  record,
  runInTx,
  settleMessage,
} from '../../platform/index.ts'
import type { Db, HistoryEntry, MemberActor, Tx } from '../../platform/index.ts'
import { toConditions, requireConditions, listUnmet } from '../company-conditions.ts'
import { partyProblems } from '../problems/index.ts'
import {
  computeApplicationDue,
  claim,
  decideApplication,
  requireBuyer,
  requireOperator,
  withdraw,
} from '../rules.ts'
import { companyPresets, companySettings } from '../schema/seller-applications.ts'
import type {
  Application,
  Company,
  CompanySettingName,
  ReviewedApplication,
  SellerApplicationClosed,
  SellerApplied,
} from '../schema/seller-applications.ts'
import type { ApplicationState } from '@loggia/protocol/console/parties/kinds'
import type { MemberAgreed } from '../schema/members.ts'
import * as store from '../store/index.ts'
import type { PartyContext } from './context.ts'

type ReviewedConditions = {
  readonly exempt: boolean
  readonly asked: CompanyConditions
  readonly unmet: CompanyCondition[]
}

/** Applications of a buyer's main account to become a seller (R80–R82). */
export function createApplications(
  context: PartyContext,
  requireBuyerActive: (tx: Tx, id: Id<'byr'>) => Promise<void>,
) {
  const { db, calendar, clock, ids, zone } = context

  const readConditions = async (from: Db): Promise<CompanyConditions> => {
    const kept = await listSettings(from)
    const names = Object.keys(companySettings) as CompanySettingName[]
    const values = names.map((name) => [
      name,
      pickSetting(kept, companySettings[name]) ?? companyPresets[name],
    ])
    return toConditions(Object.fromEntries(values) as Record<CompanySettingName, number>)
  }

  /** R80: a person who sells is an individual developer. */
  const isIndividual = async (from: Db, buyerId: Id<'byr'>): Promise<boolean> =>
    (await store.findOrganisation(from, buyerId))?.kind === 'personal'

  const conditionsFor = async (from: Db, buyerId: Id<'byr'>): Promise<CompanyConditions> =>
    (await isIndividual(from, buyerId)) ? {} : readConditions(from)

  /** R81: the conditions for the actor's company. */
  const listConditions = (actor: MemberActor): Promise<CompanyConditions> =>
    conditionsFor(db, requireBuyer(actor))

  const findApplication = (actor: MemberActor): Promise<Application | undefined> =>
    store.findLatest(db, actor.memberId)

  /**
   * R80: the main account applies; one application at a time, for a company that does not sell here yet. Throws
   * `parties.applicant_not_main`, `parties.already_seller`, `parties.company_onboarded`, `parties.application_open`,
   * `parties.buyer_suspended`, and the problem of a condition that the company does not meet (R81). Individual developers have no conditions
   * (R80).
   */
  const apply = (actor: MemberActor, company: Company): Promise<Application> =>
    runInTx(context, { actor }, async (tx) => {
      const buyerId = await requireApplicant(tx, actor)
      await requireBuyerActive(tx, buyerId)
      await requireNotOnboarded(tx, company)
      const submittedAt = clock.now()
      requireConditions(company, await conditionsFor(tx, buyerId), { now: submittedAt, zone })
      const application: Application = {
        id: ids.next('sap'),
        memberId: actor.memberId,
        buyerId,
        state: 'submitted',
        company,
        submittedAt,
        dueAt: computeApplicationDue(submittedAt, await calendar.getWorkingDays(tx)),
      }
      if (!(await store.insertApplication(tx, application))) throw partyProblems.application_open()
      const { id } = application
      const { name } = company
      await emit<MemberAgreed>(tx, { type: 'member.agreed', memberId: actor.memberId, kinds: ['seller'] })
      const applicant = (await isIndividual(tx, buyerId)) ? 'personal' : 'enterprise'
      await emit<SellerApplied>(tx, { type: 'seller.applied', applicationId: id, buyerId, applicant })
      await record(tx, 'application.submitted', { subject: id, data: { name } })
      await notify(
        tx,
        'application_submitted',
        { kind: 'operator' },
        { subject: id, data: { applicationId: id, name } },
      )
      return application
    })

  async function requireApplicant(tx: Tx, actor: MemberActor): Promise<Id<'byr'>> {
    const buyerId = requireBuyer(actor)
    if (actor.sellerId !== undefined) throw partyProblems.already_seller()
    const member = await store.findMember(tx, { kind: 'buyer', id: buyerId }, actor.memberId)
    if (!member?.rights.main) throw partyProblems.applicant_not_main()
    return buyerId
  }

  async function requireNotOnboarded(tx: Tx, { registrationNumber }: Company): Promise<void> {
    if (await store.isOnboarded(tx, registrationNumber))
      throw partyProblems.company_onboarded({ registrationNumber })
  }

  /** Throws `parties.application_unknown` and `parties.application_closed`. */
  const withdrawApplication = (actor: MemberActor): Promise<Application> =>
    runInTx(context, { actor }, async (tx) => {
      const found = await store.lockApplication(tx, { memberId: actor.memberId })
      if (!found) throw partyProblems.application_unknown()
      const withdrawn = withdraw(found)
      await store.saveApplication(tx, withdrawn)
      const { id, company } = withdrawn
      await record(tx, 'application.withdrawn', { subject: id, data: { name: company.name } })
      await emitClosed(tx, withdrawn)
      return withdrawn
    })

  async function listApplications(
    actor: MemberActor,
    state: ApplicationState | undefined,
    page: PageRequest,
  ): Promise<Page<ReviewedApplication>> {
    requireOperator(actor)
    const rows = await store.listReviewed(db, state, page)
    return toPage(rows, page.limit, { item: (row) => row, cursor: (row) => row.id })
  }

  async function getApplication(
    actor: MemberActor,
    id: Id<'sap'>,
  ): Promise<ReviewedApplication & { history: HistoryEntry[]; conditions: ReviewedConditions }> {
    requireOperator(actor)
    const application = await store.findReviewed(db, id)
    if (!application) throw partyProblems.application_unknown()
    const asked = await readConditions(db)
    const exempt = await isIndividual(db, application.buyerId)
    const unmet = exempt ? [] : listUnmet(application.company, asked, { now: clock.now(), zone })
    return { ...application, history: await listHistory(db, id), conditions: { exempt, asked, unmet } }
  }

  async function change(
    actor: MemberActor,
    id: Id<'sap'>,
    work: (tx: Tx, application: Application) => Promise<void>,
  ): Promise<ReviewedApplication> {
    return runInTx(context, { actor }, async (tx) => {
      requireOperator(actor)
      const found = await store.lockApplication(tx, { id })
      if (!found) throw partyProblems.application_unknown()
      await work(tx, found)
      const after = await store.findReviewed(tx, id)
      if (!after) throw partyProblems.application_unknown()
      return after
    })
  }

  /** Claims an application, also from another operator, who may be absent. Throws `parties.application_closed`. */
  const claimApplication = (actor: MemberActor, id: Id<'sap'>): Promise<ReviewedApplication> =>
    change(actor, id, async (tx, found) => {
      await store.saveApplication(tx, claim(found, actor.memberId))
      await record(tx, 'application.claimed', { subject: id, data: { name: found.company.name } })
    })

  /**
   * R82: an approval creates the seller, with the applicant as its main account, and verifies the buyer as an
   * enterprise or a person (R4). Throws `parties.application_not_claimed`, `parties.application_closed`,
   * `parties.reason_missing`, and `parties.buyer_suspended` for an approval.
   */
  const decide = (
    actor: MemberActor,
    id: Id<'sap'>,
    { approve, reason }: { approve: boolean; reason?: string | undefined },
  ): Promise<ReviewedApplication> =>
    change(actor, id, async (tx, found) => {
      const by = actor.memberId
      const sellerId = ids.next('sel')
      const decided = decideApplication(found, { approve, reason, by, now: clock.now(), sellerId })
      if (approve) {
        await requireBuyerActive(tx, found.buyerId)
        await openSellerOf(tx, found, sellerId)
      }
      await store.saveApplication(tx, decided)
      const { name } = decided.company
      if (approve) await record(tx, 'application.approved', { subject: id, data: { name, sellerId } })
      else await record(tx, 'application.rejected', { subject: id, data: { name, reason } })
      await emitClosed(tx, decided)
      await tellDecided(tx, decided)
    })

  async function openSellerOf(tx: Tx, application: Application, sellerId: Id<'sel'>): Promise<void> {
    const { company, memberId, buyerId } = application
    await requireNotOnboarded(tx, company)
    const createdAt = clock.now()
    const { name, registrationNumber } = company
    const contact = { name: company.contactName, email: company.contactEmail, phone: company.contactPhone }
    await store.insertSeller(tx, { id: sellerId, name, createdAt, registrationNumber, profile: { contact } })
    await store.joinSeller(tx, memberId, sellerId)
    const verification = (await isIndividual(tx, buyerId)) ? 'personal' : 'enterprise'
    await store.setVerification(tx, buyerId, verification)
    const data = { memberId, applicationId: application.id }
    await record(tx, 'seller.added', { subject: sellerId, at: createdAt, data })
    await record(tx, 'buyer.verified', {
      subject: buyerId,
      at: createdAt,
      data: { verification, applicationId: application.id },
    })
  }

  async function emitClosed(tx: Tx, { id, memberId, sellerId, state }: Application): Promise<void> {
    if (state === 'submitted' || state === 'claimed') throw new Error(`The application ${id} still waits`)
    await emit<SellerApplicationClosed>(
      tx,
      omitUndefined({
        type: 'seller.application_closed',
        applicationId: id,
        memberId,
        outcome: state,
        sellerId,
      }),
    )
    // Operators need not act on their message about it any more.
    await settleMessage(tx, 'application_submitted', { kind: 'operator' }, { subject: id })
  }

  /** Notifies the buyer who applied, and the seller that was created (R82). */
  async function tellDecided(
    tx: Tx,
    { id: subject, buyerId, sellerId, company: { name }, state, reason }: Application,
  ): Promise<void> {
    const about = { subject, data: { name, approved: state === 'approved', reason } }
    await notify(tx, 'application_decided', { kind: 'buyer', id: buyerId }, about)
    if (sellerId) await notify(tx, 'application_decided', { kind: 'seller', id: sellerId }, about)
  }

  return {
    findApplication,
    listConditions,
    apply,
    withdrawApplication,
    listApplications,
    getApplication,
    claimApplication,
    decideApplication: decide,
  }
}
