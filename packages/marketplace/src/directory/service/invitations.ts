import { fromDays, omitUndefined, toId } from '@loggia/kernel'
import type { Id, Language, WallInstant } from '@loggia/kernel'
import { invitationDays } from '@loggia/protocol/console/directory/kinds'
import { emit, record, runInTx } from '../../platform/index.ts'
import type { Db, MemberActor, MemberRequest, Tx } from '../../platform/index.ts'
import { requireBuyer } from '../../parties/index.ts'
import type { Parties, PartyTold } from '../../parties/index.ts'
import { directoryProblems } from '../problems.ts'
import type { Enterprise, Person, PersonInvitation } from '../schema.ts'
import * as store from '../store/index.ts'
import { changeOwn } from './context.ts'
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

  /** Of strangers' addresses, and of one buyer. Throws `directory.invitations_limited`. */
  async function requireFew(email: string, actor: MemberActor): Promise<void> {
    for (const count of [
      await parties.countTry('invited_address', email),
      await parties.countTry('inviting_buyer', requireBuyer(actor)),
    ])
      if (count.failures > count.most) throw directoryProblems.invitations_limited()
  }

  /**
   * With a mail server the person gets a letter, otherwise the administrator gets the link. Throws
   * `directory.person_unknown`, `directory.person_left`, `directory.person_linked`,
   * `directory.invitation_email_missing`, `directory.invitations_limited`.
   */
  async function invite(
    request: MemberRequest,
    { enterpriseId, personId }: Of,
    asked: { readonly email?: string | undefined; readonly language: Language },
  ): Promise<Invited> {
    const known = await store.people.list(db, { enterpriseId, ids: [personId], limit: 1 })
    const email = (asked.email ?? known[0]?.email)?.trim().toLowerCase()
    if (parties.sendsMail && email !== undefined) await requireFew(email, request.actor)
    return changeOwn(context, request, {
      id: enterpriseId,
      work: async (tx, enterprise) => {
        const person = await getPerson(tx, enterprise, personId)
        requireUnlinked(person)
        if (email === undefined) throw directoryProblems.invitation_email_missing()
        const invitedAt = wall.now()
        const invitation: PersonInvitation = {
          id: ids.next('lnk'),
          personId,
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

  /** Throws `directory.invitation_unusable`. */
  async function getInvitation(token: string): Promise<Invitation> {
    const found = await findOpen(db, { tokenDigest: digestToken(token) })
    if (!found) throw directoryProblems.invitation_unusable()
    return found
  }

  /** Throws `directory.invitation_unusable`, `directory.member_has_entry`. */
  async function acceptInvitation(actor: MemberActor, token: string): Promise<OwnEntry> {
    const { enterprise } = await getInvitation(token)
    return runInTx(context, { actor }, async (tx) => {
      await store.enterprises.lock(tx, enterprise.id)
      // Again, now that nobody else changes the enterprise.
      const found = await findOpen(tx, { tokenDigest: digestToken(token) })
      if (!found) throw directoryProblems.invitation_unusable()
      const { person } = found
      const { memberId } = actor
      if (await store.people.findByMember(tx, enterprise.id, memberId))
        throw directoryProblems.member_has_entry()
      await store.invitations.remove(tx, person.id)
      const linked = { ...person, memberId }
      await store.people.save(tx, [linked], context.clock.now())
      await record(tx, 'person.linked', factOf(person))
      const [entry] = await describeEntries(tx, [linked])
      if (!entry) throw new Error(`${person.id} is in no department`)
      return entry
    })
  }

  /** Throws `directory.person_unknown`, `directory.person_not_linked`. */
  const unlinkAccount = (request: MemberRequest, { enterpriseId, personId }: Of): Promise<void> =>
    changeOwn(context, request, {
      id: enterpriseId,
      work: async (tx, enterprise) => {
        const person = await getPerson(tx, enterprise, personId)
        const { memberId, ...unlinked } = person
        if (memberId === undefined) throw directoryProblems.person_not_linked()
        await store.people.save(tx, [unlinked], context.clock.now())
        await record(tx, 'person.unlinked', factOf(person))
      },
    })

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
    invite,
    prepareInvitation,
    revokeInvitation,
    getInvitation,
    acceptInvitation,
    unlinkAccount,
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
