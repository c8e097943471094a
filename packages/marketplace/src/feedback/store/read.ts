import { toCursor } from '@loggia/kernel'
import type { Id, Instant, Language, PageRequest } from '@loggia/kernel'
import type { Text } from '@loggia/protocol/console'
import { feedbackLimits } from '@loggia/protocol/console/feedback/kinds'
import type { FeedbackKind, ModerationList, SellerList } from '@loggia/protocol/console/feedback/kinds'
import type { Db } from '../../platform/index.ts'
import type { FeedbackText } from '../schema.ts'
import { fromTextRow, withTables } from './parts.ts'

/** How many published ratings have 5, 4, 3, 2 and 1 stars. */
type ByStars = readonly number[]

type CountOf = { readonly stars: number; readonly count: number }
const toByStars = (rows: readonly CountOf[]): ByStars =>
  [5, 4, 3, 2, 1].map((stars) =>
    rows.filter((row) => row.stars === stars).reduce((sum, { count }) => sum + count, 0),
  )

/** Of each product that has any. */
export async function countByProduct(
  db: Db,
  productIds: readonly Id<'prd'>[],
): Promise<Map<Id<'prd'>, ByStars>> {
  if (productIds.length === 0) return new Map()
  const rows = await withTables(db)
    .selectFrom('rating_count')
    .select(['product_id', 'stars', 'count'])
    .where('product_id', 'in', productIds)
    .execute()
  const groups = Map.groupBy(rows, (row) => row.product_id)
  return new Map([...groups].map(([id, group]) => [id, toByStars(group)]))
}

/** Of all products of each seller that has any. */
export async function countBySeller(
  db: Db,
  sellerIds: readonly Id<'sel'>[],
): Promise<Map<Id<'sel'>, ByStars>> {
  if (sellerIds.length === 0) return new Map()
  const rows = await withTables(db)
    .selectFrom('rating_count')
    .select(['seller_id', 'stars', 'count'])
    .where('seller_id', 'in', sellerIds)
    .execute()
  return new Map([...Map.groupBy(rows, (row) => row.seller_id)].map(([id, own]) => [id, toByStars(own)]))
}

export type PublicRow = {
  readonly id: Id<'fbk'>
  readonly demo: boolean
  readonly specification: Text | null
  readonly used_since: Instant | null
  readonly stars: number | null
  readonly text: string | null
  readonly author: Text | null
  readonly language: Language
  readonly written_at: Instant
  readonly answer: string | null
  readonly answer_language: Language | null
  readonly answered_at: Instant | null
}

/** One page of what everybody sees of a product, newest first, with the published answers. */
export async function listPublic(
  db: Db,
  of: {
    readonly productId: Id<'prd'>
    readonly kind: FeedbackKind
    readonly stars?: number | undefined
    readonly page: number
  },
): Promise<PublicRow[]> {
  const { pageLength } = feedbackLimits
  let query = withTables(db)
    .selectFrom('feedback')
    .innerJoin('feedback_text as written', (join) =>
      join
        .onRef('written.feedback_id', '=', 'feedback.id')
        .on('written.by', '=', 'buyer')
        .on('written.state', '=', 'published'),
    )
    .leftJoin('feedback_text as answer', (join) =>
      join
        .onRef('answer.feedback_id', '=', 'feedback.id')
        .on('answer.by', '=', 'seller')
        .on('answer.state', '=', 'published'),
    )
    .select(['feedback.id', 'feedback.demo', 'feedback.specification', 'feedback.used_since'])
    .select(['written.stars', 'written.text', 'written.author', 'written.language', 'written.written_at'])
    .select(['answer.text as answer', 'answer.language as answer_language'])
    .select('answer.written_at as answered_at')
    .where('feedback.product_id', '=', of.productId)
    .where('feedback.kind', '=', of.kind)
    .where('feedback.public_at', 'is not', null)
    .orderBy('feedback.public_at', 'desc')
    .orderBy('feedback.id', 'desc')
    .limit(pageLength)
    .offset((of.page - 1) * pageLength)
  if (of.stars !== undefined) query = query.where('feedback.public_stars', '=', of.stars)
  return query.execute()
}

