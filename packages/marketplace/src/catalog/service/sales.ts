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

/** Prices, terms of sale, and whether products are on sale. */
export function createSales(platform: Platform) {
  const { db } = platform

  /** Throws `catalog.price_item_unknown`. {@link computeQuote} decides whether it may be bought. */
  async function getPurchasable(from: Db, priceItemId: Id<'pri'>): Promise<Purchasable> {
    const purchasable = await store.findPurchasable(from, priceItemId)
    if (!purchasable) throw catalogProblems.price_item_unknown({ priceItemId })
    return purchasable
  }

  /** All price items of the same specification, including those no longer offered. */
  const listSiblings = (from: Db, { specification }: Purchasable): Promise<Purchasable[]> =>
    store.listPurchasables(from, specification.id)

  /** The same for each of several price items, in one reading. */
  async function listSiblingsOf(
    from: Db,
    priceItemIds: readonly Id<'pri'>[],
  ): Promise<(priceItemId: Id<'pri'>) => Purchasable[]> {
    const all = await store.listSiblings(from, priceItemIds)
    const ofSpecification = Map.groupBy(all, ({ specification }) => specification.id)
    const known = new Map(all.map(({ priceItem, specification }) => [priceItem.id, specification.id]))
    return (priceItemId) => {
      const siblings = ofSpecification.get(known.get(priceItemId) ?? 'spc_')
      if (!siblings) throw catalogProblems.price_item_unknown({ priceItemId })
      return siblings
    }
  }

  /** The price of a purchase now, part by part. */
  const getQuote = async (priceItemId: Id<'pri'>, ask: Ask): Promise<Priced> =>
    computeQuote(await getPurchasable(db, priceItemId), ask)

  /** R27, R29, R31, R32: takes effect at once and without review, because the product itself does not change. */
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

  /**
   * Why one of these skus is not sold any more, or not now. Takes no lock: the caller must check again before it
   * writes.
   */
  const findStop = async (from: Db, skuIds: readonly Id<'sku'>[]): Promise<Stop | undefined> =>
    decideStop(await store.listStandings(from, skuIds))

  /**
   * Like `findStop`, but locks the products until the transaction ends, so that no product is suspended or delisted
   * after the check, which would leave an order that nobody cancels. Call it before any order is locked: whatever stops
   * a product locks the product first, then its orders.
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

  return { getPurchasable, listSiblings, listSiblingsOf, getQuote, setSaleTerms, findStop, lockStop }
}
