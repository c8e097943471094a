import { toPage } from '@loggia/kernel'
import type { Id, Page, PageRequest } from '@loggia/kernel'
import { notify, record, runInTx, settleMessage } from '../../platform/index.ts'
import type { Db, MemberActor, Tx } from '../../platform/index.ts'
import { createInitialPassword } from '../passwords.ts'
import { partyProblems } from '../problems/index.ts'
import { requireOperator } from '../rules.ts'
import type { OwnerReset } from '../schema/links.ts'
import * as store from '../store/index.ts'
import type { PartyContext } from './context.ts'
import type { Letters } from './letters.ts'

/** Who was an operator and now only acts for a buyer or a seller is helped as any other member of it. */
const isOperator = (roles: Awaited<ReturnType<typeof store.listRoles>>): boolean =>
  roles.some(({ role, enabled }) => role === 'operator' && enabled) ||
  roles.every(({ role }) => role === 'operator')

/**
 * New passwords for members of buyers and sellers whom nobody of their own party can help, such as an only owner. One
 * operator asks, another confirms, so that nobody alone can take over an account.
 */
export function createOwnerResets(context: PartyContext, { askLetter }: Letters) {
  const { db, clock, ids, randomBytes } = context

  async function listOwnerResets(
    actor: MemberActor,
    state: OwnerReset['state'] | undefined,
    page: PageRequest,
  ): Promise<Page<OwnerReset>> {
    requireOperator(actor)
    const rows = await store.listOwnerResets(db, state, page)
    return toPage(rows, page.limit, { item: (row) => row, cursor: (row) => row.id })
  }

  /** Throws `parties.owner_reset_unknown`. */
  async function getOwnerReset(from: Db, id: Id<'prr'>): Promise<OwnerReset> {
    const reset = await store.findOwnerReset(from, id)
    if (!reset) throw partyProblems.owner_reset_unknown()
    return reset
  }

  /**
   * Throws `parties.member_unknown`, `parties.owner_reset_of_operator` for an account that also is an operator's, and
   * `parties.owner_reset_waiting`.
   */
  const proposeOwnerReset = (
    actor: MemberActor,
    { memberId, reason }: { readonly memberId: Id<'mbr'>; readonly reason: string },
  ): Promise<OwnerReset> =>
    runInTx(context, { actor }, async (tx) => {
      requireOperator(actor)
      const roles = await store.listRoles(tx, memberId)
      if (roles.length === 0) throw partyProblems.member_unknown({ memberId })
      if (isOperator(roles)) throw partyProblems.owner_reset_of_operator()
      const id = ids.next('prr')
      const at = clock.now()
      if (!(await store.insertOwnerReset(tx, { id, memberId, reason, proposedBy: actor.memberId, at })))
        throw partyProblems.owner_reset_waiting()
      const reset = await getOwnerReset(tx, id)
      await record(tx, 'member.owner_reset_proposed', { subject: memberId, data: { reason } })
      await notify(
        tx,
        'owner_reset_waiting',
        { kind: 'operator' },
        { subject: id, data: { resetId: id, member: reset.member.name, by: actor.name } },
      )
      // The owner of the account hears of it, and can object.
      await tellMember(tx, 'owner_reset', reset)
      return reset
    })

  /**
   * Gives the member an initial password, removes their second factors, which they may have lost as well, and ends their
   * sessions. Throws `parties.owner_reset_unknown`,
   * `parties.owner_reset_decided`, and `parties.owner_reset_own` for a request of one's own.
   */
  async function confirmOwnerReset(
    actor: MemberActor,
    id: Id<'prr'>,
  ): Promise<{ reset: OwnerReset; password: string }> {
    requireOperator(actor)
    const asked = await getOwnerReset(db, id)
    if (asked.proposedBy.id === actor.memberId) throw partyProblems.owner_reset_own()
    if (asked.state !== 'proposed') throw partyProblems.owner_reset_decided()
    const memberId = asked.member.id
    const password = createInitialPassword(randomBytes)
    const hash = await context.hash(password, actor.memberId)
    const reset = await runInTx(context, { actor }, async (tx) => {
      await decide(tx, id, { to: 'confirmed', by: actor.memberId })
      // The member may have become an operator meanwhile.
      if (isOperator(await store.listRoles(tx, memberId))) throw partyProblems.owner_reset_of_operator()
      await store.setPassword(tx, memberId, { hash, mustChange: true })
      const hadFactors = await store.deleteFactors(tx, memberId)
      await store.deleteSessionsOf(tx, memberId)
      await store.endLinks(tx, memberId)
      await record(tx, 'member.owner_reset_confirmed', { subject: memberId, data: { reason: asked.reason } })
      if (hadFactors) {
        await record(tx, 'member.factors_cleared', { subject: memberId })
        await tellMember(tx, 'factor_removed', asked)
      }
      await tellMember(tx, 'password_changed', asked)
      return getOwnerReset(tx, id)
    })
    return { reset, password }
  }

  /**
   * One's own request is withdrawn, another operator's is rejected. Throws `parties.owner_reset_unknown` and
   * `parties.owner_reset_decided`.
   */
  const withdrawOwnerReset = (actor: MemberActor, id: Id<'prr'>): Promise<OwnerReset> =>
    runInTx(context, { actor }, async (tx) => {
      requireOperator(actor)
      const { member, proposedBy } = await getOwnerReset(tx, id)
      const to = proposedBy.id === actor.memberId ? 'withdrawn' : 'rejected'
      await decide(tx, id, { to, by: actor.memberId })
      if (to === 'withdrawn') await record(tx, 'member.owner_reset_withdrawn', { subject: member.id })
      else await record(tx, 'member.owner_reset_rejected', { subject: member.id })
      return getOwnerReset(tx, id)
    })

  const tellMember = (
    tx: Tx,
    letter: 'owner_reset' | 'password_changed' | 'factor_removed',
    { member }: OwnerReset,
  ): Promise<void> => askLetter(tx, { letter, address: member.email, language: 'zh-CN', memberId: member.id })

  async function decide(
    tx: Tx,
    id: Id<'prr'>,
    decision: { to: Exclude<OwnerReset['state'], 'proposed'>; by: Id<'mbr'> },
  ): Promise<void> {
    const isDecided = await store.decideOwnerReset(tx, id, { ...decision, at: clock.now() })
    if (!isDecided) throw partyProblems.owner_reset_decided()
    await settleMessage(tx, 'owner_reset_waiting', { kind: 'operator' }, { subject: id })
  }

  return { listOwnerResets, proposeOwnerReset, confirmOwnerReset, withdrawOwnerReset }
}
