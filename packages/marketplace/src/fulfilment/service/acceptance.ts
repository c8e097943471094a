import { addDays, omitUndefined, toId } from '@loggia/kernel'
import type { Id, Instant } from '@loggia/kernel'
import type { readUpload } from '../../files/index.ts'
import { requireBuyer, requireOperator, requireSeller } from '../../parties/index.ts'
import { emit, runInTx, record, setWakeup, toWireTime } from '../../platform/index.ts'
import type { MemberActor, MemberRequest, Tx } from '../../platform/index.ts'
import { fulfilmentProblems } from '../problems.ts'
import { decideBegun, decideState, requireAction, waitingDays } from '../rules.ts'
import type { Delivery, DeliveryAction, DeliveryFailed, DeliveryState } from '../schema.ts'
import * as store from '../store.ts'
import { toFact, lockKnown } from './context.ts'
import type { FulfilmentContext, Owners } from './context.ts'
import { tellDelivery, tellFailed } from './telling.ts'

type Upload = ReturnType<typeof readUpload>
/** R98: the proof, and what else a seller says of what was delivered; `begunOn` is a date of the market's calendar. */
export type Proof = {
  readonly file: Upload
  readonly note?: string | undefined
  readonly begunOn?: string | undefined
}

export const proofKind = 'delivery_proof'
const waitingWakeup = 'fulfilment.waiting'

/**
 * What people do with a delivery: the seller performs and proves it, the buyer accepts or rejects it, an operator may
 * refund it.
 */
