import type { Messages } from '@loggia/protocol/console'
import { deliveryDecisions } from '@loggia/protocol/console/supervision/messages'
import { notify, settleMessage } from '../../platform/index.ts'
import type { Party, Tx } from '../../platform/index.ts'
import type { Supervision, SupervisionParty } from '../schema.ts'
import type { SupervisionContext } from './context.ts'

type What = Messages['delivery' | 'delivery_decision']['what']

/** Who is notified: usually the party that acts next; for a delivery that waits for long, both (R104). */
const readersOf: Readonly<Record<What, readonly SupervisionParty[]>> = {
  demand_due: ['buyer'],
  demand_submitted: ['seller'],
  demand_confirmed: ['buyer'],
  demand_rejected: ['buyer'],
  design_submitted: ['buyer'],
  design_confirmed: ['seller'],
  design_rejected: ['seller'],
  due: ['seller'],
  made: ['buyer'],
  code_released: ['buyer'],
  activated: ['buyer', 'seller'],
  recheck_due: ['operator'],
  recheck_failed: ['seller'],
  part_accepted: ['seller'],
  accepted: ['seller'],
  received: ['buyer', 'seller'],
  received_and_due: ['buyer', 'seller'],
  auto_accepted: ['buyer', 'seller'],
  rejected: ['seller'],
  refunded: ['seller'],
  waiting: ['buyer', 'seller'],
  appealed: ['buyer', 'seller', 'operator'],
  appeal_withdrawn: ['buyer', 'seller'],
  appeal_decided: ['buyer', 'seller'],
}

const toParty = (of: Supervision, party: SupervisionParty): Party =>
  party === 'buyer'
    ? { kind: 'buyer', id: of.buyerId }
    : party === 'seller'
      ? { kind: 'seller', id: of.sellerId }
      : { kind: 'operator' }

/** What operators decide; they read one message of each per delivery, which is settled once they have decided. */
const isDecision = (what: What): what is (typeof deliveryDecisions)[number] =>
  deliveryDecisions.some((decision) => decision === what)

/** Notifies the parties of a step. `except`: the party that took it. */
export async function tellStep(
  { orders, clock }: Pick<SupervisionContext, 'orders' | 'clock'>,
  tx: Tx,
  of: Supervision,
  {
    what,
    reason,
    except,
  }: { readonly what: What; readonly reason?: string; readonly except?: SupervisionParty },
): Promise<void> {
  const { number: orderNumber, lines } = await orders.get(tx, of.orderId)
  const line = lines.find(({ id }) => id === of.orderLineId)
  if (!line) throw new Error(`There is no order line ${of.orderLineId}`)
  const data = {
    orderId: of.orderId,
    orderNumber,
    product: line.offer.productName,
    supervisionId: of.id,
    reason,
  }
  for (const reader of readersOf[what]) {
    if (reader === except) continue
    const to = toParty(of, reader)
    if (reader === 'operator' && isDecision(what))
      await notify(tx, 'delivery_decision', to, { subject: `${of.id}:${what}`, data: { ...data, what } })
    // A message of its own for each step, since a delivery may be made and rejected several times.
    else if (what !== 'recheck_due')
      await notify(tx, 'delivery', to, {
        subject: `${of.id}:${what}:${clock.now()}`,
        data: { ...data, what },
      })
  }
}

/** Nobody has to decide this any more; the end of an appeal leaves a re-check that is due. */
export async function settleOperators(
  tx: Tx,
  of: Supervision,
  settled: readonly (typeof deliveryDecisions)[number][] = deliveryDecisions,
): Promise<void> {
  for (const what of settled)
    await settleMessage(tx, 'delivery_decision', { kind: 'operator' }, { subject: `${of.id}:${what}` })
}
