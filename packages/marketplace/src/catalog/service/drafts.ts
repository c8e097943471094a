import type { Id } from '@loggia/kernel'
import type { DraftProduct } from '@loggia/protocol/console'
import { requireSeller } from '../../parties/index.ts'
import { runInTx, record } from '../../platform/index.ts'
import type { Db, MemberActor, MemberRequest, Tx } from '../../platform/index.ts'
import { catalogProblems } from '../problems.ts'
import { requireFitDraft } from '../rules/fit-draft.ts'
import { requireSameType } from '../rules/product-types.ts'
import { hasNewPrices, requireEditable, requireKnownSpecifications } from '../rules/lifecycle.ts'
import type { Product, ProductState } from '../schema.ts'
import * as store from '../store/index.ts'
import { readDraft, withCodes, writeDraft } from './contents.ts'
import { createCertificates } from './certificates.ts'
import { lockOwn, requirePriceRight, saveAgreement, showPictures, tellPublic } from './context.ts'
import type { WithMedia } from './context.ts'
import { supersedeForm } from './judge-form.ts'

/** A draft, and fields that only the set-up of a market may choose. */
type NewProduct = DraftProduct & {
  /** The id under which its draft was saved. */
  readonly id?: Id<'prd'>
  readonly state?: 'draft' | 'listed' | 'hidden' | 'delisted'
  readonly position?: number
}

export type Drafts = ReturnType<typeof createDrafts>

/** Use cases that write a product that was never on sale. */
export function createDrafts(platform: WithMedia) {
  const { clock, ids } = platform

  /** Adds a product with its specifications, skus and price items (R15). Throws if R17, R20, R22 or R27 is broken. */
  async function addProduct(
    tx: Tx,
    sellerId: Id<'sel'>,
    { id = ids.next('prd'), state = 'draft', position = 0, ...asWritten }: NewProduct,
  ): Promise<Id<'prd'>> {
    const draft = readDraft(asWritten)
    requireFitDraft(draft)
    requireKnownSpecifications({ specifications: [] }, draft)
    const createdAt = clock.now()
    const content = withCodes(draft, undefined, platform)
    await store.insertProduct(tx, { id, sellerId, state, content, position, createdAt })
    await showPictures(platform, tx, { sellerId, subject: id, content })
    await saveAgreement(platform, tx, id, draft.agreement)
    await record(tx, 'product.added', { subject: id, data: { to: state, name: draft.name } })
    if (state !== 'draft') await createCertificates(platform).watch(tx, id)
    await tellPublic(tx, id, 'draft', state)
    return id
  }

  /** Saves a new draft of the actor's seller. Throws `catalog.price_right_missing`. */
  const saveDraft = (request: MemberRequest, draft: DraftProduct): Promise<{ productId: Id<'prd'> }> =>
    runInTx(platform, request, async (tx) => {
      const { actor } = request
      // A new product always has prices.
      await requirePriceRight(platform, tx, actor)
      return { productId: await addProduct(tx, requireSeller(actor), { ...draft, state: 'draft' }) }
    })

  /**
   * Replaces the content of a draft or a rejected product. Throws `catalog.not_editable` for a product that was on sale
   * (R49), and `catalog.price_right_missing`.
   */
  const updateDraft = (
    actor: MemberActor,
    productId: Id<'prd'>,
    asWritten: DraftProduct,
  ): Promise<{ state: ProductState }> =>
    runInTx(platform, { actor }, async (tx) => {
      const product = await lockOwn(tx, actor, productId)
      requireEditable(product)
      const known = await store.loadContent(tx, productId, true)
      if (hasNewPrices(known, readDraft(asWritten))) await requirePriceRight(platform, tx, actor)
      await replaceContent(tx, product, asWritten)
      await supersedeForm(platform, tx, { actor, product })
      return { state: product.state }
    })

  /** Writes a draft into a product that may be edited. The caller has checked the right to its prices. */
  async function replaceContent(tx: Tx, { id, sellerId }: Product, asWritten: DraftProduct): Promise<void> {
    const draft = readDraft(asWritten)
    requireFitDraft(draft)
    const known = await store.loadContent(tx, id, true)
    requireSameType(known, draft)
    requireKnownSpecifications(known, draft)
    const content = withCodes(draft, known, platform)
    await store.saveContent(tx, id, { content, wasListed: false })
    await showPictures(platform, tx, { sellerId, subject: id, content })
    await saveAgreement(platform, tx, id, draft.agreement)
    await record(tx, 'product.edited', { subject: id })
  }

  /** The current content; throws `catalog.product_not_found` for another seller's product. */
  async function getContent(actor: MemberActor, productId: Id<'prd'>): Promise<DraftProduct> {
    const product = await store.find(platform.db, productId)
    if (product?.sellerId !== requireSeller(actor)) throw catalogProblems.product_not_found({ productId })
    return loadWritten(platform.db, productId)
  }

  return { addProduct, replaceContent, saveDraft, updateDraft, getContent }
}

/** The current content of a product; of a product that is delisted as a whole, its last content. */
export async function loadWritten(db: Db, productId: Id<'prd'>): Promise<DraftProduct> {
  const content = await store.loadContent(db, productId)
  const isGone = content.specifications.length === 0
  return writeDraft(isGone ? await store.loadContent(db, productId, true) : content)
}
