import { omitUndefined } from '@loggia/kernel'
import type { Id, Money } from '@loggia/kernel'
import { notify, record, settleMessage, toWireMoney } from '../../platform/index.ts'
import type { Text } from '@loggia/protocol/console'
import type { Tx } from '../../platform/index.ts'
import { ledgerProblems } from '../problems.ts'
import type { BalanceChange, ChangeAsk, Posted, TopUpRequest } from '../schema.ts'
import * as store from '../store/index.ts'

export const describeRequest = ({ id: requestId, reference, amount }: TopUpRequest) => ({
  requestId,
  reference,
  amount: toWireMoney(amount),
})

/** Ends a request without a credit: its buyer withdraws it, or an operator rejects it. */
export async function endRequest(
  tx: Tx,
  request: TopUpRequest,
  {
    state,
    by,
    reason,
  }: { readonly by: Id<'mbr'> } & (
    | { readonly state: 'withdrawn'; readonly reason?: never }
    | { readonly state: 'rejected'; readonly reason: string }
  ),
): Promise<void> {
  const { id, buyerId } = request
  await store.saveRequest(tx, {
    id,
    state,
    endedAt: tx.clock.now(),
    endedBy: by,
    ...omitUndefined({ reason }),
  })
  await settleMessage(tx, 'top_up_requested', { kind: 'operator' }, { subject: id })
  const data = describeRequest(request)
  if (state === 'withdrawn') return record(tx, 'top_up.withdrawn', { subject: buyerId, data })
  await record(tx, 'top_up.rejected', { subject: buyerId, data: { ...data, reason } })
  await notify(
    tx,
    'top_up_rejected',
    { kind: 'buyer', id: buyerId },
    { subject: id, data: { ...data, reason } },
  )
}

/** The request of a change, locked; a change that was proposed without one has none. */
export async function lockItsRequest(
  tx: Tx,
  { requestId }: Pick<ChangeAsk, 'requestId'>,
): Promise<TopUpRequest | undefined> {
  if (requestId === undefined) return undefined
  const request = await store.lockRequest(tx, requestId)
  if (!request) throw ledgerProblems.request_unknown()
  return request
}

/** Somebody has recorded what arrived, and another operator has to confirm it. */
export async function markRecorded(tx: Tx, ask: ChangeAsk): Promise<void> {
  const request = await lockItsRequest(tx, ask)
  if (!request) return
  // The request may have been rejected or withdrawn before its money arrived.
  const again = { endedAt: null, endedBy: null, reason: null }
  await store.saveRequest(tx, { id: request.id, state: 'recorded', recordedAt: tx.clock.now(), ...again })
  await settleMessage(tx, 'top_up_requested', { kind: 'operator' }, { subject: request.id })
}

/** What was recorded was rejected or withdrawn: the request waits again, and operators have it among their messages. */
export async function restoreRequest(tx: Tx, change: BalanceChange, buyer: Text): Promise<void> {
  const request = await lockItsRequest(tx, change)
  if (!request) return
  await store.saveRequest(tx, { id: request.id, state: 'awaiting', recordedAt: null })
  const data = { ...describeRequest(request), buyer }
  await notify(tx, 'top_up_requested', { kind: 'operator' }, { subject: request.id, data })
}

/** What arrived is in the balance. */
export async function markCredited(
  tx: Tx,
  ask: ChangeAsk,
  { posted, by }: { readonly posted: Posted; readonly by: Id<'mbr'> },
): Promise<void> {
  const request = await lockItsRequest(tx, ask)
  if (!request) return
  const { id, buyerId, reference } = request
  const { postingId, balanceAfter } = posted
  const credited: { amount: Money; postingId: Id<'pst'> } = { amount: ask.amount, postingId }
  const end = { endedAt: tx.clock.now(), endedBy: by, reason: null }
  await store.saveRequest(tx, { id, state: 'credited', ...end, credited })
  await settleMessage(tx, 'top_up_requested', { kind: 'operator' }, { subject: id })
  const isOther = ask.amount.amountMinor !== request.amount.amountMinor
  const data = omitUndefined({
    requestId: id,
    reference,
    amount: toWireMoney(ask.amount),
    asked: isOther ? toWireMoney(request.amount) : undefined,
    balance: toWireMoney(balanceAfter),
  })
  await notify(tx, 'top_up_credited', { kind: 'buyer', id: buyerId }, { subject: id, data })
}
