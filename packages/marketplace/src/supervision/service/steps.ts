import { addDays, omitUndefined } from '@loggia/kernel'
import type { Id, Instant } from '@loggia/kernel'
import type { DeliveryFailed, DeliveryOpened } from '../../fulfilment/index.ts'
import { emit, record, setWakeup } from '../../platform/index.ts'
import type { Tx } from '../../platform/index.ts'
import type { SubscriptionEvents } from '../../subscriptions/index.ts'
import * as appealStore from '../appeal-store.ts'
import { decideFirstStage, decideNext, isOver, waitingDays } from '../rules.ts'
import type { DeliveryAccepted, Supervision, SupervisionAct } from '../schema.ts'
import * as store from '../store.ts'
import { lockIfSupervised, lockKnown, toFact } from './context.ts'
import type { SupervisionContext } from './context.ts'
import { settleOperators, tellStep } from './telling.ts'
import { keepTemplates } from './templates.ts'

export const wakeups = { waiting: 'supervision.waiting', autoAccept: 'supervision.auto_accept' } as const

/** The beginning and the end of a supervised delivery, and how an act moves it. */
export function createSteps(context: SupervisionContext) {
  const { clock, zone, ids, orders, fulfilment } = context

  /** R104: nothing closes a delivery by itself; after a long time both sides are reminded. */
  const waitFrom = (tx: Tx, { id }: Supervision, from: Instant, dayCount: number): Promise<void> =>
    setWakeup(tx, { kind: wakeups.waiting, subject: id }, addDays(from, dayCount, zone))

  async function stopWakeups(tx: Tx, { id }: Supervision): Promise<void> {
    for (const kind of Object.values(wakeups)) await setWakeup(tx, { kind, subject: id }, undefined)
  }

  /** A line of a new order was paid whose delivery is supervised: the guarantee period begins (R107, R138). */
  async function start(tx: Tx, event: SubscriptionEvents['created']): Promise<void> {
    const { subscription, supervision: offered, productType: type, paidAt } = event
    if (!offered) return
    const { offer } = await orders.getLine(tx, subscription.orderLineId)
    const of: Supervision = {
      id: ids.next('spv'),
      deliveryId: await fulfilment.getId(tx, subscription.id),
      orderId: subscription.orderId,
      orderLineId: subscription.orderLineId,
      subscriptionId: subscription.id,
      sellerId: subscription.sellerId,
      buyerId: subscription.buyerId,
      productId: subscription.productId,
      type,
      flow: offered.flow,
      stage: decideFirstStage(offered),
      since: paidAt,
      startedAt: paidAt,
      offered,
      needsRecheck: false,
      rejections: 0,
    }
    const { zh, en } = offer.productName
    await store.insert(tx, of, `${event.orderNumber} ${zh} ${en}`)
    await keepTemplates(context, tx, of)
    await waitFrom(tx, of, paidAt, waitingDays.first)
    await tellStep(context, tx, of, { what: of.stage === 'demand' ? 'demand_due' : 'due' })
  }

  /** The seller's server has opened these services; their sellers may report them as delivered. */
  async function noteOpened(tx: Tx, { subscriptionIds }: DeliveryOpened): Promise<void> {
    for (const of of await store.lockBySubscriptions(tx, subscriptionIds)) {
      await store.save(tx, { ...of, openedAt: clock.now() })
      await record(tx, 'delivery.opened', toFact(of))
    }
  }

  /** It ended before it was accepted, and what was paid goes back, or a part of it. */
  async function end(tx: Tx, { delivery, reason, cause }: DeliveryFailed): Promise<void> {
    const before = await lockIfSupervised(context, tx, delivery.subscriptionId)
    if (!before || isOver(before)) return
    const now = clock.now()
    const { appealedAt: _appealed, refundAskedAt: _asked, refundTurn: _turn, ...rest } = before
    const ended: Supervision = { ...rest, stage: 'ended', since: now, endedAt: now }
    await store.save(tx, ended)
    const appeal = await appealStore.findOpen(tx, ended.id)
    if (appeal) await appealStore.save(tx, { ...appeal, state: 'closed', closedAt: now })
    await stopWakeups(tx, ended)
    await settleOperators(tx, ended)
    if (reason === undefined) return
    const { subject, data } = toFact(ended)
    await record(tx, 'delivery.refunded', { subject, data: { ...data, reason } })
    // *refunds* tells the parties what they agreed on.
    if (cause === 'negotiated') return
    await tellStep(context, tx, ended, { what: 'refunded', reason })
  }

  type Changes = Partial<
    Pick<
      Supervision,
      | 'demand'
      | 'note'
      | 'rejection'
      | 'rejections'
      | 'deliveredAt'
      | 'begunAt'
      | 'shipment'
      | 'milestones'
      | 'collectedAt'
    >
  >

  /**
   * Saves it as it is after an act, and accepts the delivery with the last step (R99, R101). What was sent back loses
   * its reason once it is made again. Throws `supervision.not_in_stage`, `supervision.appealed`,
   * `supervision.refund_open`.
   */
  async function move(
    tx: Tx,
    before: Supervision,
    act: SupervisionAct,
    changes: Changes = {},
  ): Promise<Supervision> {
    const next = decideNext({ ...before, ...changes }, act)
    const { rejection: _rejection, ...rest } = before
    const after: Supervision = { ...rest, ...changes, ...next, since: clock.now() }
    if (after.stage === 'done') return finish(tx, after)
    await store.save(tx, after)
    return after
  }

  /** R75, R101, R107: the term starts now, or on the date that the seller entered; the guarantee period ends. */
  async function finish(tx: Tx, of: Supervision): Promise<Supervision> {
    const now = clock.now()
    const { appealedAt: _appealed, refundAskedAt: _asked, refundTurn: _turn, ...rest } = of
    const done: Supervision = { ...rest, stage: 'done', since: now, doneAt: now }
    await store.save(tx, done)
    await stopWakeups(tx, done)
    await settleOperators(tx, done)
    await fulfilment.accept(
      tx,
      done.subscriptionId,
      omitUndefined({ deliveredAt: done.deliveredAt, begunAt: done.begunAt }),
    )
    await emit<DeliveryAccepted>(tx, { type: 'delivery.accepted', supervision: done })
    return done
  }

  async function remindWaiting(tx: Tx, id: Id<'spv'>, now: Instant): Promise<void> {
    const known = await store.find(tx, id)
    const of = known && (await lockKnown(context, tx, known.subscriptionId))
    if (!of || isOver(of)) return
    await tellStep(context, tx, of, { what: 'waiting' })
    await waitFrom(tx, of, now, waitingDays.next)
  }

  return { start, noteOpened, end, move, finish, remindWaiting }
}
export type Steps = ReturnType<typeof createSteps>
