import type { Id } from '@loggia/kernel'
import type { Media } from '../../media/index.ts'
import type { Db, Platform } from '../../platform/index.ts'
import { catalogProblems } from '../problems.ts'
import { pathOf } from '../rules/sales.ts'
import type { Listable, Product } from '../schema.ts'
import * as store from '../store/index.ts'
import { createApplications } from './applications.ts'
import { createDrafts } from './drafts.ts'
import { createReviews } from './reviews.ts'
import { createSales } from './sales.ts'
import { createUpkeep } from './upkeep.ts'

export type Catalog = ReturnType<typeof createCatalog>

export const createCatalog = (platform: Platform & { readonly media: Pick<Media, 'show'> }) => ({
  ...createDrafts(platform),
  ...createApplications(platform),
  ...createReviews(platform),
  ...createSales(platform),
  ...createUpkeep(platform),
})

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

/** Those of these products that are listed, as a search document needs them, in the order of their ids. */
export async function listablesOf(db: Db, productIds: readonly Id<'prd'>[]): Promise<Listable[]> {
  const categories = await store.listCategories(db)
  return store.listListables(db, productIds, (category) =>
    pathOf(categories, category).map(({ code, name }) => ({ code, name })),
  )
}