export function createAcceptance(context: FulfilmentContext, ownerOf: Owners['ownerOf']) {
  const { clock, zone, files, orders, subscriptions } = context
  files.defineKind(proofKind, {
    mediaTypes: ['application/pdf', 'image/png', 'image/jpeg'],
    mostBytes: 5 * 1024 * 1024,
    mostOfSubject: 10,
    rights: { seller: 'orders:read', buyer: 'any', operator: 'any' },
    async readersOf(db, subject) {
      const delivery = await store.find(db, toId(subject, 'dlv'))
      if (!delivery) return {}
      const { buyerId } = await orders.get(db, delivery.orderId)
      return { sellers: [delivery.sellerId], buyers: [buyerId], operators: true }
    },
  })

  /** R104: nothing closes a delivery by itself; after a long time both sides are reminded. */
  const waitFrom = (tx: Tx, { id }: Delivery, from: Instant, dayCount: number): Promise<void> =>
    setWakeup(tx, { kind: waitingWakeup, subject: id }, addDays(from, dayCount, zone))

  async function startWaiting(tx: Tx, delivery: Delivery): Promise<void> {
    await waitFrom(tx, delivery, delivery.startedAt, waitingDays.first)
    await tellDelivery(context, tx, delivery, { what: 'due' })
  }

  const stopWaiting = (tx: Tx, { id }: Delivery): Promise<void> =>
    setWakeup(tx, { kind: waitingWakeup, subject: id }, undefined)

  async function remindWaiting(tx: Tx, id: Id<'dlv'>, now: Instant): Promise<void> {
    const known = await store.find(tx, id)
    const delivery = known && (await lockKnown(context, tx, known.subscriptionId))
    if (!delivery || (delivery.state !== 'started' && delivery.state !== 'delivered')) return
    await tellDelivery(context, tx, delivery, { what: 'waiting' })
    await waitFrom(tx, delivery, now, waitingDays.next)
  }

  /** Locks a delivery that is accepted by its buyer. Throws as if it did not exist if it is not the caller's. */
  async function lockOf(
    tx: Tx,
    id: Id<'dlv'>,
    isOf: (delivery: Delivery) => boolean | Promise<boolean>,
  ): Promise<Delivery> {
    const known = await store.find(tx, id)
    const isPerformed = known && ownerOf(known.type).acceptance === 'by_buyer'
    if (!isPerformed || !(await isOf(known))) throw fulfilmentProblems.not_found({ deliveryId: id })
    return lockKnown(context, tx, known.subscriptionId)
  }

  const lockOfBuyer = (tx: Tx, actor: MemberActor, id: Id<'dlv'>): Promise<Delivery> => {
    const own = requireBuyer(actor)
    return lockOf(tx, id, async ({ orderId }) => (await orders.get(tx, orderId)).buyerId === own)
  }

  function step(delivery: Delivery, action: DeliveryAction): DeliveryState {
    requireAction(delivery, action)
    return decideState(delivery, action)
  }

  /**
   * R98: the seller has performed it, with a proof. Throws `fulfilment.not_in_state`, `fulfilment.begun_out_of_range`,
   * and the problems of a refused file.
   */
  const deliver = (
    request: MemberRequest,
    id: Id<'dlv'>,
    { file, note, begunOn }: Proof,
  ): Promise<{ state: DeliveryState }> =>
    files.withStored(proofKind, file, (stored) =>
      runInTx(context, request, async (tx) => {
        const sellerId = requireSeller(request.actor)
        const before = await lockOf(tx, id, (one) => one.sellerId === sellerId)
        const now = clock.now()
        const begunAt =
          begunOn === undefined ? undefined : decideBegun(begunOn, { paidAt: before.startedAt, now, zone })
        const { begunAt: _begun, note: _note, rejection: _rejection, ...rest } = before
        const delivery: Delivery = omitUndefined({
          ...rest,
          state: step(before, 'deliver'),
          deliveredAt: now,
          begunAt,
          note,
        })
        await store.saveAll(tx, [delivery])
        const kept = await files.keep(tx, stored, { owner: sellerId, subject: id })
        const { subject, data } = toFact(delivery)
        await record(tx, 'delivery.made', {
          subject,
          data: { ...data, file: kept.name, note, begunAt: toWireTime(begunAt) },
        })
        await tellDelivery(context, tx, delivery, { what: 'made' })
        return { state: delivery.state }
      }),
    )

  /** R75, R99, R101: the term starts now or at the date that the seller entered; the order line is complete at once. */
  const accept = (actor: MemberActor, id: Id<'dlv'>): Promise<{ state: DeliveryState }> =>
    runInTx(context, { actor }, async (tx) => {
      const before = await lockOfBuyer(tx, actor, id)
      const delivery: Delivery = { ...before, state: step(before, 'accept'), acceptedAt: clock.now() }
      await store.saveAll(tx, [delivery])
      await stopWaiting(tx, delivery)
      await record(tx, 'delivery.accepted', toFact(delivery))
      const terms = await subscriptions.activate(tx, [delivery.subscriptionId], delivery.begunAt)
      await orders.completeLines(tx, [
        { lineId: delivery.orderLineId, term: terms.get(delivery.subscriptionId) },
      ])
      await tellDelivery(context, tx, delivery, { what: 'accepted' })
      return { state: delivery.state }
    })

  /** R99: the buyer rejects it with a reason, and the seller has to deliver again. */
  const reject = (actor: MemberActor, id: Id<'dlv'>, reason: string): Promise<{ state: DeliveryState }> =>
    runInTx(context, { actor }, async (tx) => {
      const before = await lockOfBuyer(tx, actor, id)
      const { deliveredAt: _delivered, ...rest } = before
      const delivery: Delivery = { ...rest, state: step(before, 'reject'), rejection: reason }
      await store.saveAll(tx, [delivery])
      const { subject, data } = toFact(delivery)
      await record(tx, 'delivery.rejected', { subject, data: { ...data, reason } })
      await tellDelivery(context, tx, delivery, { what: 'rejected', reason })
      return { state: delivery.state }
    })

  /** An operator ends it before it is accepted. It is refunded like anything that was not delivered. */
  const refund = (actor: MemberActor, id: Id<'dlv'>, reason: string): Promise<{ state: DeliveryState }> =>
    runInTx(context, { actor }, async (tx) => {
      requireOperator(actor)
      const before = await lockOf(tx, id, () => true)
      const delivery: Delivery = { ...before, state: step(before, 'fail'), failedAt: clock.now() }
      await store.saveAll(tx, [delivery])
      await stopWaiting(tx, delivery)
      const { subject, data } = toFact(delivery)
      await record(tx, 'delivery.refunded', { subject, data: { ...data, reason } })
      const failed: DeliveryFailed = { type: 'delivery.failed', delivery, reason, orphanPossible: false }
      await emit(tx, failed)
      await tellFailed(context, tx, failed)
      return { state: delivery.state }
    })

  return { startWaiting, remindWaiting, deliver, accept, reject, refund }
}
