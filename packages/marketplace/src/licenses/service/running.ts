import { omitUndefined, toId } from '@loggia/kernel'
import type { Tx } from '../../platform/index.ts'
import type { SubscriptionEvents } from '../../subscriptions/index.ts'
import { isFrozen } from '../rules.ts'
import type { LicenseCall, LicenseOfKind } from '../schema.ts'
import * as store from '../store/index.ts'
import type { Calling } from './calling.ts'
import { lockKnown, lockOfCall, getPurchase } from './context.ts'
import type { LicenseContext } from './context.ts'
import type { Renewals } from './renewals.ts'

/** A license from its first day to its end, and the calls of it that are started again (R112–R116). */
export function createRunning(context: LicenseContext, calling: Calling, renewals: Renewals) {
  const { clock, fulfilment, subscriptions } = context

  /** R112: the end was moved. Where no seller's server is told, the renewal is complete at once. */
  async function extend(tx: Tx, event: SubscriptionEvents['extended']): Promise<void> {
    const { subscriptionId, scene, orderId, orderNumber, lineNumber, endsAt, productCode } = event
    if (scene !== 'renewal' && scene !== 'renewal_cancelled')
      throw new Error(`${subscriptionId} is a license: it has no ${scene}`)
    const of = await lockKnown(context, tx, subscriptionId)
    const operation = omitUndefined({
      kind: 'refresh_license' as const,
      licenseId: of.id,
      scene,
      orderNumber,
      lineNumber,
      productCode,
      expiresAt: endsAt,
      purchase: await getPurchase(context, tx, of),
    })
    const isTold = (await calling.sendKnown(tx, of, { operation, subject: orderId })) !== undefined
    if (!isTold) await fulfilment.confirmTerms(tx, subscriptionId, { expiresAt: endsAt, lineNumber })
    if (scene === 'renewal') await renewals.noteExtended(tx, of, { orderId, orderNumber, endsAt, isTold })
    const subscription = await subscriptions.lock(tx, subscriptionId)
    // R116: a seller may lift a freeze when the end moves, so what is frozen for a violation is frozen again.
    if (subscription?.barred) await calling.setStatus(tx, of, 'frozen')
    else if (event.unfreeze) await calling.setStatus(tx, of, 'active')
  }

  /** R114: the grace is over. */
  const freeze = async (tx: Tx, { subscriptionId }: SubscriptionEvents['frozen']): Promise<void> =>
    calling.setStatus(tx, await lockKnown(context, tx, subscriptionId), 'frozen')

  /** R116: frozen for a violation, or this was lifted; the subscription itself says so to software and pages. */
  async function bar(tx: Tx, event: SubscriptionEvents['barred']): Promise<void> {
    if (!event.tellsSeller) return
    const of = await lockKnown(context, tx, event.subscriptionId)
    await calling.setStatus(tx, of, event.type === 'subscription.barred' ? 'frozen' : 'active')
  }

  /** It is over: nothing is handed over, opened or activated any more. */
  async function end(tx: Tx, { subscriptionId, refundOrder }: SubscriptionEvents['ended']): Promise<void> {
    const of = await lockKnown(context, tx, subscriptionId)
    await fulfilment.completeTerms(tx, subscriptionId)
    if (of.state === 'ended') return
    await store.licenses.save(tx, { ...of, state: 'ended', endedAt: clock.now() })
    await store.applications.endAll(tx, of.id)
    await calling.release(
      tx,
      of,
      refundOrder && { orderNumber: refundOrder.number, lineNumber: refundOrder.lineNumber },
    )
  }

  /** Restates a call for the license itself; undefined once it has come another way, or is over. */
  async function issueAgain(
    tx: Tx,
    call: LicenseCall<'issue_license'>,
  ): Promise<LicenseOfKind<'issue_license'> | undefined> {
    const of = await lockOfCall(context, tx, call)
    const supervision = await context.supervisions.findByLine(tx, of.orderLineId)
    return of.state !== 'ended' && supervision?.stage === 'performing' ? call.operation : undefined
  }

  async function createAgain(
    tx: Tx,
    call: LicenseCall<'create_activation'>,
  ): Promise<LicenseOfKind<'create_activation'> | undefined> {
    const of = await lockOfCall(context, tx, call)
    return of.state !== 'ended' && of.reference === undefined ? call.operation : undefined
  }

  /** Restates a refresh with today's end. */
  async function refreshAgain(
    tx: Tx,
    call: LicenseCall<'refresh_license'>,
  ): Promise<LicenseOfKind<'refresh_license'> | undefined> {
    const held = await subscriptions.lockHeld(tx, toId(call.lane, 'sub'))
    const { closedAt, endsAt } = held.subscription
    if (closedAt !== undefined || endsAt === undefined) return undefined
    return { ...call.operation, expiresAt: await subscriptions.endToTell(tx, held) }
  }

  /** Restates whether it is frozen today. */
  async function statusAgain(
    tx: Tx,
    call: LicenseCall<'set_license_status'>,
  ): Promise<LicenseOfKind<'set_license_status'> | undefined> {
    const of = await lockOfCall(context, tx, call)
    const subscription = await subscriptions.find(tx, of.subscriptionId)
    if (of.state === 'ended' || !subscription) return undefined
    return { ...call.operation, status: isFrozen(subscription) ? 'frozen' : 'active' }
  }

  /** Restates a release that did not reach its seller, with the same numbers. */
  async function releaseAgain(
    tx: Tx,
    call: LicenseCall<'release_license'>,
  ): Promise<LicenseOfKind<'release_license'> | undefined> {
    const of = await lockOfCall(context, tx, call)
    return of.state === 'ended' ? call.operation : undefined
  }

  return {
    extend,
    freeze,
    bar,
    end,
    issueAgain,
    createAgain,
    refreshAgain,
    statusAgain,
    releaseAgain,
  }
}
