import type { Need } from '@loggia/protocol/console/parties/kinds'
import { omitUndefined, toPage } from '@loggia/kernel'
import type { Id, Language, Page, PageRequest } from '@loggia/kernel'
import { isGranted } from '@loggia/protocol/console'
import { emit, runInTx, record, system } from '../../platform/index.ts'
import type { Db, MemberActor, Tx } from '../../platform/index.ts'
import { createInitialPassword } from '../passwords.ts'
import { partyProblems } from '../problems/index.ts'
import {
  decideMemberChange,
  decideMemberWork,
  normaliseEmail,
  requireGrants,
  requireMainLeft,
} from '../rules.ts'
import type { GivenRights, PartyOf, Rights } from '../schema/rights.ts'
import type { MemberJoinAsked, PartyMember } from '../schema/members.ts'
import type { MemberSigningIn } from '../schema/sessions.ts'
import * as store from '../store/index.ts'
import { toSubject } from './context.ts'
import type { PartyContext, StoredMember } from './context.ts'
import type { Letters } from './letters.ts'

type NewColleague = {
  readonly email: string
  readonly name: string
  readonly language: Language
  readonly rights: GivenRights
}
/** A member of the actor's party, whom the actor changes. */
export type Who = { readonly actor: MemberActor; readonly party: PartyOf; readonly id: Id<'mbr'> }
type WithPassword = { readonly member: PartyMember; readonly password: string }
/** With a password, or invited by email to choose one; whoever has an account joins with it. */
type Added = { readonly member: PartyMember; readonly hasJoined: boolean; readonly password?: string }

