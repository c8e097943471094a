import { defined } from '@loggia/kernel'
import type { Id, Money } from '@loggia/kernel'
import { requireOperator } from '../../parties/index.ts'
import { emit, findSetting, inTx, moneyToWire, recordHistory } from '../../platform/index.ts'
import type { MemberActor, MemberRequest, Platform, Tx } from '../../platform/index.ts'
import { ledgerProblems } from '../problems.ts'
import { decideChange, requireFitChange } from '../rules.ts'
import type { ChangeAct } from '../rules.ts'
import { fourEyesOnTopUps } from '../schema.ts'
import type {
  BalanceChange,
  BalanceChangeDecided,
  BalanceChangeProposed,
  BalanceChangeState,
  ChangeAsk,
  Posted,
} from '../schema.ts'
import * as store from '../store/index.ts'

type Asked =
  | {
      readonly state: 'posted'
      readonly postingId: Id<'pst'>
      readonly balance: ReturnType<typeof moneyToWire>
    }
  | { readonly state: 'waiting'; readonly changeId: Id<'bch'> }

/** What operators do to balances: at once, or with four eyes one after the other (R6). */
export function createChanges(
  platform: Platform & {
    readonly postChange: (
      tx: Tx,
      ask: ChangeAsk,
      of?: Pick<BalanceChange, 'id' | 'proposedBy'>,
    ) => Promise<Posted>
  },
) {
  const { clock, ids, postChange } = platform

  /**
   * An operator adds to a buyer's balance or takes from it (R6, R7): at once, or proposed to another operator where four
   * eyes are set. A repeated idempotency key gives the first answer.
   */
  const changeBalance = (request: MemberRequest, ask: ChangeAsk): Promise<Asked> =>
    inTx(platform, request, async (tx) => {
      const { actor } = request
      requireOperator(actor)
      if (await findSetting(tx, fourEyesOnTopUps)) return propose(tx, actor.memberId, ask)
      const { postingId, balanceAfter } = await postChange(tx, ask)
      return { state: 'posted', postingId, balance: moneyToWire(balanceAfter) }
    })

  async function propose(tx: Tx, proposedBy: Id<'mbr'>, ask: ChangeAsk): Promise<Asked> {
    requireFitChange(ask)
    const { buyerId, kind, amount, reason } = ask
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
    await told(tx, buyerId, { kind: 'balance.proposed', data: { ...factsOf(changeId, ask), reason } })
    const proposed: BalanceChangeProposed = { type: 'balance.proposed', changeId, buyerId, kind, amount }
    await emit(tx, proposed)
    return { state: 'waiting', changeId }
  }

  const told = (tx: Tx, subject: Id<'byr'>, entry: { kind: string; data: Record<string, unknown> }) =>
    recordHistory(tx, { subject, at: clock.now(), ...entry })

  /**
   * Ends a proposed change, once: who comes second finds it decided. A confirmed one is posted in the same transaction.
   * Throws `ledger.change_unknown`, `ledger.change_decided`, `ledger.own_change`, `ledger.change_of_another` and what
   * posting refuses; then it waits on.
   */
  const end = (
    actor: MemberActor,
    id: Id<'bch'>,
    { act, reason }: { readonly act: ChangeAct; readonly reason?: string | undefined },
  ): Promise<{ state: BalanceChangeState }> =>
    inTx(platform, { actor }, async (tx) => {
      requireOperator(actor)
      const change = await store.lockChange(tx, id)
      if (!change) throw ledgerProblems.change_unknown()
      const state = decideChange(change, act, { memberId: actor.memberId, reason })
      const posted = act === 'confirm' ? await postChange(tx, change, change) : undefined
      await store.saveChange(tx, {
        id,
        state,
        decidedBy: actor.memberId,
        decidedAt: clock.now(),
        reason,
        ...defined({ postingId: posted?.postingId }),
      })
      if (!posted)
        await told(tx, change.buyerId, {
          kind: `balance.change_${state}`,
          data: defined({ ...factsOf(id, change), reason }),
        })
      await tellEnd(tx, change, { state, reason })
      return { state }
    })

  async function tellEnd(
    tx: Tx,
    { id: changeId, buyerId, kind, amount }: BalanceChange,
    { state, reason }: { state: BalanceChangeDecided['state']; reason: string | undefined },
  ): Promise<void> {
    const decided: BalanceChangeDecided = defined({
      type: 'balance.decided',
      changeId,
      buyerId,
      kind,
      amount,
      state,
      reason,
    })
    await emit(tx, decided)
  }

  const decideBalanceChange = (
    actor: MemberActor,
    id: Id<'bch'>,
    { approve, reason }: { readonly approve: boolean; readonly reason?: string | undefined },
  ) => end(actor, id, { act: approve ? 'confirm' : 'reject', reason })

  const withdrawBalanceChange = (actor: MemberActor, id: Id<'bch'>) => end(actor, id, { act: 'withdraw' })

  return {
    /** What operators set of it for the whole market. */
    options: { fourEyesOnTopUps },
    changeBalance,
    decideBalanceChange,
    withdrawBalanceChange,
  }
}

const factsOf = (changeId: Id<'bch'>, { kind, amount }: { kind: ChangeAsk['kind']; amount: Money }) => ({
  changeId,
  change: kind,
  amount: moneyToWire(amount),
})
