import { omitUndefined, toPage } from '@loggia/kernel'
import type { Id, Instant, Page, PageRequest, Problem } from '@loggia/kernel'
import { emit, notify, record, runInTx, settleMessage, setWakeup, toWireTime } from '../../platform/index.ts'
import type { MemberActor, Tx } from '../../platform/index.ts'
import { partyProblems } from '../problems/index.ts'
import { requireMainLeft, requireOperator } from '../rules.ts'
import type {
  CurrentSuspension,
  SellerReinstated,
  SellerSuspended,
  Suspension,
  SuspensionAsk,
} from '../schema/suspensions.ts'
import type { Organisation } from '../schema/organisation-changes.ts'
import type { PartyMember } from '../schema/members.ts'
import type { Text } from '../schema/organisations.ts'
import * as store from '../store/index.ts'
import { confirmSuspension, describeHold, requireEndAhead, requireState } from '../suspension-rules.ts'
import { toSubject } from './context.ts'
import type { PartyContext } from './context.ts'
import type { Letters } from './letters.ts'
import type { Who } from './members.ts'

export const suspensionWakeup = 'parties.suspension'

type LoadTarget = (tx: Tx, who: Who) => Promise<PartyMember>
/** Who ends a suspension and why; nobody if it ends when it is due. */
type Ending = { readonly by?: Suspension['endedBy']; readonly reason?: string }

