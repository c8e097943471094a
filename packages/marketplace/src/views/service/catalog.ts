import { omitUndefined, toPage } from '@loggia/kernel'
import type { Id, Language, Page, PageRequest } from '@loggia/kernel'
import type {
  HistoryEntry,
  Product,
  ProductAbsence,
  ProductCard,
  ProductReview,
  RouteReply,
  SellerProduct,
} from '@loggia/protocol/console'
import { catalogProblems } from '../../catalog/index.ts'
import type { Catalog } from '../../catalog/index.ts'
import type { FeedbackService } from '../../feedback/index.ts'
import type { Health } from '../../health/index.ts'
import type { Monitoring } from '../../monitoring/index.ts'
import { requireSeller } from '../../parties/index.ts'
import { listHistory, toWireTime } from '../../platform/index.ts'
import type { MemberActor, Platform } from '../../platform/index.ts'
import {
  presentAbsence,
  presentInterfaces,
  presentProduct,
  presentReview,
  presentSellerProduct,
} from '../present/catalog.ts'
import { viewProblems } from '../problems.ts'
import {
  findAbsence,
  fromCatalogueCursor,
  fromReviewCursor,
  toCatalogueCursor,
  toReviewCursor,
} from '../rules.ts'
import * as store from '../store/index.ts'
import { createCards, similarShown } from './cards.ts'
import { presentHistory } from './history.ts'

type Reader = { readonly actor: MemberActor; readonly language: Language }

