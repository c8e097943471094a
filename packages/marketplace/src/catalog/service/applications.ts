import { addMs, fromDays, omitUndefined, toPage } from '@loggia/kernel'
import type { Id, Instant, Page, PageRequest } from '@loggia/kernel'
import type { DraftProduct, RouteRequest } from '@loggia/protocol/console'
import { getPromises } from '@loggia/protocol/console/catalog/draft/type-rules'
import { requireSeller } from '../../parties/index.ts'
import { emit, runInTx, record } from '../../platform/index.ts'
import type { MemberActor, Tx } from '../../platform/index.ts'
import { catalogProblems } from '../problems.ts'
import { requireValidCertificates } from '../rules/certificates.ts'
import { requireNoDelistedSku } from '../rules/delisting.ts'
import { requireFitDraft, requireTagged } from '../rules/fit-draft.ts'
import {
  hasNewPrices,
  decideDueAt,
  decideSubmission,
  decideWithdrawal,
  isSameDay,
  requireChangeable,
  requireFitChange,
} from '../rules/lifecycle.ts'
import { requireSameType } from '../rules/product-types.ts'
import { requireLeaf } from '../rules/sales.ts'
import { requireSupervisionTexts } from '../rules/supervision.ts'
import type { Application, Draft, Product, ProductState, ProductTold } from '../schema.ts'
import * as store from '../store/index.ts'
import { readDraft, writeDraft } from './contents.ts'
import { lockOwn, requirePriceRight, showPictures } from './context.ts'
import type { WithMedia } from './context.ts'
import { createDelistings } from './delistings.ts'
import { requireComplete, requireVersion, supersedeForm } from './judge-form.ts'

type Filed = { readonly applicationId: Id<'apl'> }
type NewApplication = Pick<
  Application,
  | 'kind'
  | 'content'
  | 'specificationIds'
  | 'skus'
  | 'reason'
  | 'evidence'
  | 'changesPrices'
  | 'showsCertificates'
>

/** New content of a product; `visibility` only shows or hides something. */
type Proposal = {
  readonly product: Product
  readonly content: DraftProduct
  readonly ask: 'change' | 'visibility'
}

const listPrices = ({ specifications }: Draft) =>
  specifications.flatMap(({ skus }) => skus.flatMap(({ prices }) => prices))

type DelistingAsk = RouteRequest<'POST /api/seller/products/:productId/delisting'>['body']

const readDelisting = ({ reason, specificationIds, skus, evidence }: DelistingAsk) =>
  omitUndefined({
    reason,
    specificationIds,
    skus: skus?.map(({ specificationId, values }) => ({
      specificationId: specificationId,
      values,
    })),
    evidence,
  })

