import { toId } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type { Access } from '../../access/index.ts'
import type { Call, Calls } from '../../calls/index.ts'
import type { Files } from '../../files/index.ts'
import type { Fulfilment } from '../../fulfilment/index.ts'
import type { Order, OrderLine, Orders } from '../../orders/index.ts'
import type { Parties } from '../../parties/index.ts'
import { record } from '../../platform/index.ts'
import type { Db, Platform, Tx } from '../../platform/index.ts'
import type { Subscriptions } from '../../subscriptions/index.ts'
import type { Supervisions } from '../../supervision/index.ts'
import { hasContent } from '../rules.ts'
import type { License } from '../schema.ts'
import * as store from '../store/index.ts'

export type LicenseContext = Platform & {
  readonly access: Pick<Access, 'requireReady' | 'requireReadyIfBound' | 'findProtocol'>
  readonly calls: Pick<Calls, 'drop' | 'enqueue'>
  readonly files: Pick<Files, 'defineKind' | 'withStored' | 'keep' | 'listOf'>
  readonly fulfilment: Pick<Fulfilment, 'confirmTerms' | 'completeTerms'>
  readonly orders: Pick<Orders, 'get' | 'getAll' | 'getLine' | 'getLines' | 'listGiven' | 'findByNumber'>
  readonly parties: Pick<Parties, 'getCustomer' | 'getCustomers' | 'getSeller'>
  readonly subscriptions: Pick<
    Subscriptions,
    | 'find'
    | 'findByLine'
    | 'foreseenEnd'
    | 'list'
    | 'lock'
    | 'lockAll'
    | 'lockHeld'
    | 'endToTell'
    | 'requireUsable'
  >
  readonly supervisions: Pick<
    Supervisions,
    | 'findByLine'
    | 'submitDemandOf'
    | 'deliverBySystem'
    | 'lockOfSeller'
    | 'deliverIn'
    | 'noteCollected'
    | 'noteActivated'
  >
}

/** Files of licenses, of devices too; the subject is the license or the application. */
export const fileKind = 'license_file'

/** The place that a code or a text is sealed for: it cannot be opened as that of another license. */
export const formatPlace = (id: Id<'lic'> | Id<'lap'>): string => `license:${id}`

/** What happens to a license is recorded in the history of its order. */
export const toFact = ({ id, orderId, sellerId }: License) => ({
  subject: orderId,
  data: { licenseId: id, sellerId },
})

/** Locks the subscription first, like all work that changes both. */
export async function lockKnown(
  { subscriptions }: Pick<LicenseContext, 'subscriptions'>,
  tx: Tx,
  subscriptionId: Id<'sub'>,
): Promise<License> {
  await subscriptions.lock(tx, subscriptionId)
  const [license] = await store.licenses.lockBySubscriptions(tx, [subscriptionId])
  if (!license) throw new Error(`Subscription ${subscriptionId} has no license`)
  return license
}

/** It is handed over: the buyer may open it. */
export async function markIssued(
  { clock }: Pick<LicenseContext, 'clock'>,
  tx: Tx,
  of: License,
): Promise<void> {
  const handed: License = { ...of, ready: false }
  if (of.state !== 'waiting') return store.licenses.save(tx, handed)
  await store.licenses.save(tx, { ...handed, state: 'issued', issuedAt: clock.now() })
  const { subject, data } = toFact(of)
  await record(tx, 'license.issued', { subject, data: { ...data, way: of.way } })
}

/** R112: it is handed over after the acceptance, for the end that is known now. */
export async function issueAccepted(
  context: Pick<LicenseContext, 'clock' | 'subscriptions'>,
  tx: Tx,
  of: License,
): Promise<void> {
  await markIssued(context, tx, of)
  const [handed] = await store.licenses.lockBySubscriptions(tx, [of.subscriptionId])
  if (handed && hasContent(handed)) await noteCovered(context, tx, handed)
}

/** What was handed over is for the end of the service, as far as that is known. */
export async function noteCovered(
  { subscriptions }: Pick<LicenseContext, 'subscriptions'>,
  tx: Tx,
  of: License,
): Promise<void> {
  const { endsAt } = (await subscriptions.find(tx, of.subscriptionId)) ?? {}
  if (endsAt !== undefined) await store.licenses.save(tx, { ...of, coversUntil: endsAt })
}

/**
 * What a seller's server has delivered is handed over. Gives whether the delivery took a step: not while it is paused.
 * What an operator accepted before it was there is the buyer's now.
 */
export async function issueBySystem(
  context: Pick<LicenseContext, 'clock' | 'supervisions' | 'subscriptions'>,
  tx: Tx,
  of: License,
): Promise<boolean> {
  if (await context.supervisions.deliverBySystem(tx, of.subscriptionId)) return true
  const supervision = await context.supervisions.findByLine(tx, of.orderLineId)
  if (supervision?.stage === 'done') await issueAccepted(context, tx, of)
  return false
}

export const lockOfCall = (context: LicenseContext, tx: Tx, call: Pick<Call, 'lane'>): Promise<License> =>
  lockKnown(context, tx, toId(call.lane, 'sub'))

/** The line of its order that it was bought with. */
export function getLine({ lines }: Order, { orderLineId }: License): OrderLine {
  const line = lines.find(({ id }) => id === orderLineId)
  if (!line) throw new Error(`There is no order line ${orderLineId}`)
  return line
}

/** What a message says of the order of a license. */
export async function describeOrder({ orders }: Pick<LicenseContext, 'orders'>, db: Db, of: License) {
  const order = await orders.get(db, of.orderId)
  return { orderId: of.orderId, orderNumber: order.number, product: getLine(order, of).offer.productName }
}

/** The published numbers of the order line that it was bought with. */
export async function getPurchase({ orders }: Pick<LicenseContext, 'orders'>, db: Db, of: License) {
  const order = await orders.get(db, of.orderId)
  return { orderNumber: order.number, lineNumber: getLine(order, of).number }
}
