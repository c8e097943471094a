import { omitUndefined } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { findLicenseWay, identificationParameter } from '@loggia/protocol/console/licenses/kinds'
import type { SupervisionStage } from '@loggia/protocol/console/supervision/kinds'
import type { readUpload } from '../../files/index.ts'
import type { Delivery } from '../../fulfilment/index.ts'
import { runInTx } from '../../platform/index.ts'
import type { MemberRequest, Tx } from '../../platform/index.ts'
import type { SubscriptionEvents } from '../../subscriptions/index.ts'
import type {
  DeliveryAccepted,
  DeliveryMade,
  DeliveryResumed,
  DemandSubmitted,
} from '../../supervision/index.ts'
import { licenseProblems } from '../problems.ts'
import { codeBytes, getEnding, formatCode, requireIdentification } from '../rules.ts'
import type { License } from '../schema.ts'
import * as store from '../store/index.ts'
import type { Calling } from './calling.ts'
import { fileKind, formatPlace, getPurchase, issueBySystem, lockKnown, markIssued } from './context.ts'
import type { LicenseContext } from './context.ts'
import type { Devices } from './devices.ts'
import { isOwed } from './renewals.ts'
import type { Renewals } from './renewals.ts'

/** What a seller hands over; of a code nothing. */
export type HandOver = {
  readonly text?: string | undefined
  readonly file?: ReturnType<typeof readUpload> | undefined
  readonly note?: string | undefined
}

type Helpers = { readonly calling: Calling; readonly devices: Devices; readonly renewals: Renewals }

