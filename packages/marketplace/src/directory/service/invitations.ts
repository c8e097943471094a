import { Problem, fromDays, omitUndefined, toId } from '@loggia/kernel'
import type { Id, Language, WallInstant } from '@loggia/kernel'
import { invitationDays } from '@loggia/protocol/console/directory/kinds'
import { emit, record, runInTx } from '../../platform/index.ts'
import type { Db, MemberActor, MemberRequest, Tx } from '../../platform/index.ts'
import { requireBuyer } from '../../parties/index.ts'
import type { Parties, PartyTold } from '../../parties/index.ts'
import { directoryProblems } from '../problems.ts'
import type { Enterprise, Person, PersonInvitation, PersonUnlinked } from '../schema.ts'
import * as store from '../store/index.ts'
import { changeOwn, emitPeople, getOwn, requireUndissolved } from './context.ts'
import type { DirectoryContext } from './context.ts'
import { getPerson } from './people.ts'

type Of = { readonly enterpriseId: Id<'ent'>; readonly personId: Id<'per'> }
export type Invited = { readonly email: string; readonly expiresAt: WallInstant; readonly path?: string }
export type Invitation = { readonly enterprise: Enterprise; readonly person: Person }
export type OwnEntry = Invitation & { readonly department: string }

/** What *mail* puts into words. */
type Letter = Awaited<ReturnType<Parties['prepareLetter']>>

const page = '/directory/join'

