import type { Id } from '@loggia/kernel'
import type { DirectoryEvents } from '../../directory/index.ts'
import { record } from '../../platform/index.ts'
import type { Tx } from '../../platform/index.ts'
import type { EmailDomain, MemberIdentity } from '../schema.ts'
import * as store from '../store/index.ts'
import type { IdentityContext } from './context.ts'

type Of = Parameters<typeof store.identities.listSessions>[1]

/** The ends of what providers have given. */
export function createEnds({
  parties,
  directory,
  changes,
}: Pick<IdentityContext, 'parties' | 'directory' | 'changes'>) {
  /** Ends sessions at once, also their open streams; gives whose they were. */
  async function endSessions(tx: Tx, of: Of): Promise<ReadonlySet<Id<'mbr'>>> {
    const found = await store.identities.listSessions(tx, of)
    const members = new Set(found.map(({ memberId }) => memberId))
    await parties.endSessions(
      tx,
      found.map(({ sessionId }) => sessionId),
    )
    tx.afterCommit(() => {
      for (const memberId of members) changes.publish(memberId)
    })
    return members
  }

  /**
   * Ends the connections with accounts. Whom the provider meant stays known: whoever has left is not added as somebody new.
   */
  async function disconnect(tx: Tx, identities: readonly MemberIdentity[], company: string): Promise<void> {
    for (const identity of identities) {
      await (identity.personId ? store.identities.end : store.identities.remove)(tx, identity)
      await record(tx, 'member.identity_disconnected', { subject: identity.memberId, data: { company } })
    }
  }

  /** Accounts that were made by a company go to whoever has their mailbox now. Gives whose they were. */
  async function endMade(tx: Tx, of: Parameters<typeof store.identities.listMade>[1]): Promise<Id<'mbr'>[]> {
    const made = await store.identities.listMade(tx, of)
    for (const { company, ...identity } of made) {
      await store.identities.lock(tx, identity)
      await endSessions(tx, identity)
      await disconnect(tx, [identity], company)
    }
    return made.map(({ memberId }) => memberId)
  }

  /**
   * The domain is not the company's any more. Whoever has a mailbox in it takes over the accounts of people who have
   * never had a password, and gets nothing of the company by them.
   */
  async function endDomain(tx: Tx, of: Pick<EmailDomain, 'enterpriseId' | 'domain'>): Promise<void> {
    const { enterpriseId, domain } = of
    const enterprise = await directory.lockEnterprise(tx, enterpriseId)
    const provider = await store.providers.findByOwner(tx, enterpriseId)
    const linked = await store.identities.listLinkedIn(tx, of)
    const owned = new Set([
      ...(provider ? await endMade(tx, { providerId: provider.id, domain }) : []),
      ...(await parties.listWithoutPassword(
        tx,
        linked.map(({ memberId }) => memberId),
      )),
    ])
    for (const { personId, memberId } of linked.filter((one) => owned.has(one.memberId))) {
      const [person] = await directory.listPeople(tx, { enterpriseId, ids: [personId], limit: 1 })
      if (person) await directory.unlinkAccountIn(tx, enterprise, person)
      await freeUnused(tx, memberId)
    }
  }

  /** Where nobody gets in to an account any more, it keeps its address from nobody. */
  async function freeUnused(tx: Tx, memberId: Id<'mbr'>): Promise<void> {
    const [isOnlyVouched] = await parties.listOnlyVouched(tx, [memberId])
    if (!isOnlyVouched || (await store.identities.listOwn(tx, memberId)).length > 0) return
    await parties.freeAddress(tx, memberId)
  }

  /** An administrator says that an account is not this person's: whom the provider meant is looked for again. */
  async function noteUnlinked(
    tx: Tx,
    { personId, memberId }: DirectoryEvents['person.unlinked'],
  ): Promise<void> {
    await store.identities.removeEndedOf(tx, personId)
    await freeUnused(tx, memberId)
  }

  /** Sessions act for the company's buyer again, unless another of its companies requires its provider. */
  async function endEnforcement(tx: Tx, enterpriseId: Id<'ent'>): Promise<void> {
    const { buyerId } = await directory.getEnterprise(tx, enterpriseId)
    if (!(await store.providers.isAnyEnforced(tx, buyerId))) await parties.endWithholding(tx, { buyerId })
  }

  /** Whoever is disabled is signed out; whoever has left, or is linked no more, is connected no longer. */
  async function notePeople(
    tx: Tx,
    { enterpriseId, personIds }: DirectoryEvents['people.changed'],
  ): Promise<void> {
    const unable = await store.identities.listUnable(tx, personIds)
    for (const { providerId, subject } of unable) await endSessions(tx, { providerId, subject })
    const unlinked = unable.filter(({ isLinked }) => !isLinked)
    if (unlinked.length === 0) return
    await disconnect(tx, unlinked, (await directory.getEnterprise(tx, enterpriseId)).name)
    for (const { memberId } of unlinked) await freeUnused(tx, memberId)
  }

  async function noteDissolved(
    tx: Tx,
    { enterpriseId }: DirectoryEvents['enterprise.dissolved'],
  ): Promise<void> {
    await store.domains.removeAll(tx, enterpriseId)
    const provider = await store.providers.findByOwner(tx, enterpriseId)
    if (!provider) return
    await endSessions(tx, { providerId: provider.id })
    const { name } = await directory.getEnterprise(tx, enterpriseId)
    await disconnect(tx, await store.identities.list(tx, { providerId: provider.id }), name)
    await store.providers.remove(tx, provider.id)
    await endEnforcement(tx, enterpriseId)
    await record(tx, 'identity_provider.removed', {
      subject: enterpriseId,
      data: { issuer: provider.issuer },
    })
  }

  return {
    endSessions,
    disconnect,
    endMade,
    endDomain,
    endEnforcement,
    notePeople,
    noteUnlinked,
    noteDissolved,
  }
}

export type Ends = ReturnType<typeof createEnds>
