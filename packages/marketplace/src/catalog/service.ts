import type { Id } from '@loggia/kernel'
import type { DraftProduct } from '@loggia/protocol/console'
import { requireOperator, requireSeller } from '../parties/index.ts'
import { emit, inTx, recordHistory, unitPriceFromWire } from '../platform/index.ts'
import type { Db, MemberActor, Platform, Tx, TxRequest } from '../platform/index.ts'
import { priceItemCode, skuCode } from './codes.ts'
import { catalogProblems } from './problems.ts'
import { decideReview, decideSubmission, requireFitDraft } from './rules.ts'
import type { Draft, Product, ProductDecided, ProductState, ProductSubmitted, Purchasable } from './schema.ts'
import * as store from './store.ts'

export type Catalog = ReturnType<typeof createCatalog>
/** A draft, and what only the market's own set-up decides of it. */
export type NewProduct = DraftProduct & {
  readonly state?: 'draft' | 'listed'
  readonly logo?: string
  readonly position?: number
}
type Decision = { readonly approve: boolean; readonly reason?: string | undefined }

export function createCatalog(platform: Platform) {
  const { clock, ids, randomBytes } = platform

  /** Adds a product with its specifications, skus and price items (R15). Throws what R17, R20 and R22 refuse. */
  async function addProduct(
    tx: Tx,
    sellerId: Id<'sel'>,
    { state = 'draft', logo, position = 0, ...asWritten }: NewProduct,
  ): Promise<Id<'prd'>> {
    const draft = readDraft(asWritten)
    requireFitDraft(draft)
    const id = ids.next('prd')
    const now = clock.now()
    await store.insert(tx, {
      ...draft,
      id,
      sellerId,
      state,
      ...(logo !== undefined && { logo }),
      position,
      createdAt: now,
      ...(state === 'listed' && { listedAt: now }),
      specifications: draft.specifications.map(withCodes),
    })
    await recordHistory(tx, {
      subject: id,
      at: now,
      kind: 'product.added',
      data: { to: state, name: draft.name },
    })
    return id
  }

  const withCodes = (specification: Draft['specifications'][number]) => ({
    ...specification,
    id: ids.next('spc'),
    sku: { id: ids.next('sku'), code: skuCode(randomBytes(16)) },
    prices: specification.prices.map((price) => ({
      ...price,
      id: ids.next('pri'),
      code: priceItemCode(randomBytes(16)),
    })),
  })

  /** Saves a new draft of the actor's seller. */
  const saveDraft = (
    actor: MemberActor,
    draft: DraftProduct,
    idempotency?: TxRequest['idempotency'],
  ): Promise<{ productId: Id<'prd'> }> =>
    inTx(platform, { actor, ...(idempotency && { idempotency }) }, async (tx) => ({
      productId: await addProduct(tx, requireSeller(actor), { ...draft, state: 'draft' }),
    }))

  /** Submits a draft for review. Throws `catalog.not_submittable`, and what those who hear of it find missing. */
  const submit = (actor: MemberActor, productId: Id<'prd'>): Promise<{ state: ProductState }> =>
    inTx(platform, { actor }, async (tx) => {
      const sellerId = requireSeller(actor)
      const product = await store.lock(tx, productId)
      if (product?.sellerId !== sellerId) throw catalogProblems.product_not_found({ productId })
      const state = decideSubmission(product)
      await store.setState(tx, { id: productId, state })
      await recordHistory(tx, {
        subject: productId,
        at: clock.now(),
        kind: 'product.submitted',
        data: { from: product.state, to: state },
      })
      const event: ProductSubmitted = { type: 'product.submitted', productId, sellerId }
      await emit(tx, event)
      return { state }
    })

  /** An operator lists a submitted product or rejects it with a reason (R46). Throws `catalog.not_in_review`, `catalog.reason_missing`. */
  const decide = (
    actor: MemberActor,
    productId: Id<'prd'>,
    decision: Decision,
  ): Promise<{ state: ProductState }> =>
    inTx(platform, { actor }, async (tx) => {
      requireOperator(actor)
      const product = await store.lock(tx, productId)
      if (!product) throw catalogProblems.product_not_found({ productId })
      const state = decideReview(product, decision)
      await store.setState(tx, { id: productId, state }, state === 'listed' ? clock.now() : undefined)
      await tellDecided(tx, product, { state, reason: decision.reason })
      return { state }
    })

  async function tellDecided(
    tx: Tx,
    product: Product,
    { state, reason }: { state: ProductState; reason: string | undefined },
  ): Promise<void> {
    const why = reason === undefined ? {} : { reason }
    const approved = state === 'listed'
    await recordHistory(tx, {
      subject: product.id,
      at: clock.now(),
      kind: approved ? 'product.listed' : 'product.rejected',
      data: { from: product.state, to: state, ...why },
    })
    const { id: productId, sellerId, name } = product
    const event: ProductDecided = { type: 'product.decided', productId, sellerId, name, approved, ...why }
    await emit(tx, event)
  }

  /** Throws `catalog.price_item_unknown`; whether it may be bought is {@link decidePurchase}'s to say. */
  async function getPurchasable(db: Db, priceItemId: Id<'pri'>): Promise<Purchasable> {
    const purchasable = await store.findPurchasable(db, priceItemId)
    if (!purchasable) throw catalogProblems.price_item_unknown({ priceItemId })
    return purchasable
  }

  return { saveDraft, addProduct, submit, decide, getPurchasable }
}

/** Throws `catalog.product_not_found`. */
export async function getProduct(db: Db, productId: Id<'prd'>): Promise<Product> {
  const product = await store.find(db, productId)
  if (!product) throw catalogProblems.product_not_found({ productId })
  return product
}

/** Products in the order of their ids: those of a seller, or those asked for that are there. */
export const listProducts = (
  db: Db,
  of: { readonly sellerId: Id<'sel'> } | { readonly ids: readonly Id<'prd'>[] },
): Promise<Product[]> => ('ids' in of ? store.listByIds(db, of.ids) : store.listBySeller(db, of.sellerId))

const readDraft = ({ quantity, ...draft }: DraftProduct): Draft => ({
  ...draft,
  ...(quantity && { quantity }),
  specifications: draft.specifications.map(({ name, features, prices }) => ({
    name,
    features,
    prices: prices.map(({ period, unitPrice }) => ({ period, unitPrice: unitPriceFromWire(unitPrice) })),
  })),
})
