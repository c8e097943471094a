import type { Id } from '@loggia/kernel'
import type { DraftProduct } from '@loggia/protocol/console'
import type { Db, Tx } from '../../platform/index.ts'
import { catalogProblems } from '../problems.ts'
import { findPath } from '../rules/sales.ts'
import { fourEyesOnPrices } from '../schema.ts'
import type { Listable, Product } from '../schema.ts'
import * as store from '../store/index.ts'
import { createCertificates } from './certificates.ts'
import { createApplications } from './applications.ts'
import type { WithMedia } from './context.ts'
import { createDrafts, loadWritten } from './drafts.ts'
import { createPurchases } from './purchases.ts'
import { createReviews } from './reviews.ts'
import { createSales } from './sales.ts'
import { createStock } from './stock.ts'
import { createTypedDrafts } from './typed-drafts.ts'
import { createUpkeep } from './upkeep.ts'

export type Catalog = ReturnType<typeof createCatalog>

export function createCatalog(platform: WithMedia) {
  const { replaceContent, ...drafts } = createDrafts(platform)
  const sales = createSales(platform)
  const stock = createStock(platform)
  return {
    ...drafts,
    ...createTypedDrafts(platform, { addProduct: drafts.addProduct, replaceContent }),
    ...createApplications(platform),
    ...createReviews(platform),
    ...sales,
    restock: stock.restock,
    ...createPurchases(platform, { sales, stock }),
    ...createUpkeep(platform),
    /** Settings that operators change for the whole market. */
    options: { fourEyesOnPrices },
    /**
     * The current content of a product, without a check of rights: the caller has checked that the asker may see it.
     */
    contentOf: (productId: Id<'prd'>): Promise<DraftProduct> => loadWritten(platform.db, productId),
    /** R57: which of a product's certificates are valid now. */
    listValidCertificates: createCertificates(platform).listValid,
    /** The price items that a product offers, by their wire codes, in the order of its specifications. */
    listOffered,
  }
}

async function listOffered(db: Db, productId: Id<'prd'>) {
  const { specifications } = await store.loadContent(db, productId)
  return specifications.flatMap(({ skus }) =>
    skus.flatMap(({ code: skuCode, prices }) =>
      prices.map(({ code: productCode, period, trialDays }) => ({ skuCode, productCode, period, trialDays })),
    ),
  )
}

/** Throws `catalog.product_not_found`. */
export async function getProduct(db: Db, productId: Id<'prd'>): Promise<Product> {
  const product = await store.find(db, productId)
  if (!product) throw catalogProblems.product_not_found({ productId })
  return product
}

/** Products in the order of their ids: those of a seller, or those of `ids` that exist. */
export const listProducts = (
  db: Db,
  of: { readonly sellerId: Id<'sel'> } | { readonly ids: readonly Id<'prd'>[] },
): Promise<Product[]> => ('ids' in of ? store.listByIds(db, of.ids) : store.listBySeller(db, of.sellerId))

/**
 * The listed ones of these products, as a search document needs them, in the order of their ids. Locks the products
 * until the transaction ends, so that what the caller writes about them is never older than a concurrent change.
 */
export async function lockListables(tx: Tx, productIds: readonly Id<'prd'>[]): Promise<Listable[]> {
  await store.share(tx, productIds)
  const categories = await store.listCategories(tx)
  return store.listListables(tx, productIds, (category) =>
    findPath(categories, category).map(({ code, name }) => ({ code, name })),
  )
}
