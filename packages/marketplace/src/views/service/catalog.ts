import { toPage } from '@loggia/kernel'
import type { Id, Page, PageRequest } from '@loggia/kernel'
import type { Product, ProductCard, ProductState, SellerProduct } from '@loggia/protocol/console'
import { catalogProblems } from '../../catalog/index.ts'
import type { Platform } from '../../platform/index.ts'
import { presentCard, presentProduct, presentSellerProduct } from '../present/catalog.ts'
import { viewProblems } from '../problems.ts'
import { fromCatalogueCursor, toCatalogueCursor } from '../rules.ts'
import * as store from '../store/index.ts'

export function createCatalogViews({ db }: Platform) {
  async function pricesOf(rows: readonly store.ProductRow[]) {
    const prices = await store.listPrices(
      db,
      rows.map((row) => row.id),
    )
    return (id: Id<'prd'>): store.PriceRow[] => prices.filter((price) => price.product_id === id)
  }

  /** Listed products, in the order of the catalogue. Throws `views.cursor_malformed`. */
  async function listProducts({ limit, after }: PageRequest): Promise<Page<ProductCard>> {
    const place = after === undefined ? undefined : fromCatalogueCursor(after)
    if (after !== undefined && !place) throw viewProblems.cursor_malformed()
    const rows = await store.listListed(db, { limit, ...(place && { after: place }) })
    const prices = await pricesOf(rows)
    return toPage(rows, limit, { item: (row) => presentCard(row, prices(row.id)), cursor: toCatalogueCursor })
  }

  /** A listed product; throws `catalog.product_not_found` for any other. */
  async function getProduct(productId: Id<'prd'>): Promise<Product> {
    const row = await store.findProduct(db, productId)
    if (row?.state !== 'listed') throw catalogProblems.product_not_found({ productId })
    return presentProduct(row, await store.listPrices(db, [productId]))
  }

  async function listWithAccess(
    of: { sellerId?: Id<'sel'>; state?: ProductState | undefined },
    page: PageRequest,
  ): Promise<Page<SellerProduct>> {
    const rows = await store.listProducts(db, of, page)
    const prices = await pricesOf(rows)
    const bindings = await store.listBindings(
      db,
      rows.map((row) => row.id),
    )
    const bound = (id: Id<'prd'>) => bindings.find((binding) => binding.product_id === id)
    return toPage(rows, page.limit, {
      item: (row) => presentSellerProduct(row, prices(row.id), bound(row.id)),
      cursor: (row) => row.id,
    })
  }

  /** A seller's products in every state, newest first, with the address and key that each uses. */
  const listSellerProducts = (sellerId: Id<'sel'>, page: PageRequest): Promise<Page<SellerProduct>> =>
    listWithAccess({ sellerId }, page)

  /** All products, or those in a state, newest first: for operators. */
  const listAllProducts = (
    state: ProductState | undefined,
    page: PageRequest,
  ): Promise<Page<SellerProduct>> => listWithAccess({ state }, page)

  return { listProducts, getProduct, listSellerProducts, listAllProducts }
}
