import { omitUndefined } from '@loggia/kernel'
import type { Id, Money } from '@loggia/kernel'
import { requireOperator } from '../../parties/index.ts'
import type { Parties } from '../../parties/index.ts'
import {
  decideEach,
  findSetting,
  runInTx,
  toWireMoney,
  notify,
  record,
  settleMessage,
} from '../../platform/index.ts'
import type { MemberActor, MemberRequest, Platform, Tx } from '../../platform/index.ts'
import { ledgerProblems } from '../problems.ts'
import { decideChange, requireFitChange, requireNoOpenRequest } from '../rules.ts'
import type { ChangeAct } from '../rules.ts'
import { fourEyesOnTopUps } from '../schema.ts'
import type { BalanceChange, BalanceChangeState, ChangeAsk, Posted } from '../schema.ts'
import * as store from '../store/index.ts'
import { lockItsRequest, markCredited, markRecorded, restoreRequest } from './request-ends.ts'

export type Asked =
  | {
      readonly state: 'posted'
      readonly postingId: Id<'pst'>
      readonly balance: ReturnType<typeof toWireMoney>
    }
  | { readonly state: 'waiting'; readonly changeId: Id<'bch'> }

/** Changes a balance in a transaction of its caller, as {@link createChanges} says. */
export type ChangeIn = (tx: Tx, actor: MemberActor, ask: ChangeAsk) => Promise<Asked>