/** Suspensions of buyers, sellers and members. What each of them stops: docs/decisions/0047-suspensions.md. */
export function createSuspensions(context: PartyContext, { askLetter }: Letters, loadTarget: LoadTarget) {
  const { db, clock, ids, zone } = context

  const personOf = ({ memberId: id, name }: MemberActor) => ({ id, name })

  async function listSuspensions(
    actor: MemberActor,
    of: Organisation,
    page: PageRequest,
  ): Promise<Page<Suspension>> {
    requireOperator(actor)
    const rows = await store.listSuspensions(db, of, page)
    return toPage(rows, page.limit, { item: (row) => row, cursor: (row) => row.id })
  }

  /** Throws `parties.buyer_not_found` and `parties.seller_not_found`. */
  async function lockParty(tx: Tx, of: Organisation): Promise<Text> {
    const found = await store.lockOrganisation(tx, of)
    if (found) return found.name
    throw of.kind === 'buyer'
      ? partyProblems.buyer_not_found({ buyerId: of.id })
      : partyProblems.seller_not_found({ sellerId: of.id })
  }

  /**
   * An operator suspends a buyer at once. That of a seller stops the trade of others too, so another operator confirms
   * it. Throws `parties.suspended_already` and `parties.suspension_past`.
   */
  const suspend = (actor: MemberActor, party: Organisation, ask: SuspensionAsk): Promise<Suspension> =>
    runInTx(context, { actor }, async (tx) => {
      requireOperator(actor)
      requireEndAhead(ask, clock.now())
      const name = await lockParty(tx, party)
      if (await store.hasOpenSuspension(tx, party)) throw partyProblems.suspended_already()
      const state = party.kind === 'buyer' ? 'active' : 'proposed'
      const suspension = await insert(tx, actor, { state, of: { party }, ...ask })
      if (state === 'active') await begin(tx, suspension, name)
      else await tellProposed(tx, suspension, { sellerId: party.id as Id<'sel'>, name, by: actor.name })
      return suspension
    })

  async function insert(
    tx: Tx,
    { memberId: by }: MemberActor,
    one: Pick<store.NewSuspension, 'state' | 'of'> & SuspensionAsk,
  ): Promise<Suspension> {
    const id = ids.next('sus')
    await store.insertSuspension(tx, omitUndefined({ ...one, id, by, at: clock.now() }))
    return lockKnown(tx, id)
  }

  async function tellProposed(
    tx: Tx,
    { id, reason, until }: Suspension,
    { sellerId, name, by }: { readonly sellerId: Id<'sel'>; readonly name: Text; readonly by: string },
  ): Promise<void> {
    const data = omitUndefined({ reason, until: toWireTime(until) })
    await record(tx, 'seller.suspension_proposed', { subject: sellerId, data })
    await notify(
      tx,
      'suspension_waiting',
      { kind: 'operator' },
      { subject: id, data: { sellerId, name, by, reason } },
    )
  }

  /** Throws `parties.suspension_unknown`. */
  async function lockKnown(tx: Tx, id: Id<'sus'>): Promise<Suspension> {
    const suspension = await store.lockSuspension(tx, id)
    if (!suspension) throw partyProblems.suspension_unknown()
    return suspension
  }

  /** Locks the suspension of an organisation, the organisation first: in this order a new one locks them, too. */
  async function lockOfParty(tx: Tx, id: Id<'sus'>) {
    const { of } = await lockKnown(tx, id)
    if (of.memberId !== undefined || of.party.kind === 'operator') throw partyProblems.suspension_unknown()
    return { party: of.party, name: await lockParty(tx, of.party), suspension: await lockKnown(tx, id) }
  }

  /** Throws `parties.suspension_decided`, `parties.suspension_own` and `parties.suspension_past`. */
  const confirm = (actor: MemberActor, id: Id<'sus'>): Promise<Suspension> =>
    runInTx(context, { actor }, async (tx) => {
      requireOperator(actor)
      const { name, suspension } = await lockOfParty(tx, id)
      const active = confirmSuspension(suspension, { by: personOf(actor), now: clock.now() })
      await store.saveSuspension(tx, active)
      await settleMessage(tx, 'suspension_waiting', { kind: 'operator' }, { subject: id })
      await begin(tx, active, name)
      return active
    })

  /** Throws `parties.suspension_decided`. */
  const withdrawSuspension = (actor: MemberActor, id: Id<'sus'>): Promise<Suspension> =>
    runInTx(context, { actor }, async (tx) => {
      requireOperator(actor)
      const { party, suspension } = await lockOfParty(tx, id)
      requireState(suspension, 'proposed')
      const withdrawn: Suspension = {
        ...suspension,
        state: 'withdrawn',
        decidedBy: personOf(actor),
        decidedAt: clock.now(),
      }
      await store.saveSuspension(tx, withdrawn)
      await settleMessage(tx, 'suspension_waiting', { kind: 'operator' }, { subject: id })
      await record(tx, 'seller.suspension_withdrawn', { subject: party.id })
      return withdrawn
    })

  /** Lifts it. Throws `parties.suspension_decided`. */
  const endSuspension = (actor: MemberActor, id: Id<'sus'>, reason: string): Promise<Suspension> =>
    runInTx(context, { actor }, async (tx) => {
      requireOperator(actor)
      const { suspension } = await lockOfParty(tx, id)
      requireState(suspension, 'active')
      return finish(tx, suspension, { by: personOf(actor), reason })
    })

  /** Handles the wake-up at the end of a suspension. */
  async function lookAtSuspension(tx: Tx, id: Id<'sus'>, now: Instant): Promise<void> {
    const suspension = await store.lockSuspension(tx, id)
    if (suspension?.state !== 'active' || suspension.until === undefined) return
    if (now < suspension.until)
      return setWakeup(tx, { kind: suspensionWakeup, subject: id }, suspension.until)
    await finish(tx, suspension, {})
  }

  async function begin(tx: Tx, suspension: Suspension, name: Text): Promise<void> {
    const { id, of, reason, until } = suspension
    await store.setSuspension(tx, of, id)
    await setWakeup(tx, { kind: suspensionWakeup, subject: id }, until)
    const data = omitUndefined({ reason, until: toWireTime(until) })
    const { party } = of
    if (party.kind === 'operator') return
    if (party.kind === 'buyer') await record(tx, 'buyer.suspended', { subject: party.id, data })
    else {
      await record(tx, 'seller.suspended', { subject: party.id, data })
      await emit<SellerSuspended>(tx, { type: 'seller.suspended', sellerId: party.id })
    }
    await notify(tx, 'party_suspended', party, { subject: id, data: { name, of: party.kind, ...data } })
  }

  async function finish(tx: Tx, suspension: Suspension, { by, reason }: Ending): Promise<Suspension> {
    const { id, of } = suspension
    const ended: Suspension = omitUndefined({
      ...suspension,
      state: 'ended',
      endedBy: by,
      endedAt: clock.now(),
      endReason: reason,
    })
    await store.saveSuspension(tx, ended)
    await store.setSuspension(tx, of, undefined)
    await setWakeup(tx, { kind: suspensionWakeup, subject: id }, undefined)
    if (of.memberId === undefined) await tellEnded(tx, ended, reason)
    else await tellMember(tx, ended, 'member_reinstated')
    return ended
  }

  async function tellEnded(
    tx: Tx,
    { id, of: { party } }: Suspension,
    reason: string | undefined,
  ): Promise<void> {
    if (party.kind === 'operator') return
    const data = omitUndefined({ reason })
    if (party.kind === 'buyer') await record(tx, 'buyer.reinstated', { subject: party.id, data })
    else {
      await record(tx, 'seller.reinstated', { subject: party.id, data })
      await emit<SellerReinstated>(tx, { type: 'seller.reinstated', sellerId: party.id })
    }
    const name = await lockParty(tx, party)
    await notify(tx, 'party_reinstated', party, { subject: id, data: { name, of: party.kind, ...data } })
  }

  /** Records it for the party, which ends the member's streams on all nodes, and writes to the member. */
  async function tellMember(
    tx: Tx,
    { of: { party, memberId }, ...suspension }: Suspension,
    letter: 'member_suspended' | 'member_reinstated',
  ): Promise<void> {
    if (memberId === undefined) return
    const subject = toSubject(party)
    const isBegun = letter === 'member_suspended'
    const reason = isBegun ? suspension.reason : suspension.endReason
    const until = isBegun ? toWireTime(suspension.until) : undefined
    const data = omitUndefined({ memberId, until })
    if (isBegun)
      await record(tx, 'member.disabled', { subject, data: { ...data, reason: suspension.reason } })
    else await record(tx, 'member.enabled', { subject, data: omitUndefined({ memberId, reason }) })
    const { email: address = '' } = (await store.lockAddress(tx, memberId)) ?? {}
    await askLetter(tx, {
      letter,
      address,
      language: 'zh-CN',
      memberId,
      data: omitUndefined({ reason, until }),
    })
  }

  /**
   * Suspends a member of the actor's party, and ends the member's sessions. Throws `parties.last_main`,
   * `parties.own_membership`, `parties.suspended_already`, `parties.suspension_past`, and a problem for rights that the
   * actor does not have.
   */
  const suspendMember = (who: Who, ask: SuspensionAsk): Promise<PartyMember> =>
    runInTx(context, { actor: who.actor }, async (tx) => {
      requireEndAhead(ask, clock.now())
      const mains = await store.lockMains(tx, who.party)
      // A sign-in at the same time comes before the end of the sessions, or after it and is refused.
      await store.lockAddress(tx, who.id)
      const target = await loadTarget(tx, who)
      if (target.rights.main) requireMainLeft(mains, who.id)
      if (!target.enabled) throw partyProblems.suspended_already()
      const of = { party: who.party, memberId: who.id }
      const suspension = await insert(tx, who.actor, { state: 'active', of, ...ask })
      await store.setSuspension(tx, of, suspension.id)
      await setWakeup(tx, { kind: suspensionWakeup, subject: suspension.id }, ask.until)
      await store.deleteSessionsOf(tx, who.id)
      await tellMember(tx, suspension, 'member_suspended')
      return loadTarget(tx, who)
    })

  /** Throws `parties.member_enabled`, and what changes of a member throw. */
  const reinstateMember = (who: Who, reason: string): Promise<PartyMember> =>
    runInTx(context, { actor: who.actor }, async (tx) => {
      const target = await loadTarget(tx, who)
      if (target.enabled) throw partyProblems.member_enabled()
      const id = await store.findMemberSuspension(tx, who.party, who.id)
      const suspension = id && (await store.lockSuspension(tx, id))
      if (suspension?.state === 'active') await finish(tx, suspension, { by: personOf(who.actor), reason })
      else {
        // Older suspensions have no row.
        await store.setSuspension(tx, { party: who.party, memberId: who.id }, undefined)
        await record(tx, 'member.enabled', {
          subject: toSubject(who.party),
          data: { memberId: who.id, reason },
        })
      }
      return loadTarget(tx, who)
    })

  /** What a suspended party is told when it tries what it may not do. */
  const createSuspensionRefusal = (
    kind: Organisation['kind'],
    hold: Pick<CurrentSuspension, 'reason' | 'until'>,
  ): Problem => {
    const details = describeHold(hold, zone)
    return kind === 'buyer' ? partyProblems.buyer_suspended(details) : partyProblems.seller_suspended(details)
  }

  /**
   * Until the transaction ends, the buyer is not suspended: what begins with this check comes before a suspension at the
   * same time, or is refused. Throws `parties.buyer_suspended`.
   */
  async function requireBuyerActive(tx: Tx, id: Id<'byr'>): Promise<void> {
    const hold = await store.shareSuspension(tx, { kind: 'buyer', id })
    if (hold) throw createSuspensionRefusal('buyer', hold)
  }

  /** The same for a seller. Throws `parties.seller_suspended`. */
  async function requireSellerActive(tx: Tx, id: Id<'sel'>): Promise<void> {
    const hold = await store.shareSuspension(tx, { kind: 'seller', id })
    if (hold) throw createSuspensionRefusal('seller', hold)
  }

  return {
    listSuspensions,
    suspend,
    confirmSuspension: confirm,
    withdrawSuspension,
    endSuspension,
    lookAtSuspension,
    suspendMember,
    reinstateMember,
    createSuspensionRefusal,
    requireBuyerActive,
    requireSellerActive,
  }
}
