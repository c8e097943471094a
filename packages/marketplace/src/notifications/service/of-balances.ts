import { defined } from '@loggia/kernel'
import type { BalanceChangeDecided, BalanceChangeProposed } from '../../ledger/index.ts'
import { moneyToWire } from '../../platform/index.ts'
import type { Tx } from '../../platform/index.ts'
import { raise } from './context.ts'
import type { NotificationContext } from './context.ts'

type Told = Pick<BalanceChangeProposed, 'changeId' | 'buyerId' | 'kind' | 'amount'>

async function factsOf({ parties }: NotificationContext, tx: Tx, of: Told) {
  const { name: buyer } = await parties.getBuyer(tx, of.buyerId)
  return {
    changeId: of.changeId,
    change: of.kind,
    buyer,
    amount: moneyToWire(of.amount),
    by: tx.actor.kind === 'member' ? tx.actor.name : '',
  }
}

/** R6: another operator has to confirm what one has proposed. */
export const tellBalanceChange = async (
  context: NotificationContext,
  tx: Tx,
  event: BalanceChangeProposed,
): Promise<void> =>
  raise(context, tx, {
    kind: 'balance_change_waiting',
    to: { kind: 'operator' },
    subject: event.changeId,
    data: await factsOf(context, tx, event),
  })

/** To whoever proposed it; who withdraws knows it. */
export async function tellBalanceChangeDecided(
  context: NotificationContext,
  tx: Tx,
  event: BalanceChangeDecided,
): Promise<void> {
  if (event.state === 'withdrawn') return
  await raise(context, tx, {
    kind: 'balance_change_decided',
    to: { kind: 'operator' },
    subject: event.changeId,
    data: defined({
      ...(await factsOf(context, tx, event)),
      approved: event.state === 'confirmed',
      reason: event.reason,
    }),
  })
}
