import type { Id } from '@loggia/kernel'
import { record } from '../../platform/index.ts'
import type { Db, Tx } from '../../platform/index.ts'
import { hasNoMailbox, makeNoMailbox } from '../mailboxes.ts'
import { createNoPassword } from '../passwords.ts'
import { normaliseEmail } from '../rules.ts'
import type { NewMember } from '../schema/members.ts'
import * as store from '../store/index.ts'
import type { PartyContext } from './context.ts'
import type { NewSession, StartSession } from './sign-ins.ts'

/** Accounts and sessions of people for whom another domain vouches, instead of a password. */
export function createVouching(context: PartyContext, startSession: StartSession) {
  const { randomBytes, hashingFor, settings } = context
  /** A sign-up with somebody else's address gives way; it is dropped with the others that nobody confirms. */
  async function takeFromUnconfirmed(tx: Tx, email: string): Promise<void> {
    const found = await store.lockUnconfirmedAddress(tx, email)
    if (found !== undefined) await takeAddress(tx, found)
  }

  async function takeAddress(tx: Tx, id: Id<'mbr'>): Promise<void> {
    await store.setEmail(tx, id, makeNoMailbox(randomBytes))
    await store.endLinks(tx, id)
    await record(tx, 'member.email_changed', { subject: id })
  }

  /**
   * Those of these members who get in only by a provider: they have no password, and no link to choose one reaches them.
   */
  async function listOnlyVouched(from: Db, ids: readonly Id<'mbr'>[]): Promise<Id<'mbr'>[]> {
    const all = await store.listWithoutPassword(from, ids)
    return all.filter(({ email }) => !settings.sendsMail || hasNoMailbox(email)).map(({ id }) => id)
  }

  return {
    /** The account with this email. Whoever has never confirmed that it is theirs keeps it from nobody. */
    findAccountByEmail: async (
      from: Db,
      email: string,
    ): Promise<Pick<store.Addressee, 'id' | 'state'> | undefined> => {
      const found = await store.findAddressee(from, { email: normaliseEmail(email) })
      return found?.state === 'unconfirmed' ? undefined : found
    },

    /** Whether the member runs the marketplace, or owns a buyer or a seller. */
    hasOtherParty: store.hasOtherParty,

    listOnlyVouched,

    /** Those of these members who have no password. */
    listWithoutPassword: async (from: Db, ids: readonly Id<'mbr'>[]): Promise<Id<'mbr'>[]> =>
      (await store.listWithoutPassword(from, ids)).map(({ id }) => id),

    /** Nobody gets in to the account any more: its address is free for whoever comes with it. */
    async freeAddress(tx: Tx, id: Id<'mbr'>): Promise<void> {
      const account = await store.findAddressee(tx, { id })
      if (account && !hasNoMailbox(account.email)) await takeAddress(tx, id)
    },

    /** An account without a password and without parties. Throws `parties.email_taken`. */
    async addVouched(
      tx: Tx,
      member: Pick<NewMember, 'name' | 'language'> & { readonly email: string | undefined },
    ): Promise<Id<'mbr'>> {
      if (member.email !== undefined) await takeFromUnconfirmed(tx, normaliseEmail(member.email))
      return context.insertMember(tx, {
        ...member,
        passwordHash: createNoPassword(hashingFor(undefined).cost, randomBytes),
      })
    },

    /** Undefined if the account is not in use. Throws what `startSession` throws. */
    openVouched: async (
      tx: Tx,
      asked: NewSession,
    ): Promise<{ readonly id: Id<'ses'>; readonly token: string } | undefined> =>
      (await store.lockActive(tx, asked.memberId)) ? startSession(tx, asked) : undefined,

    /** Sessions act for the buyer again: all, or this one. */
    endWithholding: store.endWithholding,

    async endSessions(tx: Tx, ids: readonly Id<'ses'>[]): Promise<void> {
      for (const id of ids) await store.deleteSessionById(tx, id)
    },
  }
}
