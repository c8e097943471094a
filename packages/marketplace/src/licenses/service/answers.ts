import { toId } from '@loggia/kernel'
import type { Answer, AnsweredCall } from '../../calls/index.ts'
import { notify, record, toWireTime } from '../../platform/index.ts'
import type { Tx } from '../../platform/index.ts'
import type { License, LicenseCall, LicenseOfKind, LicenseOperation } from '../schema.ts'
import * as store from '../store/index.ts'
import type { Calling } from './calling.ts'
import { describeOrder, formatPlace, issueBySystem, lockOfCall, toFact } from './context.ts'
import type { LicenseContext } from './context.ts'
import type { Devices } from './devices.ts'

type Apply<Kind extends LicenseOperation['kind']> = (
  tx: Tx,
  call: LicenseCall<Kind>,
  answer: Answer<LicenseOfKind<Kind>>,
) => Promise<void>

/** What the seller's server has answered. */
export function createAnswers(context: LicenseContext, calling: Calling, devices: Devices) {
  const { fulfilment, orders, parties, seal, subscriptions, supervisions } = context

  /** Runs the handler for one answer after the other; each changes its own order. All are locked before, in one order. */
  const eachAnswer =
    <Kind extends LicenseOperation['kind']>(apply: Apply<Kind>) =>
    async (tx: Tx, answered: readonly AnsweredCall<LicenseOfKind<Kind>>[]): Promise<void> => {
      await subscriptions.lockAll(
        tx,
        answered.map(({ call }) => toId(call.lane, 'sub')),
      )
      for (const { call, answer } of answered) await apply(tx, call, answer)
    }

  /** The seller's id of a license; that of one which is over is released. */
  async function noteReference(tx: Tx, of: License, reference: string | undefined): Promise<License> {
    if (reference === undefined || of.reference !== undefined) return of
    const named: License = { ...of, reference }
    await store.licenses.save(tx, named)
    if (named.state === 'ended') await calling.release(tx, named)
    return named
  }

  /** The license itself has come: it is delivered, unless the seller was faster by hand (R242). */
  const applyIssued: Apply<'issue_license'> = async (tx, call, answer) => {
    const of = await lockOfCall(context, tx, call)
    if (answer.kind === 'stopped') return of.state === 'waiting' ? calling.noteStopped(tx, of) : undefined
    const named = await noteReference(tx, of, answer.data.reference)
    const { license } = answer.data
    const supervision = await supervisions.findByLine(tx, of.orderLineId)
    const isDue = named.state === 'waiting' || supervision?.stage === 'performing'
    if (named.state === 'ended' || !isDue || license === undefined) return
    await store.licenses.saveContent(tx, of.id, { sealed: seal.seal(license, formatPlace(of.id)) })
    await issueBySystem(context, tx, named)
  }

  /** The seller has made an activation: with the device of the demand, its license is applied for. */
  const applyCreated: Apply<'create_activation'> = async (tx, call, answer) => {
    const of = await lockOfCall(context, tx, call)
    if (answer.kind === 'stopped') {
      const isMissing = of.state === 'waiting' && of.reference === undefined
      return isMissing ? calling.noteStopped(tx, of) : undefined
    }
    await noteCreatedAs(tx, of, answer.data.reference)
  }

  async function noteCreatedAs(tx: Tx, of: License, reference: string | undefined): Promise<void> {
    const named = await noteReference(tx, of, reference)
    if (named === of || named.state !== 'waiting') return
    const supervision = await supervisions.findByLine(tx, of.orderLineId)
    if (supervision?.demand !== undefined) await devices.applyFirst(tx, named, supervision.demand)
  }

  /** A late answer, or a refusal, that names what the seller has made. */
  async function noteStray(
    tx: Tx,
    call: LicenseCall<'issue_license' | 'create_activation'>,
    reference: string,
  ): Promise<void> {
    const of = await lockOfCall(context, tx, call)
    const holder = { sellerId: of.sellerId, subscriptionId: of.subscriptionId, reference }
    if (of.reference !== undefined || (await store.licenses.findOtherHolder(tx, holder))) return
    if (call.operation.kind === 'create_activation') await noteCreatedAs(tx, of, reference)
    else await noteReference(tx, of, reference)
  }

  const applyApplied: Apply<'apply_license'> = async (tx, call, answer) => {
    if (answer.kind === 'stopped') await devices.noteStopped(tx, await lockOfCall(context, tx, call), call)
  }

  /** The orders that the seller has confirmed are complete. R73: without that the paid time holds all the same. */
  const applyRefreshed: Apply<'refresh_license'> = async (tx, call, answer) => {
    const of = await lockOfCall(context, tx, call)
    const { expiresAt, scene } = call.operation
    const { data } = toFact(of)
    const fact = { subject: call.subject, data: { ...data, endsAt: toWireTime(expiresAt) } }
    if (answer.kind !== 'stopped') {
      await record(tx, 'license.renewal_told', fact)
      return fulfilment.confirmTerms(tx, of.subscriptionId, call.operation)
    }
    await record(tx, 'license.renewal_unconfirmed', fact)
    if (scene !== 'renewal_cancelled') await tellUnconfirmed(tx, of, call)
  }

  async function tellUnconfirmed(
    tx: Tx,
    of: License,
    { subject }: Pick<LicenseCall, 'subject'>,
  ): Promise<void> {
    const orderId = toId(subject, 'ord')
    const { number: orderNumber } = await orders.get(tx, orderId)
    const { id, name } = await parties.getSeller(tx, of.sellerId)
    const { product } = await describeOrder(context, tx, of)
    const data = { orderId, orderNumber, product, seller: { id, name } }
    await notify(
      tx,
      'license_renewal_unconfirmed',
      { kind: 'operator' },
      { subject: `${of.id}:${orderId}`, data },
    )
  }

  const applyReleased: Apply<'release_license'> = async (tx, call, answer) => {
    if (answer.kind === 'stopped') return
    await record(tx, 'license.released', toFact(await lockOfCall(context, tx, call)))
  }

  return {
    noteStray,
    applyIssued: eachAnswer(applyIssued),
    applyCreated: eachAnswer(applyCreated),
    applyApplied: eachAnswer(applyApplied),
    applyRefreshed: eachAnswer(applyRefreshed),
    applyReleased: eachAnswer(applyReleased),
  }
}