/** The members of a party, and their changes by other members of it. */
export function createMembers(context: PartyContext, letters: Letters) {
  const { db, wall, randomBytes, settings } = context

  async function getMember(from: Db, party: PartyOf, id: Id<'mbr'>): Promise<PartyMember> {
    const member = await store.findMember(from, party, id)
    if (!member) throw partyProblems.member_unknown({ memberId: id })
    return member
  }

  /** `text`: a part of the name or the email address. */
  async function listMembers(party: PartyOf, page: PageRequest, text?: string): Promise<Page<PartyMember>> {
    const rows = await store.listMembers(db, party, { ...page, text })
    return toPage(rows, page.limit, { item: (row) => row, cursor: (row) => row.id })
  }

  /** Those of these people who are members of the party, in no order. */
  const listMembersAmong = (party: PartyOf, ids: readonly Id<'mbr'>[]): Promise<PartyMember[]> =>
    store.listMembersAmong(db, party, ids)

  /**
   * Whether the actor has this right of the party now. Routes check rights themselves; this is for data and actions
   * within a route that need another right.
   */
  async function hasRight(
    party: PartyOf,
    { memberId }: Pick<MemberActor, 'memberId'>,
    need: Need,
    from: Db = db,
  ): Promise<boolean> {
    const member = await store.findMember(from, party, memberId)
    return member !== undefined && member.enabled && isGranted(member.rights, need)
  }

  /** A hash takes time, so one member may create few passwords. */
  const requireFew = async (kind: 'colleague' | 'reset', { memberId }: MemberActor): Promise<void> =>
    decideMemberWork(await context.tries.countTry(kind, memberId), wall.now())

  /**
   * With a mail server the new member gets a link to choose a password, otherwise an initial one. Somebody of the buyer's
   * own people who has an account joins with it, and gets neither. Throws
   * `parties.email_taken`, `parties.members_limited`, `parties.grant_unknown`, and a problem for rights that the
   * actor may not give.
   */
  async function addColleague(
    actor: MemberActor,
    party: PartyOf,
    { email, name, language, rights }: NewColleague,
  ): Promise<Added> {
    requireGrants(party, rights.grants)
    await requireFew('colleague', actor)
    const password = createInitialPassword(randomBytes)
    const passwordHash = await context.hash(password, actor.memberId)
    const added = await runInTx(context, { actor }, async (tx) => {
      const { total, own, roles } = await readRights(tx, party, rights)
      decideMemberChange(await getActor(tx, party, actor), { rights: total })
      const joinedId = await join(tx, party, { email, rights: own })
      const asked = { email, name, language, passwordHash, rights: own }
      const id = joinedId ?? (await insertInvited(tx, party, asked))
      await store.setRoles(tx, party, { id, roles: roles.map((role) => role.id) })
      const member = await getMember(tx, party, id)
      if (!joinedId && settings.sendsMail) await inviteBy(tx, actor, member, language)
      await record(tx, 'member.invited', {
        subject: toSubject(party),
        data: { memberId: id, name: member.name, ...own, roles: roles.map((role) => role.name) },
      })
      return { member, hasJoined: joinedId !== undefined }
    })
    return added.hasJoined || settings.sendsMail ? added : { ...added, password }
  }

  const insertInvited = (tx: Tx, party: PartyOf, asked: StoredMember): Promise<Id<'mbr'>> =>
    context.insertMember(tx, { ...asked, mustChangePassword: !settings.sendsMail, ...partyOf(party) })

  const inviteBy = (tx: Tx, { name: by }: MemberActor, of: PartyMember, language: Language): Promise<void> =>
    letters.askLetter(tx, {
      letter: 'invitation',
      address: of.email,
      language,
      memberId: of.id,
      data: { by },
    })

  /** The account with this email, if it is of the buyer's own people and of no buyer yet. */
  async function join(
    tx: Tx,
    party: PartyOf,
    { email, rights }: { readonly email: string; readonly rights: Rights },
  ): Promise<Id<'mbr'> | undefined> {
    if (party.kind !== 'buyer') return undefined
    const account = await store.findAddressee(tx, { email: normaliseEmail(email) })
    if (account?.state !== 'active') return undefined
    const { id: memberId } = account
    const agreed = new Set<Id<'mbr'>>()
    const agree = (): void => void agreed.add(memberId)
    await emit<MemberJoinAsked>(tx, { type: 'member.join_asked', memberId, buyerId: party.id, agree })
    const hasJoined =
      agreed.has(memberId) && (await store.joinBuyer(tx, { id: memberId, buyerId: party.id, rights }))
    return hasJoined ? memberId : undefined
  }

  /** The member who changes others; until the transaction ends, nobody suspends them or changes their rights. */
  async function getActor(tx: Tx, party: PartyOf, { memberId }: MemberActor): Promise<PartyMember> {
    await store.shareMembership(tx, party, memberId)
    return getMember(tx, party, memberId)
  }

  /** Loads the member; throws if the actor may not change them. */
  async function loadTarget(tx: Tx, { actor, party, id }: Who, rights?: Rights): Promise<PartyMember> {
    const target = await getMember(tx, party, id)
    decideMemberChange(await getActor(tx, party, actor), omitUndefined({ target, rights }))
    return target
  }

  /** The roles must be of the party; an owner has none. Throws `parties.role_unknown`. */
  async function readRights(tx: Tx, party: PartyOf, { main, grants, roles: ids = [] }: GivenRights) {
    if (main) return { total: { main, grants: [] }, own: { main, grants: [] }, roles: [] }
    const roles = await store.shareRoles(tx, party, ids)
    if (roles.length < new Set(ids).size) throw partyProblems.role_unknown()
    const total = store.joinGrants(
      grants,
      roles.flatMap((role) => role.grants),
    )
    return { total: { main, grants: total }, own: { main, grants: [...new Set(grants)] }, roles }
  }

  const factOf = ({ party, id: memberId }: Who) => ({ subject: toSubject(party), data: { memberId } })

  /**
   * R2. Throws `parties.grant_unknown`, `parties.last_main`, `parties.own_membership`, and a problem for rights that
   * the actor may not give.
   */
  const setRights = (who: Who, rights: GivenRights): Promise<PartyMember> =>
    runInTx(context, { actor: who.actor }, async (tx) => {
      requireGrants(who.party, rights.grants)
      const mains = await store.lockMains(tx, who.party)
      const { total, own, roles } = await readRights(tx, who.party, rights)
      const before = await loadTarget(tx, who, total)
      if (before.rights.main && !rights.main) requireMainLeft(mains, who.id)
      await store.setRights(tx, who.party, { id: who.id, rights: own })
      await store.setRoles(tx, who.party, { id: who.id, roles: roles.map((role) => role.id) })
      const from = { main: before.rights.main, grants: before.ownGrants }
      const data = {
        memberId: who.id,
        from: { ...from, roles: before.roles.map(({ name }) => name) },
        to: { ...own, roles: roles.map(({ name }) => name) },
      }
      await record(tx, 'member.rights_changed', { subject: toSubject(who.party), data })
      return getMember(tx, who.party, who.id)
    })

  /**
   * Throws `parties.members_limited`, and `parties.member_elsewhere`: a reset must not take over an account that also
   * acts for another party, or was there before.
   */
  async function resetPassword(who: Who): Promise<WithPassword> {
    await requireFew('reset', who.actor)
    const password = createInitialPassword(randomBytes)
    const hash = await context.hash(password, who.actor.memberId)
    const member = await runInTx(context, { actor: who.actor }, async (tx) => {
      await loadTarget(tx, who)
      const isElsewhere =
        (await store.countMemberships(tx, who.id)) > 1 || (await store.hasJoined(tx, who.party, who.id))
      if (isElsewhere) throw partyProblems.member_elsewhere()
      await emit<MemberSigningIn>(tx, { type: 'member.signing_in', memberId: who.id, method: 'reset' })
      await store.setPassword(tx, who.id, { hash, mustChange: true })
      await store.deleteSessionsOf(tx, who.id)
      await store.endLinks(tx, who.id)
      await record(tx, 'member.password_reset', factOf(who))
      return getMember(tx, who.party, who.id)
    })
    return { member, password }
  }

  /**
   * Gives a member a new initial password without asking anybody: for whoever has access to the database. Removes the
   * member's second factors, so that an only operator gets in again, and ends their sessions. Throws `parties.member_unknown`.
   */
  async function resetOnServer(
    email: string,
  ): Promise<{ name: string; password: string; hadFactors: boolean }> {
    const found = await store.findCredentials(db, normaliseEmail(email))
    if (!found) throw partyProblems.member_unknown({ memberId: email })
    const password = createInitialPassword(randomBytes)
    const hash = await context.hash(password, found.id)
    const hadFactors = await runInTx(context, { actor: system }, async (tx) => {
      await store.setPassword(tx, found.id, { hash, mustChange: true })
      const had = await store.deleteFactors(tx, found.id)
      await store.deleteSessionsOf(tx, found.id)
      await store.endLinks(tx, found.id)
      await record(tx, 'member.password_reset_on_server', { subject: found.id })
      if (had) await record(tx, 'member.factors_cleared', { subject: found.id })
      return had
    })
    return { name: found.name, password, hadFactors }
  }

  const listOperators = (): Promise<PartyMember[]> =>
    store.listMembers(db, { kind: 'operator' }, { limit: 1000 })

  const partyOf = (party: PartyOf) => {
    if (party.kind === 'operator') return { operator: true }
    return party.kind === 'buyer' ? { buyerId: party.id } : { sellerId: party.id }
  }

  return {
    listMembers,
    listMembersAmong,
    hasRight,
    addColleague,
    loadTarget,
    setRights,
    resetPassword,
    resetOnServer,
    listOperators,
  }
}
