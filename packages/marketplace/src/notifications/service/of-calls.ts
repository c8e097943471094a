import { defined, isId } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { presentVerdict } from '../../calls/index.ts'
import { timeToWire } from '../../platform/index.ts'
import type { Tx } from '../../platform/index.ts'
import type { CallStanding, CallTold, MessageAbout, MessageData, MessageKind, Party } from '../schema.ts'
import * as store from '../store.ts'
import { raise } from './context.ts'
import type { NotificationContext } from './context.ts'

const noticeOf = ({
  callId,
  sellerId,
}: CallTold<'call.failing'> | CallTold<'call.recovered'>): MessageAbout<'call_failing'> => ({
  kind: 'call_failing',
  to: { kind: 'seller', id: sellerId },
  subject: callId,
})

/**
 * A try failed. A call has one notice, and a later failure only brings it up to date; that its tries are over is raised
 * anew where the seller has to start it again. Where they do not, what came of it (the money went back) is raised instead.
 */
export async function tellCallFailing(
  context: NotificationContext,
  tx: Tx,
  event: CallTold<'call.failing'>,
): Promise<void> {
  const { clock, ids } = context
  const isOver = event.state === 'stopped'
  const standing: CallStanding = defined({
    tries: event.tries,
    state: event.state,
    mayRestart: event.mayRestart,
    verdict: presentVerdict(event.verdict),
    triedAt: timeToWire(clock.now()),
    nextAt: timeToWire(event.nextAt),
  })
  const raised = isOver && event.mayRestart ? { id: ids.next('msg'), at: clock.now() } : undefined
  if (await store.update(tx, noticeOf(event), { standing, raised })) return
  if (isOver && !event.mayRestart) return
  const data = { ...standing, ...(await describe(context, tx, event)) }
  await raise(context, tx, { ...noticeOf(event), data })
}

/** What a call is about; it does not change from one try to the next. */
async function describe(
  { orders }: NotificationContext,
  tx: Tx,
  { callId, operation, activity, reference, subject, productId }: CallTold<'call.failing'>,
): Promise<Omit<MessageData['call_failing'], keyof CallStanding>> {
  const known = defined({ callId, operation, activity, reference })
  if (!isId(subject, 'ord')) return known
  const { id: orderId, number: orderNumber, lines } = await orders.get(tx, subject)
  const product = lines.find((line) => line.productId === productId)?.offer.productName
  return defined({ ...known, orderId, orderNumber, product })
}

/** Nobody has to see to it any more: its notice says why, and needs no second reading. */
export async function tellCallRecovered(
  { clock }: NotificationContext,
  tx: Tx,
  event: CallTold<'call.recovered'>,
): Promise<void> {
  const { tries, state } = event
  const standing = { tries, state, mayRestart: false, recoveredAt: timeToWire(clock.now()) }
  await store.update(tx, noticeOf(event), { standing })
}

export const tellSellerParked = (
  context: NotificationContext,
  tx: Tx,
  { sellerId, parkedSince, probeAt, failures, verdict }: CallTold<'seller.parked'>,
): Promise<void> =>
  tellFlip(
    context,
    tx,
    { kind: 'seller_parked', sellerId, parkedSince: timeToWire(parkedSince) },
    {
      probeAt: timeToWire(probeAt),
      failures,
      verdict: presentVerdict(verdict),
    },
  )

export const tellSellerRecovered = (
  context: NotificationContext,
  tx: Tx,
  { sellerId, parkedSince, recoveredAt }: CallTold<'seller.recovered'>,
): Promise<void> =>
  tellFlip(
    context,
    tx,
    { kind: 'seller_recovered', sellerId, parkedSince: timeToWire(parkedSince) },
    {
      recoveredAt: timeToWire(recoveredAt),
    },
  )

type Flip = 'seller_parked' | 'seller_recovered'

/** To the seller and to the operators, each once a flip. */
async function tellFlip<K extends Flip>(
  context: NotificationContext,
  tx: Tx,
  { kind, sellerId, parkedSince }: { kind: K; sellerId: Id<'sel'>; parkedSince: string },
  more: Omit<MessageData[K], 'seller' | 'parkedSince'>,
): Promise<void> {
  const { id, name } = await context.parties.getSeller(tx, sellerId)
  const data = { seller: { id, name }, parkedSince, ...more } as MessageData[K]
  const parties: readonly Party[] = [{ kind: 'seller', id: sellerId }, { kind: 'operator' }]
  for (const to of parties)
    await raise<MessageKind>(context, tx, { kind, to, subject: `${sellerId}:${parkedSince}`, data })
}
