import { addMs, fromDays, omitUndefined } from '@loggia/kernel'
import type { Id, Instant } from '@loggia/kernel'
import type { DraftProduct } from '@loggia/protocol/console'
import { getPromises } from '@loggia/protocol/console/catalog/draft/type-rules'
import { requireOperator } from '../../parties/index.ts'
import { emit, findSetting, runInTx, notify, record, setWakeup, toWireTime } from '../../platform/index.ts'
import type { MemberActor, Tx } from '../../platform/index.ts'
import { catalogProblems } from '../problems.ts'
import { requireNoDelistedSku } from '../rules/delisting.ts'
import { requireFitDraft } from '../rules/fit-draft.ts'
import {
  decideFinalDelisting,
  decidePublication,
  decideRejection,
  decideReturn,
  decideReview,
  decideSuspension,
  isHeld,
  requireFitChange,
} from '../rules/lifecycle.ts'
import { fourEyesOnPrices } from '../schema.ts'
import type { Application, Decision, Product, ProductState, ProductTold } from '../schema.ts'
import type { FactKind } from '@loggia/protocol/console'
import * as store from '../store/index.ts'
import { readDraft, withCodes, writeDraft } from './contents.ts'
import { lockAny, saveAgreement, showPictures, tellPublic } from './context.ts'
import type { WithMedia } from './context.ts'
import { createCertificates } from './certificates.ts'
import { createDelistings } from './delistings.ts'
import { createInterfaceStops } from './interface-stops.ts'
import { saveNextVersion } from './judge-form.ts'
import { createSellerSuspensions } from './seller-suspensions.ts'
import { suspensionWakeup } from './suspension.ts'

type Deciding = { readonly product: Product; readonly application: Application; readonly reason?: string }

const rejections = {
  release: 'product.rejected',
  change: 'product.change_rejected',
  delisting: 'product.delisting_rejected',
} as const satisfies Readonly<Record<Application['kind'], FactKind>>