/** From the paid line to a license that the buyer can see. */
export function createIssuing(context: LicenseContext, { calling, devices, renewals }: Helpers) {
  const { files, ids, orders, randomBytes, seal, subscriptions, supervisions } = context

  /** A line was paid: its license is made, with its code at once, which nobody sees before it is handed over. */
  async function start(
    tx: Tx,
    { subscription, supervision, orderNumber, lineNumber }: SubscriptionEvents['created'],
    delivery: Delivery,
  ): Promise<void> {
    const way = findLicenseWay(supervision?.flow)
    if (!way) throw new Error(`Subscription ${subscription.id} is no license`)
    const code = way === 'code' ? formatCode(randomBytes(codeBytes)) : undefined
    const of: License = omitUndefined({
      id: ids.next('lic'),
      deliveryId: delivery.id,
      orderId: subscription.orderId,
      orderLineId: subscription.orderLineId,
      subscriptionId: subscription.id,
      sellerId: subscription.sellerId,
      buyerId: subscription.buyerId,
      productId: subscription.productId,
      way,
      state: 'waiting' as const,
      quantity: subscription.quantity,
      ending: code && getEnding(code),
      isText: code !== undefined,
      ready: false,
      activationAsked: false,
    })
    const { offer } = await orders.getLine(tx, subscription.orderLineId)
    const { zh, en } = offer.productName
    const sealed =
      code === undefined
        ? undefined
        : { digest: seal.digest(code), sealed: seal.seal(code, formatPlace(of.id)) }
    const activationAsked =
      way === 'online' && (await calling.startActivation(tx, of, { orderNumber, lineNumber }))
    const found = `${orderNumber} ${zh} ${en}`
    await store.licenses.insert(tx, { ...of, activationAsked }, omitUndefined({ found, code: sealed }))
  }

  /** The identification code was given with the order: it is the demand, once the supervision has begun. */
  async function noteCreated(
    tx: Tx,
    { productType, subscription }: SubscriptionEvents['created'],
  ): Promise<void> {
    if (productType !== 'license') return
    const of = await store.licenses.findBySubscription(tx, subscription.id)
    if (of?.way !== 'online') return
    const given = (await orders.listGiven(tx, [subscription.orderLineId])).get(subscription.orderLineId) ?? []
    const value = given.find(({ name }) => name === identificationParameter)?.value.trim()
    if (value) await supervisions.submitDemandOf(tx, subscription.id, value)
  }

  /** R242: the machine is known, so the seller is asked for its license. */
  async function noteDemand(tx: Tx, { supervision }: DemandSubmitted): Promise<void> {
    if (findLicenseWay(supervision.flow) !== 'online') return
    const { demand = '' } = supervision
    requireIdentification(demand)
    const of = await lockKnown(context, tx, supervision.subscriptionId)
    if (await calling.startIssue(tx, of)) return
    if (of.reference !== undefined) return devices.applyFirst(tx, of, demand)
    // The answer to the call for the activation, or its end, leads on. The product may have been bound to a server since.
    if (of.activationAsked) return
    if (await calling.startActivation(tx, of, await getPurchase(context, tx, of)))
      return store.licenses.save(tx, { ...of, activationAsked: true })
    await calling.tellByHand(tx, of, 'no_call')
  }

  /** R98: it is handed over. Throws `license.content_missing` if there is nothing that the buyer would get. */
  async function noteMade(tx: Tx, { supervision }: DeliveryMade): Promise<void> {
    const way = findLicenseWay(supervision.flow)
    if (!way) return
    const of = await lockKnown(context, tx, supervision.subscriptionId)
    // R99: what was sent back is not handed over again.
    if (way !== 'code' && !of.ready) throw licenseProblems.content_missing()
    await markIssued(context, tx, of)
  }

  /** What a server delivered while the flow was stopped is handed over now. */
  async function noteResumed(tx: Tx, { supervision }: DeliveryResumed): Promise<void> {
    if (findLicenseWay(supervision.flow) !== 'online') return
    const of = await lockKnown(context, tx, supervision.subscriptionId)
    if (of.ready) await issueBySystem(context, tx, of)
  }

  /** By the buyer, or an operator decided so: what is there is the buyer's, until the end that is known now (R75). */
  async function noteAccepted(tx: Tx, { supervision }: DeliveryAccepted): Promise<void> {
    const way = findLicenseWay(supervision.flow)
    if (!way) return
    const of = await lockKnown(context, tx, supervision.subscriptionId)
    const isThere = way === 'code' ? of.state === 'waiting' : of.ready
    if (isThere) await markIssued(context, tx, of)
    if (way !== 'code') await renewals.noteAccepted(tx, await lockKnown(context, tx, of.subscriptionId))
  }

  /**
   * The seller hands a license over, which is the proof of the delivery, or releases a code. Throws what makes it
   * impossible: `supervision.not_found`, `supervision.not_in_stage`, the `license.content_…` and those of a refused file.
   */
  function handOver(
    request: MemberRequest,
    id: Id<'spv'>,
    { text, file, note }: HandOver,
  ): Promise<{ stage: SupervisionStage }> {
    if (text !== undefined && file) throw licenseProblems.content_twice()
    const work = (keep: (tx: Tx, of: License) => Promise<string | undefined>) =>
      runInTx(context, request, async (tx) => {
        const before = await supervisions.lockOfSeller(tx, request.actor, id)
        if (!findLicenseWay(before.flow)) throw licenseProblems.not_of_way()
        const of = await lockKnown(context, tx, before.subscriptionId)
        if (of.way === 'code' && (text !== undefined || file)) throw licenseProblems.content_unused()
        const name = await keep(tx, of)
        const content = text ?? file?.content
        if (content !== undefined) await devices.noteHandedOver(tx, of, content)
        const subscription = await subscriptions.find(tx, of.subscriptionId)
        if (content !== undefined && isOwed(of, before, subscription)) {
          await renewals.makeGood(tx, of, name)
          return { stage: before.stage }
        }
        const { stage } = await supervisions.deliverIn(tx, before, { file: name, note })
        return { stage }
      })
    if (!file) return work((tx, of) => keepText(tx, of, text))
    return files.withStored(fileKind, file, (stored) =>
      work(async (tx, of) => {
        const kept = await files.keep(tx, stored, { owner: of.sellerId, subject: of.id })
        await store.licenses.saveContent(tx, of.id, { fileId: kept.id })
        return kept.name
      }),
    )
  }

  async function keepText(tx: Tx, of: License, text: string | undefined): Promise<undefined> {
    if (text !== undefined)
      await store.licenses.saveContent(tx, of.id, { sealed: seal.seal(text, formatPlace(of.id)) })
  }

  return { start, noteCreated, noteDemand, noteMade, noteResumed, noteAccepted, handOver }
}
