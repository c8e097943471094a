import { omitUndefined } from '@loggia/kernel'
import type { Id, Instant } from '@loggia/kernel'
import { getFlow } from '@loggia/protocol/console/supervision/kinds'
import { record, runInTx, setWakeup, toWireTime } from '../../platform/index.ts'
import type { MemberActor, Tx } from '../../platform/index.ts'
import { supervisionProblems } from '../problems.ts'
import {
  decideAutoAccept,
  findPause,
  isSamePhone,
  mayBeReceived,
  requireOpen,
  requireRunning,
} from '../rules.ts'
import type { Shipment, Supervision, SupervisionStage } from '../schema.ts'
import * as store from '../store.ts'
import { lockKnown, lockOwn, toFact } from './context.ts'
import type { SupervisionContext } from './context.ts'
import { wakeups } from './steps.ts'
import type { Steps } from './steps.ts'
import { tellStep } from './telling.ts'

type Asked = { readonly carrier: string; readonly trackingNumber: string; readonly phone: string }

/**
 * R100: what goods are shipped with. The phone of the waybill is compared with the order's and not kept. Throws
 * `supervision.shipment_required`, `supervision.not_shipped`.
 */
export async function readShipment(
  { orders, parties }: Pick<SupervisionContext, 'orders' | 'parties'>,
  asked: Asked | undefined,
  { tx, of }: { readonly tx: Tx; readonly of: Supervision },
): Promise<Shipment | undefined> {
  const { shipped } = getFlow(of.flow)
  if (!shipped && asked) throw supervisionProblems.not_shipped()
  if (!shipped) return undefined
  if (!asked) throw supervisionProblems.shipment_required()
  const order = await orders.get(tx, of.orderId)
  const { contact } = (await parties.getCustomers(tx, [order]))(order)
  const { carrier, trackingNumber, phone } = asked
  return { carrier, trackingNumber, readable: isSamePhone(phone, contact?.phone) }
}

/** R100: the receipt of goods, and their acceptance by the system ten days later. */
export function createShipping(context: SupervisionContext, steps: Steps) {
  const { clock, zone } = context

  /** An operator's system reports what the courier reports. Throws `supervision.receipt_out_of_range`. */
  const reportReceipt = (
    actor: MemberActor,
    id: Id<'spv'>,
    receivedAt: Instant,
  ): Promise<{ stage: SupervisionStage }> =>
    runInTx(context, { actor }, async (tx) => {
      const of = await lockOwn(context, tx, { actor, role: 'operator', id })
      requireOpen(of)
      requireRunning(of)
      const { shipment, deliveredAt: shippedAt, stage } = of
      if (!shipment || shippedAt === undefined || !mayBeReceived(of))
        throw supervisionProblems.not_in_stage({ stage })
      const due = decideAutoAccept(receivedAt, { shippedAt, now: clock.now(), zone })
      const acceptAt = shipment.readable && stage === 'acceptance' ? due : undefined
      const after: Supervision = { ...of, shipment: omitUndefined({ ...shipment, receivedAt, acceptAt }) }
      await store.save(tx, after)
      await setWakeup(tx, { kind: wakeups.autoAccept, subject: id }, acceptAt)
      const { subject, data } = toFact(after)
      await record(tx, 'delivery.received', { subject, data: { ...data, at: toWireTime(receivedAt) } })
      await tellStep(context, tx, after, { what: acceptAt === undefined ? 'received' : 'received_and_due' })
      return { stage }
    })

  /** R100: ten days are over; while the flow is stopped they do not run. */
  async function acceptByTime(tx: Tx, id: Id<'spv'>, now: Instant): Promise<void> {
    const known = await store.find(tx, id)
    const of = known && (await lockKnown(context, tx, known.subscriptionId))
    const acceptAt = of?.shipment?.acceptAt
    if (!of || of.stage !== 'acceptance' || findPause(of) || acceptAt === undefined || acceptAt > now) return
    const { subject, data } = toFact(of)
    await record(tx, 'delivery.accepted', { subject, data: { ...data, by: 'system' } })
    const after = await steps.move(tx, of, 'accept')
    await tellStep(context, tx, after, { what: 'auto_accepted' })
  }

  return { reportReceipt, acceptByTime }
}