/** Use cases of operators that review, suspend and delist products. */
export function createReviews(platform: WithMedia) {
  const { clock, db } = platform
  const delistings = createDelistings(platform)
  const certificates = createCertificates(platform)

  /** An application with the current content of its product. */
  async function getReview(
    actor: MemberActor,
    id: Id<'apl'>,
  ): Promise<{ application: Application; current: DraftProduct }> {
    requireOperator(actor)
    const application = await store.findApplication(db, id)
    if (!application) throw catalogProblems.application_not_found({ applicationId: id })
    return { application, current: writeDraft(await store.loadContent(db, application.productId, true)) }
  }

  /** A reviewer opens an application: it can no longer be withdrawn (R58). Opening it again has no effect. */
  const openReview = (actor: MemberActor, id: Id<'apl'>): Promise<void> =>
    runInTx(platform, { actor }, async (tx) => {
      requireOperator(actor)
      const found = await store.findApplication(tx, id)
      if (!found) throw catalogProblems.application_not_found({ applicationId: id })
      const product = await lockAny(tx, found.productId)
      const application = await store.lockOpenApplication(tx, found.productId)
      if (application?.id !== id) throw catalogProblems.not_in_review({ state: product.state })
      if (application.openedAt !== undefined) return
      const openedAt = clock.now()
      await store.saveApplication(tx, { ...application, openedBy: actor.memberId, openedAt })
      await record(tx, 'product.review_opened', { subject: product.id, data: { applicationId: id } })
      await notify(tx, 'product_review_started', sellerOf(product), {
        subject: product.id,
        data: { name: product.name, dueAt: toWireTime(application.dueAt) },
      })
    })

  /**
   * Approves or rejects the application in review (R46, R49, R50). With four eyes, changed prices need two approvals
   * (R6).
   */
  const decide = (
    actor: MemberActor,
    productId: Id<'prd'>,
    decision: Decision,
  ): Promise<{ state: ProductState }> =>
    runInTx(platform, { actor }, async (tx) => {
      requireOperator(actor)
      if (decision.approve) await requireSellerActive(tx, productId)
      const product = await lockAny(tx, productId)
      const open = await store.lockOpenApplication(tx, productId)
      if (!open) throw catalogProblems.not_in_review({ state: product.state })
      const { memberId } = actor
      const fourEyes = (await findSetting(tx, fourEyesOnPrices)) ?? false
      const outcome = decideReview(open, decision, { memberId, fourEyes })
      const application = { openedBy: memberId, openedAt: clock.now(), ...open }
      const deciding: Deciding = omitUndefined({ product, application, reason: decision.reason })
      if (outcome === 'second') return second(tx, deciding, memberId)
      await store.saveApplication(tx, {
        ...application,
        state: outcome === 'approve' ? 'approved' : 'rejected',
        decidedBy: memberId,
        decidedAt: clock.now(),
        ...omitUndefined({ decisionReason: decision.reason }),
      })
      const state = await (outcome === 'approve' ? approve : reject)(tx, deciding)
      if (outcome === 'approve') {
        await showPictures(platform, tx, { sellerId: product.sellerId, subject: open.id })
        if (open.kind !== 'release') await saveNextVersion(platform, tx, { actor, product })
      }
      await tellDecided(tx, deciding, outcome === 'approve')
      return { state }
    })

  /**
   * Nothing new of a suspended seller goes on sale. Locks the seller before the product, as its suspension does. Throws
   * `parties.seller_suspended`.
   */
  async function requireSellerActive(tx: Tx, productId: Id<'prd'>): Promise<void> {
    const product = await store.find(tx, productId)
    if (product?.state === 'in_review') await platform.parties.requireSellerActive(tx, product.sellerId)
  }

  async function second(
    tx: Tx,
    { product, application }: Deciding,
    memberId: Id<'mbr'>,
  ): Promise<{ state: ProductState }> {
    await store.saveApplication(tx, { ...application, secondedBy: memberId })
    await record(tx, 'product.approved_once', {
      subject: product.id,
      data: { applicationId: application.id },
    })
    return { state: product.state }
  }

  const approve = (tx: Tx, deciding: Deciding): Promise<ProductState> =>
    deciding.application.kind === 'delisting' ? delistings.approve(tx, deciding) : publish(tx, deciding)

  async function publish(tx: Tx, { product, application, reason }: Deciding): Promise<ProductState> {
    const { id } = product
    const hidden =
      application.kind === 'change' ? await applyChange(tx, product, application.content) : product.hidden
    const state = decidePublication(product, hidden || (await certificates.isOver(tx, id)))
    if (application.showsCertificates) await store.showCertificates(tx, id)
    await certificates.watch(tx, id)
    await store.saveState(tx, { ...product, hidden, state }, clock.now())
    if (product.hidden && !hidden && application.kind === 'change') await store.showSpecifications(tx, id)
    await record(tx, application.kind === 'release' ? 'product.listed' : 'product.changed', {
      subject: id,
      data: omitUndefined({
        from: product.state,
        to: state,
        applicationId: application.id,
        changesPrices: application.kind === 'change' ? application.changesPrices : undefined,
        reason,
      }),
    })
    await tellPublic(tx, id, product.state, state)
    return state
  }

  /**
   * Writes the proposed content, after checking it again: a specification may have been delisted, or the protocol
   * changed, since. Returns whether the product is hidden.
   */
  async function applyChange(tx: Tx, product: Product, proposed: DraftProduct | undefined): Promise<boolean> {
    if (!proposed) throw new Error(`The change of ${product.id} has no content`)
    const draft = readDraft(proposed)
    requireFitDraft(draft)
    requireFitChange(await store.loadContent(tx, product.id), draft)
    requireNoDelistedSku(await store.listSkus(tx, product.id), draft)
    await emit<ProductTold<'product.change_approved'>>(tx, {
      type: 'product.change_approved',
      productId: product.id,
      afterSale: getPromises(proposed),
    })
    const known = await store.loadContent(tx, product.id, true)
    const content = withCodes(draft, known, platform)
    await store.saveContent(tx, product.id, { content, wasListed: true })
    await showPictures(platform, tx, { sellerId: product.sellerId, subject: product.id, content })
    await saveAgreement(platform, tx, product.id, draft.agreement)
    return draft.hidden ?? false
  }

  async function reject(tx: Tx, { product, application, reason }: Deciding): Promise<ProductState> {
    const state = decideRejection(product, application)
    await store.saveState(tx, { ...product, state }, clock.now())
    await record(tx, rejections[application.kind], {
      subject: product.id,
      data: { from: product.state, to: state, applicationId: application.id, reason },
    })
    return state
  }

  const sellerOf = ({ sellerId: id }: Product) => ({ kind: 'seller', id }) as const

  const tellDecided = (
    tx: Tx,
    { product, application, reason }: Deciding,
    approved: boolean,
  ): Promise<void> =>
    notify(tx, 'product_decided', sellerOf(product), {
      subject: product.id,
      data: { name: product.name, application: application.kind, approved, reason },
    })

  /** R53: takes a product off sale for some days; it returns by itself. */
  const suspend = (
    actor: MemberActor,
    productId: Id<'prd'>,
    ask: { readonly days: number; readonly reason: string },
  ): Promise<{ state: ProductState }> =>
    runInTx(platform, { actor }, async (tx) => {
      requireOperator(actor)
      const product = await lockAny(tx, productId)
      const state = decideSuspension(product)
      await delistings.tellStopped(tx, { productId })
      const suspendedUntil = addMs(clock.now(), fromDays(ask.days))
      await store.saveState(tx, { ...product, state, suspendedUntil }, clock.now())
      await setWakeup(tx, { kind: suspensionWakeup, subject: productId }, suspendedUntil)
      await record(tx, 'product.suspended', {
        subject: productId,
        data: { from: product.state, to: state, reason: ask.reason, until: toWireTime(suspendedUntil) },
      })
      await tellPublic(tx, productId, product.state, state)
      await notify(tx, 'product_suspended', sellerOf(product), {
        subject: productId,
        data: { name: product.name, until: toWireTime(suspendedUntil), reason: ask.reason },
      })
      return { state }
    })

  /** Handles the wake-up at the end of a suspension. */
  async function lookAtSuspension(tx: Tx, productId: Id<'prd'>, now: Instant): Promise<void> {
    const product = await store.lock(tx, productId)
    if (product?.state !== 'suspended' || product.suspendedUntil === undefined) return
    const { suspendedUntil, ...rest } = product
    if (now < suspendedUntil)
      return setWakeup(tx, { kind: suspensionWakeup, subject: productId }, suspendedUntil)
    // It returns together with its seller, and when its interface works.
    if (isHeld(rest)) return store.saveState(tx, rest, clock.now())
    const state = decideReturn(product, await certificates.isOver(tx, productId))
    await store.saveState(tx, { ...rest, state }, clock.now())
    await record(tx, 'product.returned', { subject: productId, data: { from: product.state, to: state } })
    await tellPublic(tx, productId, product.state, state)
    await notify(tx, 'product_returned', sellerOf(product), {
      subject: productId,
      data: { name: product.name },
    })
  }

  /** An operator delists a product for good. An application in review is withdrawn. */
  const delist = (
    actor: MemberActor,
    productId: Id<'prd'>,
    ask: { readonly reason: string },
  ): Promise<{ state: ProductState }> =>
    runInTx(platform, { actor }, async (tx) => {
      requireOperator(actor)
      const product = await lockAny(tx, productId)
      decideFinalDelisting(product)
      await delistings.withdrawOpen(tx, product)
      const state = await delistings.delistWhole(tx, product, { reason: ask.reason })
      const { reason } = ask
      await notify(tx, 'product_taken_off', sellerOf(product), {
        subject: productId,
        data: { name: product.name, reason },
      })
      return { state }
    })

  return {
    getReview,
    openReview,
    decide,
    suspend,
    lookAtSuspension,
    ...createSellerSuspensions(platform, { delistings, certificates }),
    ...createInterfaceStops(platform, { delistings, certificates }),
    delist,
    lookAtCertificates: certificates.lookAtCertificates,
  }
}