/** Use cases of sellers that ask for a review. */
export function createApplications(platform: WithMedia) {
  const { calendar, clock, ids, zone } = platform
  const delistings = createDelistings(platform)

  async function file(tx: Tx, product: Product, asked: NewApplication): Promise<Id<'apl'>> {
    const filedAt = clock.now()
    const application: Application = {
      ...asked,
      id: ids.next('apl'),
      productId: product.id,
      sellerId: product.sellerId,
      state: 'in_review',
      filedAt,
      dueAt: decideDueAt(filedAt, 1, await calendar.getWorkingDays(tx)),
    }
    const { sellerId } = product
    // A seller goes on editing a rejected application (R49): its pictures stay until the next one is filed.
    const [before] = await store.listApplications(tx, product.id, { limit: 1 })
    if (!(await store.insertApplication(tx, application)))
      throw catalogProblems.application_pending({ productId: product.id })
    if (before) await showPictures(platform, tx, { sellerId, subject: before.id })
    await showPictures(platform, tx, { sellerId, subject: application.id, content: asked.content })
    return application.id
  }

  /** R45: from the tenth release of a day, all releases of that day that still wait are due later. */
  async function extendReviews(tx: Tx, sellerId: Id<'sel'>, now: Instant): Promise<void> {
    const since = await store.lockReleasesSince(tx, sellerId, addMs(now, -fromDays(1)))
    const today = since.filter(({ filedAt }) => isSameDay(filedAt, now, zone))
    const days = await calendar.getWorkingDays(tx)
    for (const release of today.filter(({ state }) => state === 'in_review')) {
      const dueAt = decideDueAt(release.filedAt, today.length, days)
      if (dueAt !== release.dueAt) await store.saveApplication(tx, { ...release, dueAt })
    }
  }

  /**
   * Submits a draft for review. Throws `catalog.not_submittable`, `agreements.not_accepted` (R89), and what a handler of
   * `product.submitted` throws.
   */
  const submit = (actor: MemberActor, productId: Id<'prd'>): Promise<{ state: ProductState }> =>
    runInTx(platform, { actor }, async (tx) => {
      const product = await lockOwn(tx, actor, productId)
      const { sellerId } = product
      await platform.agreements.requireSellerAcceptance(tx, sellerId)
      const state = decideSubmission(product)
      await requireComplete(tx, product)
      requireLeaf(await store.listCategories(tx), product.category)
      const content = writeDraft(await store.loadContent(tx, productId))
      requireTagged(content)
      requireSupervisionTexts(content)
      requireValidCertificates(content.certificates ?? [], { now: clock.now(), zone })
      const id = await file(tx, product, {
        kind: 'release',
        content,
        changesPrices: false,
        showsCertificates: true,
      })
      await supersedeForm(platform, tx, { actor, product })
      await extendReviews(tx, sellerId, clock.now())
      await store.saveState(tx, { ...product, state }, clock.now())
      await record(tx, 'product.submitted', {
        subject: productId,
        data: { from: product.state, to: state, applicationId: id },
      })
      await emit<ProductTold<'product.submitted'>>(tx, { type: 'product.submitted', productId, sellerId })
      return { state }
    })

  async function proposeIn(tx: Tx, actor: MemberActor, { product, content, ask }: Proposal): Promise<Filed> {
    requireChangeable(product)
    const draft = readDraft(content)
    requireFitDraft(draft)
    requireValidCertificates(draft.certificates ?? [], { now: clock.now(), zone })
    requireLeaf(await store.listCategories(tx), draft.category)
    const current = await store.loadContent(tx, product.id)
    requireSameType(current, draft)
    requireFitChange(current, draft)
    requireNoDelistedSku(await store.listSkus(tx, product.id), draft)
    const prices = hasNewPrices(current, draft)
    if (prices) await requirePriceRight(platform, tx, actor)
    const applicationId = await file(tx, product, {
      kind: 'change',
      content,
      changesPrices: prices,
      showsCertificates: ask === 'change',
    })
    await record(tx, 'product.change_proposed', {
      subject: product.id,
      data: { applicationId, changesPrices: prices, hidden: draft.hidden ?? false },
    })
    await emit<ProductTold<'product.change_proposed'>>(
      tx,
      omitUndefined({
        type: 'product.change_proposed',
        productId: product.id,
        afterSale: getPromises(draft),
        offered: ask === 'change' ? listPrices(draft) : undefined,
      }),
    )
    return { applicationId }
  }

  /**
   * Proposes new content for a product; the old version stays on sale until it is approved (R49). Also throws what a
   * handler of `product.change_proposed` throws, and `catalog.draft_changed` if its draft was saved since `version`.
   */
  const proposeChange = (
    actor: MemberActor,
    productId: Id<'prd'>,
    { version, ...content }: DraftProduct & { readonly version?: number | undefined },
  ): Promise<Filed> =>
    runInTx(platform, { actor }, async (tx) => {
      const product = await lockOwn(tx, actor, productId)
      if (version !== undefined) requireVersion(await store.lockDraft(tx, productId), version)
      requireTagged(content)
      requireSupervisionTexts(content)
      const filed = await proposeIn(tx, actor, { product, content, ask: 'change' })
      await supersedeForm(platform, tx, { actor, product })
      return filed
    })

  /** R52: proposes to show or hide a product or one of its specifications; reviewed like any other change. */
  const proposeVisibility = (
    actor: MemberActor,
    productId: Id<'prd'>,
    ask: { readonly hidden: boolean; readonly specificationId?: string | undefined },
  ): Promise<Filed> =>
    runInTx(platform, { actor }, async (tx) => {
      const product = await lockOwn(tx, actor, productId)
      const current = writeDraft(await store.loadContent(tx, productId))
      if (ask.specificationId === undefined)
        return proposeIn(tx, actor, {
          product,
          content: { ...current, hidden: ask.hidden },
          ask: 'visibility',
        })
      if (!current.specifications.some(({ id }) => id === ask.specificationId))
        throw catalogProblems.specification_unknown({ specificationId: ask.specificationId })
      const specifications = current.specifications.map((one) =>
        one.id === ask.specificationId ? { ...one, hidden: ask.hidden } : one,
      )
      const content = { ...current, specifications }
      return proposeIn(tx, actor, { product, content, ask: 'visibility' })
    })

  /**
   * R50: asks to delist the whole product, specifications or single skus for good, with a reason. An operator approves
   * it.
   */
  const requestDelisting = (actor: MemberActor, productId: Id<'prd'>, asked: DelistingAsk): Promise<Filed> =>
    runInTx(platform, { actor }, async (tx) => {
      const product = await lockOwn(tx, actor, productId)
      requireChangeable(product)
      const ask = readDelisting(asked)
      await delistings.requireOnSale(tx, productId, ask)
      const applicationId = await file(tx, product, {
        kind: 'delisting',
        ...ask,
        changesPrices: false,
        showsCertificates: false,
      })
      await record(tx, 'product.delisting_requested', { subject: productId, data: { applicationId, ...ask } })
      return { applicationId }
    })

  /** Withdraws the application in review, unless a reviewer has opened it (R58). */
  const withdraw = (actor: MemberActor, productId: Id<'prd'>): Promise<{ state: ProductState }> =>
    runInTx(platform, { actor }, async (tx) => {
      const product = await lockOwn(tx, actor, productId)
      const application = await store.lockOpenApplication(tx, productId)
      if (!application) throw catalogProblems.not_in_review({ state: product.state })
      const state = decideWithdrawal(product, application)
      await store.saveApplication(tx, { ...application, state: 'withdrawn' })
      await showPictures(platform, tx, { sellerId: product.sellerId, subject: application.id })
      await store.saveState(tx, { ...product, state }, clock.now())
      await record(tx, 'product.application_withdrawn', {
        subject: productId,
        data: { applicationId: application.id, kind: application.kind, from: product.state, to: state },
      })
      return { state }
    })

  /** Applications of a product, newest first. Editing goes on from the latest rejected one (R49). */
  async function listApplications(
    actor: MemberActor,
    productId: Id<'prd'>,
    page: PageRequest,
  ): Promise<Page<Application>> {
    const product = await store.find(platform.db, productId)
    if (product?.sellerId !== requireSeller(actor)) throw catalogProblems.product_not_found({ productId })
    const rows = await store.listApplications(platform.db, productId, page)
    return toPage(rows, page.limit, { item: (row) => row, cursor: (row) => row.id })
  }

  return { submit, proposeChange, proposeVisibility, requestDelisting, withdraw, listApplications }
}
