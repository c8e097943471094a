import { omitUndefined } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { createCalendar } from '../../calendar/index.ts'
import type { Calendar } from '../../calendar/index.ts'
import { emit, runInTx, record, system } from '../../platform/index.ts'
import type { Db, MemberActor, Platform, Tx } from '../../platform/index.ts'
import { deriveInLine } from '../hashing/index.ts'
import type { Derive, PasswordCost } from '../hashing/index.ts'
import { hashPassword, createInitialPassword, passwordCost } from '../passwords.ts'
import type { Hashing } from '../passwords.ts'
import { partyProblems } from '../problems/index.ts'
import { makeNoMailbox, requireMailbox } from '../mailboxes.ts'
import { requireFitPassword, requireOperator, requireStrongPassword } from '../rules.ts'
import type {
  Buyer,
  BuyerAdded,
  NewBuyer,
  NewOrganisation,
  NewSeller,
  Seller,
} from '../schema/organisations.ts'
import type { NewMember } from '../schema/members.ts'
import type { SignUpMode } from '@loggia/protocol/console/settings/kinds'
import * as store from '../store/index.ts'
import { createAccountLinks } from './account-links.ts'
import { createApplications } from './applications.ts'
import { createCustomers } from './customers.ts'
import type { PartyContext, StoredMember } from './context.ts'
import { createFactors } from './factors/index.ts'
import { createProofs } from './factors/proofs.ts'
import { createFactorSignIns } from './factors/sign-ins.ts'
import { createSteps } from './factors/steps.ts'
import { createFactorTelling } from './factors/telling.ts'
import { createLetters } from './letters.ts'
import type { Letters } from './letters.ts'
import { createMembers } from './members.ts'
import { createOrganisations } from './organisations.ts'
import { createOwnerResets } from './owner-resets.ts'
import { createProfiles } from './profiles.ts'
import { createRoles } from './roles.ts'
import { createSignIns } from './sign-ins.ts'
import { createSignUps } from './sign-ups.ts'
import { createSuspensions } from './suspensions.ts'
import { createTries } from './tries.ts'
import { createUnconfirmed } from './unconfirmed.ts'
import { createVerifications } from './verifications.ts'
import { createVouching } from './vouching.ts'

export type Parties = ReturnType<typeof createParties>

/** Tests lower the cost of passwords, since they create many members. */
type PartySettings = {
  readonly passwordCost?: PasswordCost
  readonly derive?: Derive
  readonly signUp?: SignUpMode
  /** Whether the marketplace has a mail server. */
  readonly sendsMail?: boolean
  /** Tests of this domain leave it to this domain to open one. */
  readonly calendar?: Pick<Calendar, 'getWorkingDays'>
}

