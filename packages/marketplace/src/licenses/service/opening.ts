import { isId, omitUndefined, toId } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { mostFileBytes } from '@loggia/protocol/console/files/kinds'
import { requireBuyer, requireSeller } from '../../parties/index.ts'
import { record, runInTx } from '../../platform/index.ts'
import type { Db, MemberActor, Tx } from '../../platform/index.ts'
import { licenseProblems } from '../problems.ts'
import { requireGoingOn, requireOpenable, toCollected } from '../rules.ts'
import type { License } from '../schema.ts'
import * as store from '../store/index.ts'
import { fileKind, lockKnown, formatPlace, toFact } from './context.ts'
import type { LicenseContext } from './context.ts'

/** A code or a text, which nobody sees without a row in the history. */
type Opened = { readonly text: string }

/** Codes, texts and files of licenses, as buyer and seller open them. */
export function createOpening(context: LicenseContext) {
  const { clock, seal, subscriptions, supervisions } = context

  async function lockOwn(tx: Tx, id: Id<'lic'>, isOwn: (of: License) => boolean): Promise<License> {
    const found = await store.licenses.find(tx, id)
    if (!found || !isOwn(found)) throw licenseProblems.not_found({ licenseId: id })
    return lockKnown(context, tx, found.subscriptionId)
  }

  async function openSealed(
    id: Id<'lic'> | Id<'lap'>,
    sealed: Promise<Uint8Array | undefined>,
  ): Promise<Opened> {
    const found = await sealed
    if (!found) throw new Error(`${id} has no text`)
    return { text: seal.open(found, formatPlace(id)) }
  }

  /** R116: what is frozen for a violation is not opened. Throws `subscription.frozen_for_violation`. */
  async function requireUsable(tx: Tx, of: License): Promise<void> {
    const subscription = await subscriptions.find(tx, of.subscriptionId)
    if (subscription) subscriptions.requireUsable(subscription)
  }

  /** R142: the first opening by the buyer collects it; each is on record. */
  async function noteOpened(tx: Tx, of: License, by: 'buyer' | 'seller'): Promise<void> {
    const { subject, data } = toFact(of)
    if (by === 'seller' || of.collectedAt !== undefined)
      return record(tx, 'license.opened', { subject, data: { ...data, by } })
    if (tx.actor.kind !== 'member') throw new Error(`${of.id} is collected by a member`)
    const now = clock.now()
    const collectedBy = { id: tx.actor.memberId, name: tx.actor.name }
    await store.licenses.save(tx, toCollected(of, { collectedAt: now, collectedBy }))
    await record(tx, 'license.collected', { subject, data })
    if (of.way === 'code') await supervisions.noteCollected(tx, of.subscriptionId)
  }

  /**
   * The buyer opens a code or a text. Throws `license.not_found`, `license.not_issued`, `license.ended`,
   * `license.is_file`, `supervision.appealed`, `supervision.refund_open`.
   */
  const openAsBuyer = (actor: MemberActor, id: Id<'lic'>): Promise<Opened> =>
    runInTx(context, { actor }, async (tx) => {
      const buyerId = requireBuyer(actor)
      const of = await lockOwn(tx, id, (one) => one.buyerId === buyerId)
      requireOpenable(of)
      await requireUsable(tx, of)
      await noteOpened(tx, of, 'buyer')
      return openSealed(id, store.licenses.findSealed(tx, id))
    })

  /** The seller opens what its buyer has, at any time until the end. */
  const openAsSeller = (actor: MemberActor, id: Id<'lic'>): Promise<Opened> =>
    runInTx(context, { actor }, async (tx) => {
      const sellerId = requireSeller(actor)
      const of = await lockOwn(tx, id, (one) => one.sellerId === sellerId)
      requireGoingOn(of)
      if (!of.isText) requireOpenable(of)
      await noteOpened(tx, of, 'seller')
      return openSealed(id, store.licenses.findSealed(tx, id))
    })

  /** The buyer opens the license of a device. Throws `license.application_not_found` and what an opening throws. */
  const openDevice = (actor: MemberActor, id: Id<'lap'>): Promise<Opened> =>
    runInTx(context, { actor }, async (tx) => {
      const buyerId = requireBuyer(actor)
      const application = await store.applications.find(tx, seal, id)
      const found = application && (await store.licenses.find(tx, application.licenseId))
      if (!application || found?.buyerId !== buyerId)
        throw licenseProblems.application_not_found({ licenseApplicationId: id })
      const of = await lockKnown(context, tx, found.subscriptionId)
      const { isText, fileId } = (await store.applications.find(tx, seal, id)) ?? application
      requireOpenable({ state: of.state, isText, ...omitUndefined({ fileId }) })
      await requireUsable(tx, of)
      await noteOpened(tx, of, 'buyer')
      return openSealed(id, store.applications.findSealed(tx, id))
    })

  /** The license that a file is of: its own, or that of a device. */
  async function findOfSubject(from: Db, subject: string): Promise<License | undefined> {
    const application = isId(subject, 'lap')
      ? await store.applications.find(from, seal, toId(subject, 'lap'))
      : undefined
    const id = application?.licenseId ?? subject
    return isId(id, 'lic') ? store.licenses.find(from, toId(id, 'lic')) : undefined
  }

  /** A buyer reads a file once it is handed over, and until the end; operators read none. */
  context.files.defineKind(fileKind, {
    mediaTypes: [
      'application/octet-stream',
      'text/plain',
      'application/zip',
      'application/pdf',
      'image/png',
      'image/jpeg',
    ],
    mostBytes: mostFileBytes,
    mostOfSubject: 50,
    rights: { seller: 'orders:write', buyer: 'purchase' },
    async readersOf(from, subject) {
      const of = await findOfSubject(from, subject)
      if (!of || of.state === 'ended') return {}
      return of.state === 'waiting' ? {} : { buyers: [of.buyerId] }
    },
    async recordOpening(tx, { subjects }) {
      for (const subject of subjects) {
        const found = await findOfSubject(tx, subject)
        if (!found) continue
        const of = await lockKnown(context, tx, found.subscriptionId)
        requireGoingOn(of)
        await requireUsable(tx, of)
        await noteOpened(tx, of, 'buyer')
      }
    },
  })

  return { openAsBuyer, openAsSeller, openDevice }
}
