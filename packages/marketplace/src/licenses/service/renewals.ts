import { notify, record } from '../../platform/index.ts'
import type { Tx } from '../../platform/index.ts'
import type { Subscription, SubscriptionEvents } from '../../subscriptions/index.ts'
import type { Supervision } from '../../supervision/index.ts'
import { hasContent } from '../rules.ts'
import type { License } from '../schema.ts'
import * as store from '../store/index.ts'
import { describeOrder, issueAccepted, noteCovered, toFact } from './context.ts'
import type { LicenseContext } from './context.ts'
import type { Devices } from './devices.ts'

/** `isTold`: a call tells the seller's server of the new end. */
type Renewed = Pick<SubscriptionEvents['extended'], 'orderId' | 'orderNumber' | 'endsAt'> & {
  readonly isTold: boolean
}
export type Renewals = ReturnType<typeof createRenewals>

/**
 * Whether the seller owes a license of a delivery that is accepted: an operator accepted it although nothing was there,
 * or the end was moved after it was handed over (R112). A code lives on by itself.
 */
export function isOwed(
  { way, state, coversUntil }: License,
  supervision: Pick<Supervision, 'stage'> | undefined,
  subscription: Pick<Subscription, 'endsAt'> | undefined,
): boolean {
  if (supervision?.stage !== 'done' || way === 'code' || state === 'ended') return false
  const { endsAt } = subscription ?? {}
  return state === 'waiting' || (coversUntil !== undefined && endsAt !== undefined && coversUntil < endsAt)
}

/** What buyers have covers what they paid for: licenses of the time after the acceptance, and after a renewal. */
export function createRenewals(context: LicenseContext, devices: Devices) {
  const { clock, seal, subscriptions, supervisions } = context

  /** R75: the term has started, later than was known when the licenses of devices were asked for. */
  async function noteAccepted(tx: Tx, of: License): Promise<void> {
    if (of.state === 'waiting') return
    if (hasContent(of)) await noteCovered(context, tx, of)
    const { endsAt } = (await subscriptions.find(tx, of.subscriptionId)) ?? {}
    await devices.askUntil(tx, of, endsAt)
  }

  /** A renewal was paid. The servers of sellers issue again what they issued; the rest is handed over by hand. */
  async function noteExtended(
    tx: Tx,
    of: License,
    { orderId, orderNumber, endsAt, isTold }: Renewed,
  ): Promise<void> {
    if (of.way === 'code' || of.state === 'waiting' || of.state === 'ended') return
    await devices.askUntil(tx, of, endsAt)
    // Of what has devices only a license that was handed over by hand is content of its own.
    const hasDevices = (await store.applications.listByLicense(tx, seal, of.id)).length > 0
    if (!hasContent(of) || (isTold && !hasDevices)) return
    const supervision = await supervisions.findByLine(tx, of.orderLineId)
    if (!supervision) throw new Error(`${of.id} is not supervised`)
    const { product } = await describeOrder(context, tx, of)
    const data = { orderId: of.orderId, orderNumber, product, supervisionId: supervision.id }
    await notify(
      tx,
      'license_renewal_due',
      { kind: 'seller', id: of.sellerId },
      { subject: `${of.id}:${orderId}`, data },
    )
  }

  /** What was owed has been handed over. */
  async function makeGood(tx: Tx, of: License, file: string | undefined): Promise<void> {
    await issueAccepted(context, tx, of)
    if (of.state === 'waiting') return
    const { subject, data } = toFact(of)
    await record(tx, 'license.renewed', { subject, data: { ...data, file } })
    const told = { ...(await describeOrder(context, tx, of)), serviceId: of.subscriptionId }
    await notify(
      tx,
      'license_renewed',
      { kind: 'buyer', id: of.buyerId },
      { subject: `${of.id}:${clock.now()}`, data: told },
    )
  }

  return { noteAccepted, noteExtended, makeGood }
}
