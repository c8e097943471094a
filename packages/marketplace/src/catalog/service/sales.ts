import type { Id, Priced } from '@loggia/kernel'
import type { RouteRequest } from '@loggia/protocol/console'
import { runInTx, record } from '../../platform/index.ts'
import type { Db, MemberActor, Platform, Tx } from '../../platform/index.ts'
import { catalogProblems } from '../problems.ts'
import { computeQuote } from '../rules/quote.ts'
import { decideStop, requireNarrower } from '../rules/sales.ts'
import type { Ask, Purchasable, Stop } from '../schema.ts'
import * as store from '../store/index.ts'
import { lockOwn, tellPublic } from './context.ts'

type SaleTerms = RouteRequest<'PUT /api/seller/products/:productId/sale-terms'>['body']

/** What is sold, at which price, to whom and where. */
export function createSales(platform: Platform) {
  const { db } = platform

  /** Throws `catalog.price_item_unknown`; whether it may be bought is {@link computeQuote}'s to say. */
  async function getPurchasable(from: Db, priceItemId: Id<'pri'>): Promise<Purchasable> {
    const purchasable = await store.findPurchasable(from, priceItemId)
    if (!purchasable) throw catalogProblems.price_item_unknown({ priceItemId })
    return purchasable
  }

  /** The price items of the same specification, those that are not offered any more too. */
  const listSiblings = (from: Db, { specification }: Purchasable): Promise<Purchasable[]> =>
    store.listPurchasables(from, specification.id)

  /** What a purchase would cost now, part by part. */
  const getQuote = async (priceItemId: Id<'pri'>, ask: Ask): Promise<Priced> =>
    computeQuote(await getPurchasable(db, priceItemId), ask)

  /** R27, R29, R31, R32: at once and without review, since they change nothing of what is sold. */
  const setSaleTerms = (actor: MemberActor, productId: Id<'prd'>, terms: SaleTerms): Promise<void> =>
    runInTx(platform, { actor }, async (tx) => {
      const product = await lockOwn(tx, actor, productId)
      const known = await store.listSpecifications(tx, productId)
      await store.saveSaleTerms(tx, productId, terms)
      for (const { id, name } of known) {
        const own = terms.specifications.find((one) => one.id === id)
        if (own?.audience) requireNarrower(terms.audience, { name: name.zh, audience: own.audience })
        await store.saveSpecificationTerms(tx, id, own ?? {})
      }
      for (const { id: specificationId } of terms.specifications)
        if (!known.some(({ id }) => id === specificationId))
          throw catalogProblems.specification_unknown({ specificationId })
      await record(tx, 'product.sale_terms_set', { subject: productId, data: { ...terms } })
      await tellPublic(tx, productId, product.state, product.state)
    })

  /** Whether what was ordered before is sold no more, or not now: unlocked, for who looks again when it matters. */
  const findStop = async (from: Db, skuIds: readonly Id<'sku'>[]): Promise<Stop | undefined> =>
    decideStop(await store.listStandings(from, skuIds))

  /**
   * The same for what is about to be ordered: nobody suspends or delists one of these products until the transaction ends, or
   * the order would be cancelled by nobody. It is asked before any order is locked: whoever stops a product locks that first.
   */
  async function lockStop(
    tx: Tx,
    lines: readonly { readonly productId: Id<'prd'>; readonly skuId: Id<'sku'> }[],
  ): Promise<Stop | undefined> {
    await store.share(tx, [...new Set(lines.map(({ productId }) => productId))])
    return findStop(
      tx,
      lines.map(({ skuId }) => skuId),
    )
  }

  return { getPurchasable, listSiblings, getQuote, setSaleTerms, findStop, lockStop }
}