/** People link their accounts with their entries: one account each, at most one entry in each enterprise. */
export function createInvitations(context: DirectoryContext) {
  const { db, ids, wall, seal, parties } = context

  /** Derived, so that no token is stored, and a letter can be made when it is sent. */
  const tokenOf = (id: Id<'lnk'>): string => seal.digest(`person-invitation:${id}`)
  const digestToken = (token: string): string => seal.digest(`person-invitation-token:${token}`)
  const pathOf = (id: Id<'lnk'>): string => `${page}#${tokenOf(id)}`
  const factOf = ({ id, enterpriseId }: Person) => ({ subject: enterpriseId, data: { personIds: [id] } })

  /** Whoever invites too many uses up no stranger's address. Throws `directory.invitations_limited`. */
  async function requireFew(email: string, actor: MemberActor): Promise<void> {
    const ofBuyer = await parties.countTry('inviting_buyer', requireBuyer(actor))
    if (ofBuyer.failures > ofBuyer.most) throw directoryProblems.invitations_limited()
    const ofAddress = await parties.countTry('invited_address', email)
    if (ofAddress.failures > ofAddress.most) throw directoryProblems.invitations_limited()
  }

  /** Throws what `invite` throws but for the limits. */
  async function findInvited(from: Db, { personId, enterpriseId }: Of, asked: string | undefined) {
    const person = await getPerson(from, { id: enterpriseId }, personId)
    requireUnlinked(person)
    const email = (asked ?? person.email)?.trim().toLowerCase()
    if (email === undefined) throw directoryProblems.invitation_email_missing()
    return { person, email }
  }

  /** Counts what is sent, and nothing that is refused anyway; outside the transaction, which may be repeated. */
  async function countSending(actor: MemberActor, of: Of, asked: string | undefined): Promise<void> {
    requireUndissolved(await getOwn(db, actor, of.enterpriseId))
    const { email } = await findInvited(db, of, asked)
    await requireFew(email, actor)
  }

  /**
   * With a mail server the person gets a letter, otherwise the administrator gets the link. Throws
   * `directory.person_unknown`, `directory.person_left`, `directory.person_linked`,
   * `directory.invitation_email_missing`, `directory.invitations_limited`.
   */
  async function invite(
    request: MemberRequest,
    of: Of,
    asked: { readonly email?: string | undefined; readonly language: Language },
  ): Promise<Invited> {
    if (parties.sendsMail) await countSending(request.actor, of, asked.email)
    return changeOwn(context, request, {
      id: of.enterpriseId,
      work: async (tx) => {
        const { person, email } = await findInvited(tx, of, asked.email)
        const invitedAt = wall.now()
        const invitation: PersonInvitation = {
          id: ids.next('lnk'),
          personId: of.personId,
          email,
          invitedBy: request.actor.memberId,
          invitedAt,
          expiresAt: (invitedAt + fromDays(invitationDays)) as WallInstant,
        }
        await store.invitations.replace(tx, invitation, digestToken(tokenOf(invitation.id)))
        await record(tx, 'person.invited', factOf(person))
        if (parties.sendsMail) await askLetter(tx, invitation, asked.language)
        const path = parties.sendsMail ? undefined : pathOf(invitation.id)
        return omitUndefined({ email, expiresAt: invitation.expiresAt, path })
      },
    })
  }

  const askLetter = (tx: Tx, { id, email }: PersonInvitation, language: Language): Promise<void> =>
    emit<PartyTold<'letter.asked'>>(tx, {
      type: 'letter.asked',
      letter: 'directory_invitation',
      address: email,
      language,
      data: { invitationId: id },
    })

  /** The letter of an invitation that is still open, when it is sent; undefined if it is not. */
  async function prepareInvitation(
    tx: Tx,
    { data, language }: { readonly data: Readonly<Record<string, unknown>>; readonly language: Language },
  ): Promise<Letter> {
    const found = await findOpen(tx, { id: toId(String(data['invitationId']), 'lnk') })
    return (
      found && {
        letter: 'directory_invitation',
        language,
        path: pathOf(found.invitation.id),
        hours: invitationDays * 24,
        data: { by: found.enterprise.name },
      }
    )
  }

  async function findOpen(from: Db, by: Parameters<typeof store.invitations.find>[1]) {
    const invitation = await store.invitations.find(from, by, wall.now())
    if (!invitation) return undefined
    const person = await store.people.find(from, invitation.personId)
    if (invitation.acceptedBy && invitation.acceptedBy !== person?.memberId) return undefined
    const enterprise = person && (await store.enterprises.find(from, person.enterpriseId))
    return person && enterprise && { invitation, person, enterprise }
  }

  /** Throws `directory.person_unknown`, `directory.invitation_missing`. */
  const revokeInvitation = (request: MemberRequest, { enterpriseId, personId }: Of): Promise<void> =>
    changeOwn(context, request, {
      id: enterpriseId,
      work: async (tx, enterprise) => {
        const person = await getPerson(tx, enterprise, personId)
        if (!(await store.invitations.remove(tx, personId))) throw directoryProblems.invitation_missing()
        await record(tx, 'person.invitation_revoked', factOf(person))
      },
    })

  /** Also one that the member has accepted. Throws `directory.invitation_unusable`. */
  async function getInvitation({ memberId }: MemberActor, token: string): Promise<Invitation> {
    const found = await findOpen(db, { tokenDigest: digestToken(token), memberId })
    if (!found) throw directoryProblems.invitation_unusable()
    return found
  }

  /**
   * Once more it changes nothing. Throws `directory.invitation_unusable`, `directory.invitation_on_hold`,
   * `directory.member_has_entry`.
   */
  async function acceptInvitation(actor: MemberActor, token: string): Promise<OwnEntry> {
    const { memberId } = actor
    const { enterprise } = await getInvitation(actor, token)
    return runInTx(context, { actor }, async (tx) => {
      await store.enterprises.lock(tx, enterprise.id)
      // Again, now that nobody else changes the enterprise.
      const found = await findOpen(tx, { tokenDigest: digestToken(token), memberId })
      if (!found) throw directoryProblems.invitation_unusable()
      const linked = found.person.memberId ? found.person : await link(tx, found, memberId)
      const [entry] = await describeEntries(tx, [linked])
      if (!entry) throw new Error(`${linked.id} is in no department`)
      return entry
    })
  }

  async function link(
    tx: Tx,
    { person, invitation, enterprise }: Invitation & { readonly invitation: PersonInvitation },
    memberId: Id<'mbr'>,
  ): Promise<Person> {
    await requireActive(tx, enterprise)
    await store.invitations.markAccepted(tx, invitation.id, memberId)
    return linkAccount(tx, person, memberId)
  }

  /** The company is locked. Throws `directory.member_has_entry`. */
  async function linkAccount(tx: Tx, person: Person, memberId: Id<'mbr'>): Promise<Person> {
    if (await store.people.findByMember(tx, person.enterpriseId, memberId))
      throw directoryProblems.member_has_entry()
    const linked = { ...person, memberId }
    await store.people.save(tx, [linked], context.clock.now())
    await record(tx, 'person.linked', factOf(person))
    return linked
  }

  /** Why the buyer is suspended is no business of whoever is invited. Throws `directory.invitation_on_hold`. */
  async function requireActive(tx: Tx, { buyerId }: Enterprise): Promise<void> {
    try {
      await parties.requireBuyerActive(tx, buyerId)
    } catch (error) {
      if (error instanceof Problem && error.code === 'parties.buyer_suspended')
        throw directoryProblems.invitation_on_hold()
      throw error
    }
  }

  /** Throws `directory.person_unknown`, `directory.person_not_linked`. */
  const unlinkAccount = (request: MemberRequest, { enterpriseId, personId }: Of): Promise<void> =>
    changeOwn(context, request, {
      id: enterpriseId,
      work: async (tx, enterprise) => {
        const person = await getPerson(tx, enterprise, personId)
        const { memberId } = person
        if (memberId === undefined) throw directoryProblems.person_not_linked()
        await unlinkAccountIn(tx, enterprise, person)
        await emit<PersonUnlinked>(tx, { type: 'person.unlinked', enterpriseId, personId, memberId })
      },
    })

  /** The company is locked. */
  async function unlinkAccountIn(tx: Tx, enterprise: Enterprise, person: Person): Promise<void> {
    const { memberId: _, ...unlinked } = person
    await store.people.save(tx, [unlinked], context.clock.now())
    await record(tx, 'person.unlinked', factOf(person))
    await emitPeople(tx, enterprise, [person.id])
  }

  /** Whose account is linked with somebody of the buyer's companies may become its member. */
  async function noteJoining(
    tx: Tx,
    { memberId, buyerId, agree }: PartyTold<'member.join_asked'>,
  ): Promise<void> {
    if (await store.people.isOfBuyer(tx, memberId, buyerId)) agree()
  }

  async function describeEntries(from: Db, people: readonly Person[]): Promise<OwnEntry[]> {
    const entries: OwnEntry[] = []
    for (const person of people) {
      const enterprise = await store.enterprises.find(from, person.enterpriseId)
      const [department] = await store.departments.findAll(
        from,
        person.enterpriseId,
        person.departmentId ? [person.departmentId] : [],
      )
      if (enterprise && department) entries.push({ person, enterprise, department: department.name })
    }
    return entries
  }

  return {
    linkAccount,
    invite,
    prepareInvitation,
    revokeInvitation,
    getInvitation,
    acceptInvitation,
    unlinkAccount,
    unlinkAccountIn,
    noteJoining,
    /** The entries to which the member’s account is linked. */
    listOwnEntries: async ({ memberId }: MemberActor): Promise<OwnEntry[]> =>
      describeEntries(db, await store.people.listOfMember(db, memberId)),
  }
}

/** Throws `directory.person_left`, `directory.person_linked`. */
function requireUnlinked({ state, memberId }: Person): void {
  if (state === 'left') throw directoryProblems.person_left()
  if (memberId !== undefined) throw directoryProblems.person_linked()
}