/** Changes of balances by operators: at once, or with four eyes by a proposal and a decision (R6). */
export function createChanges(
  platform: Platform & {
    readonly parties: Pick<Parties, 'getBuyer'>
    readonly postChange: (
      tx: Tx,
      ask: ChangeAsk,
      of?: Pick<BalanceChange, 'id' | 'proposedBy'>,
    ) => Promise<Posted>
    readonly requireActiveFor: (tx: Tx, ask: ChangeAsk) => Promise<void>
  },
) {
  const { clock, ids, parties, postChange, requireActiveFor } = platform

  /**
   * An operator adds to a buyer's balance or takes from it (R6, R7): at once, or as a proposal to another operator if
   * the setting asks for four eyes. A repeated idempotency key gets the first answer.
   */
  const changeBalance = (request: MemberRequest, ask: ChangeAsk): Promise<Asked> =>
    runInTx(platform, request, (tx) => changeIn(tx, request.actor, ask))

  const changeIn: ChangeIn = async (tx, actor, ask) => {
    requireOperator(actor)
    if (ask.kind === 'top_up' && ask.requestId === undefined && ask.isOtherTransfer !== true)
      requireNoOpenRequest((await store.countRequests(tx, ask.buyerId, clock.now())).open)
    if (await findSetting(tx, fourEyesOnTopUps)) return propose(tx, actor.memberId, ask)
    const posted = await postChange(tx, ask)
    await markCredited(tx, ask, { posted, by: actor.memberId })
    return { state: 'posted', postingId: posted.postingId, balance: toWireMoney(posted.balanceAfter) }
  }

  async function propose(tx: Tx, proposedBy: Id<'mbr'>, ask: ChangeAsk): Promise<Asked> {
    requireFitChange(ask)
    const { buyerId, amount, reason } = ask
    await requireActiveFor(tx, ask)
    const known = await store.findBalance(tx, buyerId, amount.currency)
    if (!known) throw ledgerProblems.balance_unknown({ buyerId, currency: amount.currency })
    const changeId = ids.next('bch')
    await store.insertChange(tx, {
      ...ask,
      id: changeId,
      state: 'waiting',
      proposedBy,
      proposedAt: clock.now(),
    })
    await record(tx, 'balance.proposed', {
      subject: buyerId,
      data: omitUndefined({ ...factsOf(changeId, ask), reason, requestId: ask.requestId }),
    })
    await markRecorded(tx, ask)
    // R6: another operator must confirm it.
    await notify(
      tx,
      'balance_change_waiting',
      { kind: 'operator' },
      { subject: changeId, data: await messageOf(tx, { ...ask, id: changeId }) },
    )
    return { state: 'waiting', changeId }
  }

  /**
   * Ends a proposed change once: a second decision finds it decided. A confirmed change is posted in the same
   * transaction. Throws `ledger.change_unknown`, `ledger.change_decided`, `ledger.own_change`,
   * `ledger.change_of_another` and what the posting throws; then the change still waits.
   */
  const end = (
    actor: MemberActor,
    id: Id<'bch'>,
    { act, reason }: { readonly act: ChangeAct; readonly reason?: string | undefined },
  ): Promise<{ state: BalanceChangeState }> =>
    runInTx(platform, { actor }, async (tx) => {
      requireOperator(actor)
      const change = await store.lockChange(tx, id)
      if (!change) throw ledgerProblems.change_unknown()
      const state = decideChange(change, act, { memberId: actor.memberId, reason })
      // The request before the balance, as when an arrival is recorded: otherwise two operators could deadlock.
      await lockItsRequest(tx, change)
      const posted = act === 'confirm' ? await postChange(tx, change, change) : undefined
      await store.saveChange(tx, {
        id,
        state,
        decidedBy: actor.memberId,
        decidedAt: clock.now(),
        reason,
        ...omitUndefined({ postingId: posted?.postingId }),
      })
      if (posted) await markCredited(tx, change, { posted, by: actor.memberId })
      else await restoreRequest(tx, change, (await parties.getBuyer(tx, change.buyerId)).name)
      if (state !== 'confirmed')
        await record(tx, state === 'rejected' ? 'balance.change_rejected' : 'balance.change_withdrawn', {
          subject: change.buyerId,
          data: omitUndefined({ ...factsOf(id, change), reason, requestId: change.requestId }),
        })
      await settleMessage(tx, 'balance_change_waiting', { kind: 'operator' }, { subject: id })
      await tellEnd(tx, change, { state, reason })
      return { state }
    })

  /** Notifies the operators, except of a withdrawal. */
  async function tellEnd(
    tx: Tx,
    change: BalanceChange,
    { state, reason }: { state: Exclude<BalanceChangeState, 'waiting'>; reason: string | undefined },
  ): Promise<void> {
    if (state === 'withdrawn') return
    const data = { ...(await messageOf(tx, change)), approved: state === 'confirmed', reason }
    await notify(tx, 'balance_change_decided', { kind: 'operator' }, { subject: change.id, data })
  }

  async function messageOf(tx: Tx, { id, buyerId, ...change }: Pick<BalanceChange, 'id' | keyof ChangeAsk>) {
    const { name: buyer } = await parties.getBuyer(tx, buyerId)
    return { ...factsOf(id, change), buyer, by: tx.actor.kind === 'member' ? tx.actor.name : '' }
  }

  const decideBalanceChange = (
    actor: MemberActor,
    id: Id<'bch'>,
    { approve, reason }: { readonly approve: boolean; readonly reason?: string | undefined },
  ) => end(actor, id, { act: approve ? 'confirm' : 'reject', reason })

  /** Decides each on its own, as {@link decideBalanceChange} does: also those of the actor, which it refuses (R6). */
  const decideBalanceChanges = (
    actor: MemberActor,
    ids: readonly Id<'bch'>[],
    decision: Parameters<typeof decideBalanceChange>[2],
  ) => decideEach(platform, ids, (id) => decideBalanceChange(actor, id, decision))

  const withdrawBalanceChange = (actor: MemberActor, id: Id<'bch'>) => end(actor, id, { act: 'withdraw' })

  return {
    /** Settings that operators change for the whole market. */
    options: { fourEyesOnTopUps },
    changeBalance,
    changeIn,
    decideBalanceChange,
    decideBalanceChanges,
    withdrawBalanceChange,
  }
}

const factsOf = (changeId: Id<'bch'>, { kind, amount }: { kind: ChangeAsk['kind']; amount: Money }) => ({
  changeId,
  change: kind,
  amount: toWireMoney(amount),
})