export function createCatalogViews({
  db,
  clock,
  catalog,
  health,
  feedback,
  monitoring,
}: Platform & {
  readonly catalog: Pick<Catalog, 'contentOf' | 'listValidCertificates'>
  readonly health: Pick<Health, 'findFigures'>
  readonly feedback: Pick<FeedbackService, 'listFigures'>
  readonly monitoring: Pick<Monitoring, 'findCheck'>
}) {
  const { pricesOf, filterShown, cardsOf } = createCards({ db, feedback })

  /** Listed products, in the order of the catalogue. Throws `views.cursor_malformed`. */
  async function listProducts({ limit, after }: PageRequest): Promise<Page<ProductCard>> {
    const place = after === undefined ? undefined : fromCatalogueCursor(after)
    if (after !== undefined && !place) throw viewProblems.cursor_malformed()
    const rows = await store.listListed(db, omitUndefined({ limit, after: place }))
    const page = toPage(rows, limit, { item: (row) => row, cursor: toCatalogueCursor })
    return { ...page, items: await cardsOf(page.items) }
  }

  /**
   * A listed or hidden product, with the specification whose URL was opened. Throws `catalog.product_not_found` for any
   * other.
   */
  async function getProduct(productId: Id<'prd'>, specificationId?: string): Promise<Product> {
    const row = await store.findProduct(db, productId)
    if (row?.state !== 'listed' && row?.state !== 'hidden')
      throw catalogProblems.product_not_found({ productId })
    const prices = filterShown(await store.listPrices(db, [productId]), specificationId)
    const isThere = specificationId === undefined || prices.some(({ spec_id }) => spec_id === specificationId)
    if (prices.length === 0 || !isThere) throw catalogProblems.product_not_found({ productId })
    const [agreement, figures, check, bindings, ratings] = await Promise.all([
      store.findAgreement(db, productId),
      health.findFigures(productId),
      monitoring.findCheck(productId),
      store.listBindings(db, [productId]),
      feedback.listFigures([productId]),
    ])
    const interfaces = presentInterfaces(bindings)
    const shown = { interfaces, figures, check, ratings: ratings.get(productId) }
    return omitUndefined({
      ...presentProduct(row, prices, agreement),
      ...shown,
      certificates: certificatesOf(row),
    })
  }

  /** R57: the valid ones, of a product that was submitted since buyers see them. */
  function certificatesOf(row: store.ProductRow): Product['certificates'] {
    if (!row.certificates_shown) return undefined
    const valid = catalog.listValidCertificates(row.certificates)
    return valid.length > 0 ? valid : undefined
  }

  /**
   * Why a product that was on sale, or one of its specifications, cannot be bought now. Throws
   * `catalog.product_not_found` if it can be bought, and if it never was on sale, so that nobody learns that it exists.
   */
  async function getProductAbsence(productId: Id<'prd'>, specificationId?: string): Promise<ProductAbsence> {
    const row = await store.findProduct(db, productId)
    const specifications = (await store.listPrices(db, [productId])).map((price) => ({
      delisted: price.delisted_at !== null,
      hidden: price.hidden,
      asked: price.spec_id === specificationId,
    }))
    const absence = row && findAbsence(row, specifications)
    if (!absence) throw catalogProblems.product_not_found({ productId })
    const others = await store.listSimilar(db, row, similarShown)
    const similar = await cardsOf(others)
    return presentAbsence(row, absence, similar)
  }

  async function listWithAccess(of: store.ProductsAsked, page: PageRequest): Promise<Page<SellerProduct>> {
    const rows = await store.listProducts(db, of, page)
    const prices = await pricesOf(rows)
    const bindings = await store.listBindings(
      db,
      rows.map((row) => row.id),
    )
    return toPage(rows, page.limit, {
      item: (row) => presentSellerProduct(row, prices(row.id), { bindings }),
      cursor: (row) => row.id,
    })
  }

  /** A seller's products in every state, newest first, with the address and key that each uses. */
  const listSellerProducts = (
    sellerId: Id<'sel'>,
    page: PageRequest,
    narrowed: Omit<store.ProductsAsked, 'sellerId'> = {},
  ): Promise<Page<SellerProduct>> => listWithAccess({ ...narrowed, sellerId }, page)

  /** A seller's own product in any state; throws `catalog.product_not_found`. */
  async function getSellerProduct(productId: Id<'prd'>, sellerId: Id<'sel'>): Promise<SellerProduct> {
    const row = await store.findProduct(db, productId)
    if (row?.seller_id !== sellerId) throw catalogProblems.product_not_found({ productId })
    const bindings = await store.listBindings(db, [productId])
    const agreement = await store.findAgreement(db, productId)
    return presentSellerProduct(row, await store.listPrices(db, [productId]), { bindings, agreement })
  }

  /** All products, or those that match the filters, newest first: for operators. */
  const listAllProducts = (of: store.ProductsAsked, page: PageRequest): Promise<Page<SellerProduct>> =>
    listWithAccess(of, page)

  /** Any product with its current content: for operators. Throws `catalog.product_not_found`. */
  async function getAnyProduct(
    productId: Id<'prd'>,
  ): Promise<RouteReply<'GET /api/operator/products/:productId'>> {
    const row = await store.findProduct(db, productId)
    if (!row) throw catalogProblems.product_not_found({ productId })
    const prices = await store.listPrices(db, [productId])
    const bindings = await store.listBindings(db, [productId])
    const latest = await store.findLatestApplication(db, productId)
    return omitUndefined({
      ...presentSellerProduct(row, prices, {
        bindings,
        agreement: await store.findAgreement(db, productId),
      }),
      content: await catalog.contentOf(productId),
      createdAt: toWireTime(row.created_at),
      latestApplicationId: latest?.id,
    })
  }

  /**
   * Applications that wait for an operator's decision, the earliest due first (R45). Throws `views.cursor_malformed`.
   */
  async function listReviews({ limit, after }: PageRequest): Promise<Page<ProductReview>> {
    const place = after === undefined ? undefined : fromReviewCursor(after)
    if (after !== undefined && !place) throw viewProblems.cursor_malformed()
    const rows = await store.listReviews(db, omitUndefined({ limit, after: place }))
    const now = clock.now()
    return toPage(rows, limit, { item: (row) => presentReview(row, now), cursor: toReviewCursor })
  }

  async function requireOwn(productId: Id<'prd'>, { actor }: Reader): Promise<void> {
    const row = await store.findProduct(db, productId)
    if (row?.seller_id !== requireSeller(actor)) throw catalogProblems.product_not_found({ productId })
  }

  /** The history of a seller's own product. */
  async function getSellerHistory(productId: Id<'prd'>, reader: Reader): Promise<HistoryEntry[]> {
    await requireOwn(productId, reader)
    return presentHistory(db, await listHistory(db, productId), { ...reader, audience: 'seller' })
  }

  /** The history of a product: for operators. */
  async function getProductHistory(productId: Id<'prd'>, reader: Reader): Promise<HistoryEntry[]> {
    if (!(await store.findProduct(db, productId))) throw catalogProblems.product_not_found({ productId })
    return presentHistory(db, await listHistory(db, productId), { ...reader, audience: 'operator' })
  }

  /** The stock of a seller's own specification, with its history (R30). */
  async function getStock(
    of: { readonly productId: Id<'prd'>; readonly specificationId: Id<'spc'> },
    reader: Reader,
  ): Promise<{ units?: number; history: HistoryEntry[] }> {
    await requireOwn(of.productId, reader)
    const found = await store.findSpecification(db, of.productId, of.specificationId)
    if (!found) throw catalogProblems.specification_unknown(of)
    const history = await listHistory(db, of.specificationId)
    return omitUndefined({
      units: found.stock === null ? undefined : Number(found.stock),
      history: await presentHistory(db, history, { ...reader, audience: 'seller' }),
    })
  }

  return {
    listProducts,
    getProduct,
    getProductAbsence,
    listSellerProducts,
    getSellerProduct,
    listAllProducts,
    getAnyProduct,
    listReviews,
    getSellerHistory,
    getProductHistory,
    getStock,
  }
}