export function createParties(platform: Platform, given: PartySettings = {}) {
  const settings = { passwordCost, derive: deriveInLine, signUp: 'open' as const, sendsMail: false, ...given }
  const { clock, ids, randomBytes } = platform
  const { calendar = createCalendar(platform) } = given
  async function addBuyer(tx: Tx, { nameZh, nameEn }: NewBuyer): Promise<Id<'byr'>> {
    const id = ids.next('byr')
    await store.insertBuyer(tx, {
      id,
      name: { zh: nameZh, en: nameEn },
      // A buyer that is added here is known to the operator, so it counts as verified.
      verification: 'enterprise',
      createdAt: clock.now(),
    })
    return id
  }

  async function addSeller(tx: Tx, { nameZh, nameEn, logo, profile }: NewSeller): Promise<Id<'sel'>> {
    const id = ids.next('sel')
    const { registrationNumber, logo: _its, ...rest } = profile ?? {}
    await store.insertSeller(tx, {
      id,
      name: { zh: nameZh, en: nameEn },
      ...omitUndefined({ logo }),
      registrationNumber,
      profile: rest,
      createdAt: clock.now(),
    })
    return id
  }

  /**
   * For set-up: its hash always gets a place in the queue. Throws `parties.email_taken` and `parties.password_unfit`.
   */
  async function addMember(tx: Tx, member: NewMember): Promise<Id<'mbr'>> {
    requireFitPassword(member.password)
    const passwordHash = await hash(member.password, undefined)
    return insertMember(tx, { ...member, passwordHash })
  }

  const hashingFor = (of: string | undefined): Hashing => ({
    cost: settings.passwordCost,
    derive: settings.derive,
    of,
  })
  const hash = (password: string, of: string | undefined): Promise<string> =>
    hashPassword(password, hashingFor(of), randomBytes)

  /** Without an email it gets one that has no mailbox. Throws `parties.email_taken`, `parties.email_reserved`. */
  async function insertMember(tx: Tx, member: StoredMember): Promise<Id<'mbr'>> {
    const id = ids.next('mbr')
    const isNew = await store.insertMember(tx, {
      id,
      email: member.email === undefined ? makeNoMailbox(randomBytes) : requireMailbox(member.email),
      name: member.name,
      passwordHash: member.passwordHash,
      language: member.language,
      createdAt: clock.now(),
      buyerId: member.buyerId,
      sellerId: member.sellerId,
      operator: member.operator ?? false,
      state: member.state ?? 'active',
      mustChangePassword: member.mustChangePassword ?? false,
      rights: member.rights ?? { main: true, grants: [] },
    })
    if (!isNew) throw partyProblems.email_taken()
    await record(tx, 'member.added', { subject: id })
    return id
  }

  /**
   * Prepares the first member of an organisation, with a password given by the operator or an initial one; the member
   * must change either. The hash is computed before the transaction, which would block others meanwhile.
   */
  async function prepareFirst(actor: MemberActor, { password, ...member }: NewOrganisation['member']) {
    requireOperator(actor)
    if (password !== undefined) requireStrongPassword(password, member.email)
    const initial = password ?? createInitialPassword(randomBytes)
    const passwordHash = await hash(initial, actor.memberId)
    return {
      first: { ...member, passwordHash, mustChangePassword: true },
      given: password === undefined ? { password: initial } : {},
    }
  }

  /** An operator adds a buyer with its first member. Throws `parties.email_taken` and `parties.password_weak`. */
  async function openBuyer(actor: MemberActor, { name, member }: NewOrganisation) {
    const { first, given } = await prepareFirst(actor, member)
    return runInTx(platform, { actor }, async (tx) => {
      const buyerId = await addBuyer(tx, { nameZh: name.zh, nameEn: name.en })
      const memberId = await insertMember(tx, { ...first, buyerId })
      await record(tx, 'buyer.added', { subject: buyerId, data: { memberId } })
      const added: BuyerAdded = { type: 'buyer.added', buyerId }
      await emit(tx, added)
      return { buyerId, memberId, ...given }
    })
  }

  /** An operator adds a seller with its first member, without an application. */
  async function openSeller(actor: MemberActor, { name, member }: NewOrganisation) {
    const { first, given } = await prepareFirst(actor, member)
    return runInTx(platform, { actor }, async (tx) => {
      const sellerId = await addSeller(tx, { nameZh: name.zh, nameEn: name.en })
      const memberId = await insertMember(tx, { ...first, sellerId })
      await record(tx, 'seller.added', { subject: sellerId, data: { memberId } })
      return { sellerId, memberId, ...given }
    })
  }

  /**
   * Creates the first operator of a market, whom nobody else could add; without `first` it only checks. Returns whether
   * the market has an operator now. Throws `parties.email_taken` and `parties.password_weak`.
   */
  const ensureOperator = (first?: { email: string; password: string }): Promise<boolean> =>
    runInTx(platform, { actor: system }, async (tx) => {
      if (await store.hasOperator(tx)) return true
      if (!first) return false
      requireStrongPassword(first.password, first.email)
      await addMember(tx, { ...first, name: first.email, language: 'zh-CN', operator: true })
      return true
    })

  /** Throws `parties.buyer_not_found`. */
  async function getBuyer(from: Db, id: Id<'byr'>): Promise<Buyer> {
    const buyer = await store.findBuyer(from, id)
    if (!buyer) throw partyProblems.buyer_not_found({ buyerId: id })
    return buyer
  }

  /** Reads sellers in one statement; the function throws `parties.seller_not_found`. */
  async function getSellers(from: Db, ids: readonly Id<'sel'>[]): Promise<(id: Id<'sel'>) => Seller> {
    const found = await store.listSellersById(from, ids)
    return (id) => {
      const seller = found.get(id)
      if (!seller) throw partyProblems.seller_not_found({ sellerId: id })
      return seller
    }
  }

  /** Throws `parties.seller_not_found`. */
  async function getSeller(from: Db, id: Id<'sel'>): Promise<Seller> {
    const seller = await store.findSeller(from, id)
    if (!seller) throw partyProblems.seller_not_found({ sellerId: id })
    return seller
  }

  const tries = createTries(platform)
  const context: PartyContext = { ...platform, calendar, settings, hashingFor, hash, tries, insertMember }
  const letters = createLetters(context)
  const { loadTarget, ...members } = createMembers(context, letters)
  const suspensions = createSuspensions(context, letters, loadTarget)
  const { tellChanged, ...entrances } = createEntrances(context, letters)
  return {
    ...entrances,
    /** Whether the marketplace sends emails. */
    sendsMail: settings.sendsMail,
    /** Counts what sends emails to strangers, so that it can be limited. */
    countTry: tries.countTry,
    /** Whose account this is; undefined if it is gone. */
    findAccount: async (from: Db, id: Id<'mbr'>): Promise<{ name: string; email: string } | undefined> => {
      const found = await store.findAddressee(from, { id })
      return found && { name: found.name, email: found.email }
    },
    listReaders: letters.listReaders,
    prepareLetter: letters.prepareLetter,
    findServiceMailbox: letters.findServiceMailbox,
    ...createProfiles(context, tellChanged),
    ...members,
    ...suspensions,
    ...createRoles(context),
    ...createApplications(context, suspensions.requireBuyerActive),
    ...createUnconfirmed(context),
    ...createVerifications(context),
    ...createOrganisations(context),
    ...createOwnerResets(context, letters),
    ...createCustomers(),
    openBuyer,
    openSeller,
    ensureOperator,
    addBuyer,
    addSeller,
    addMember,
    getBuyer,
    getSeller,
    getSellers,
  }
}

/** How people get in: sign-ups, sign-ins, second factors and links in emails, which need parts of each other. */
function createEntrances(context: PartyContext, letters: Letters) {
  const { admitConfirmed, ...signUps } = createSignUps(context, letters)
  const steps = createSteps(context)
  const { openSession, startSession, enter, ...signIns } = createSignIns(context, letters, {
    ...steps,
    admitConfirmed,
  })
  const telling = createFactorTelling(letters)
  const proofs = createProofs(context, telling)
  const { confirmChange, ...factors } = createFactors(context, { proofs, telling })
  return {
    ...signUps,
    ...signIns,
    ...createVouching(context, startSession),
    ...factors,
    ...createFactorSignIns(context, { sessions: { openSession, enter }, steps, proofs }),
    ...createAccountLinks(context, letters, { admitConfirmed, confirmChange }),
  }
}