export async function countQuestions(db: Db, productId: Id<'prd'>): Promise<number> {
  const { count } = await withTables(db)
    .selectFrom('feedback')
    .select((make) => make.fn.countAll<bigint>().as('count'))
    .where('product_id', '=', productId)
    .where('kind', '=', 'question')
    .where('public_at', 'is not', null)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** The texts of some ratings and questions, oldest first. */
export async function listTexts(db: Db, ids: readonly Id<'fbk'>[]): Promise<FeedbackText[]> {
  if (ids.length === 0) return []
  const rows = await withTables(db)
    .selectFrom('feedback_text')
    .selectAll()
    .where('feedback_id', 'in', ids)
    .orderBy('id')
    .execute()
  return rows.map(fromTextRow)
}

export type SellerRow = {
  readonly id: Id<'fbk'>
  readonly kind: FeedbackKind
  readonly product_id: Id<'prd'>
  readonly name_zh: string
  readonly name_en: string
  readonly specification: Text | null
  readonly public_at: Instant | null
  readonly answered_at: Instant | null
  readonly demo: boolean
}

/** What is public of a seller's products, one more than the limit: unanswered ones oldest first, others newest first. */
export async function listOfSeller(
  db: Db,
  of: {
    readonly sellerId: Id<'sel'>
    readonly show: SellerList
    readonly kind?: FeedbackKind | undefined
  },
  { limit, after }: PageRequest,
): Promise<SellerRow[]> {
  const isOldestFirst = of.show === 'unanswered'
  let query = withTables(db)
    .selectFrom('feedback')
    .innerJoin('product', 'product.id', 'feedback.product_id')
    .select(['feedback.id', 'feedback.kind', 'feedback.product_id', 'product.name_zh', 'product.name_en'])
    .select(['feedback.specification', 'feedback.public_at', 'feedback.answered_at', 'feedback.demo'])
    .where('feedback.seller_id', '=', of.sellerId)
    .where('feedback.public_at', 'is not', null)
    .where('feedback.answered_at', isOldestFirst ? 'is' : 'is not', null)
    .orderBy('feedback.id', isOldestFirst ? 'asc' : 'desc')
    .limit(limit + 1)
  if (of.kind !== undefined) query = query.where('feedback.kind', '=', of.kind)
  if (after !== undefined)
    query = query.where('feedback.id', isOldestFirst ? '>' : '<', toCursor(after, 'fbk'))
  return query.execute()
}

export async function countUnanswered(db: Db, sellerId: Id<'sel'>): Promise<number> {
  const { count } = await withTables(db)
    .selectFrom('feedback')
    .select((make) => make.fn.countAll<bigint>().as('count'))
    .where('seller_id', '=', sellerId)
    .where('public_at', 'is not', null)
    .where('answered_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(count)
}

export type ModeratedRow = {
  readonly text: FeedbackText
  readonly kind: FeedbackKind
  readonly productId: Id<'prd'>
  readonly productName: Text
  readonly sellerName: Text
  readonly buyerName: Text | undefined
}

/** Texts for operators, one more than the limit: what waits oldest first, others newest first. */
export async function listModerated(
  db: Db,
  of: { readonly show: ModerationList; readonly kind?: FeedbackKind | undefined },
  { limit, after }: PageRequest,
): Promise<ModeratedRow[]> {
  const isOldestFirst = of.show === 'open'
  let query = withTables(db)
    .selectFrom('feedback_text')
    .innerJoin('feedback', 'feedback.id', 'feedback_text.feedback_id')
    .innerJoin('product', 'product.id', 'feedback.product_id')
    .innerJoin('seller', 'seller.id', 'feedback.seller_id')
    .leftJoin('buyer', 'buyer.id', 'feedback.buyer_id')
    .selectAll('feedback_text')
    .select(['feedback.kind', 'feedback.product_id', 'product.name_zh', 'product.name_en'])
    .select(['seller.name_zh as seller_zh', 'seller.name_en as seller_en'])
    .select(['buyer.name_zh as buyer_zh', 'buyer.name_en as buyer_en'])
    .orderBy('feedback_text.id', isOldestFirst ? 'asc' : 'desc')
    .limit(limit + 1)
  query =
    of.show === 'open'
      ? query.where('feedback_text.waits_since', 'is not', null)
      : query.where('feedback_text.state', '=', of.show)
  if (of.kind !== undefined) query = query.where('feedback.kind', '=', of.kind)
  if (after !== undefined)
    query = query.where('feedback_text.id', isOldestFirst ? '>' : '<', toCursor(after, 'fbt'))
  return (await query.execute()).map((row) => ({
    text: fromTextRow(row),
    kind: row.kind,
    productId: row.product_id,
    productName: { zh: row.name_zh, en: row.name_en },
    sellerName: { zh: row.seller_zh, en: row.seller_en },
    buyerName:
      row.buyer_zh === null || row.buyer_en === null ? undefined : { zh: row.buyer_zh, en: row.buyer_en },
  }))
}

export async function countOpen(db: Db): Promise<number> {
  const { count } = await withTables(db)
    .selectFrom('feedback_text')
    .select((make) => make.fn.countAll<bigint>().as('count'))
    .where('waits_since', 'is not', null)
    .executeTakeFirstOrThrow()
  return Number(count)
}
