import { sql } from 'kysely'
import { omitUndefined } from '@loggia/kernel'
import type { Id, Instant } from '@loggia/kernel'
import type { Text } from '@loggia/protocol/console'
import { insertRows, lockName, toMoment, toTimestamptz, updateRows } from '../../platform/index.ts'
import type { Db, Tx } from '../../platform/index.ts'
import type { Feedback, FeedbackText, Purchase, Rating } from '../schema.ts'
import type { FeedbackTables } from '../tables.ts'
import { fromRow, fromTextRow, withTables } from './parts.ts'

/** Texts of a buyer are written one after the other, so that they cannot exceed a limit together. */
export const waitForTurn = (tx: Tx, buyerId: Id<'byr'>): Promise<void> => lockName(tx, `feedback:${buyerId}`)

const changeable = (feedback: Feedback) => ({
  specification: feedback.kind === 'rating' ? feedback.bought.specification : null,
  used_since: toMoment(feedback.kind === 'rating' ? feedback.bought.since : undefined),
  withdrawn_at: toMoment(feedback.withdrawnAt),
  public_at: toMoment(feedback.publicAt),
  public_stars: feedback.kind === 'rating' ? (feedback.publicStars ?? null) : null,
  answered_at: toMoment(feedback.answeredAt),
})

export const insert = (tx: Tx, all: readonly Feedback[]): Promise<void> =>
  insertRows(
    tx,
    'feedback',
    all.map((feedback) => ({
      id: feedback.id,
      kind: feedback.kind,
      product_id: feedback.productId,
      seller_id: feedback.sellerId,
      buyer_id: feedback.buyerId ?? null,
      demo: feedback.buyerId === undefined,
      created_at: toMoment(feedback.createdAt),
      ...changeable(feedback),
    })),
  )

export const save = (tx: Tx, feedback: Feedback): Promise<void> =>
  updateRows(tx, 'feedback', [{ id: feedback.id, ...changeable(feedback) }])

const changeableText = (text: FeedbackText) => ({
  state: text.state,
  waits_since: toMoment(text.waitsSince),
  decided_at: toMoment(text.decidedAt),
  decided_by: text.decidedBy ?? null,
  reason: text.reason ?? null,
  reported_at: toMoment(text.report?.at),
  report_reason: text.report?.reason ?? null,
})

export const insertTexts = (tx: Tx, all: readonly FeedbackText[]): Promise<void> =>
  insertRows(
    tx,
    'feedback_text',
    all.map((text) => ({
      id: text.id,
      feedback_id: text.feedbackId,
      by: text.by,
      stars: text.stars ?? null,
      text: text.text ?? null,
      author: text.author ?? null,
      language: text.language,
      written_at: toMoment(text.writtenAt),
      written_by: text.writtenBy ?? null,
      ...changeableText(text),
    })),
  )

export const saveTexts = (tx: Tx, texts: readonly FeedbackText[]): Promise<void> =>
  updateRows(
    tx,
    'feedback_text',
    texts.map((text) => ({ id: text.id, ...changeableText(text) })),
  )

/** Adds to the number of published ratings with so many stars. */
export async function addToCount(
  tx: Tx,
  { productId, sellerId, stars }: { productId: Id<'prd'>; sellerId: Id<'sel'>; stars: number },
  added: number,
): Promise<void> {
  await withTables(tx)
    .insertInto('rating_count')
    .values({ product_id: productId, seller_id: sellerId, stars, count: Math.max(0, added) })
    .onConflict((conflict) =>
      conflict
        .columns(['product_id', 'stars'])
        .doUpdateSet({ count: sql<number>`rating_count.count + ${added}::int` }),
    )
    .execute()
}

/** Loads and locks it for a change. */
export async function lock(tx: Tx, id: Id<'fbk'>): Promise<Feedback | undefined> {
  const row = await withTables(tx)
    .selectFrom('feedback')
    .selectAll()
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst()
  return row && fromRow(row)
}

export async function lockRating(
  tx: Tx,
  of: { readonly buyerId: Id<'byr'>; readonly productId: Id<'prd'> },
): Promise<Rating | undefined> {
  const row = await selectRating(tx, of).forNoKeyUpdate().executeTakeFirst()
  return row && toRating(row)
}

/** The texts of it that can still change, oldest first. */
export async function listLiveTexts(db: Db, id: Id<'fbk'>): Promise<FeedbackText[]> {
  const rows = await withTables(db)
    .selectFrom('feedback_text')
    .selectAll()
    .where('feedback_id', '=', id)
    .where('state', 'in', ['waiting', 'published', 'hidden'])
    .orderBy('id')
    .execute()
  return rows.map(fromTextRow)
}

export async function findFeedbackOf(db: Db, textId: Id<'fbt'>): Promise<Id<'fbk'> | undefined> {
  const row = await withTables(db)
    .selectFrom('feedback_text')
    .select('feedback_id')
    .where('id', '=', textId)
    .executeTakeFirst()
  return row?.feedback_id
}

/** How many texts the buyer has written since then. */
export async function countWritten(tx: Tx, buyerId: Id<'byr'>, since: Instant): Promise<number> {
  const { count } = await withTables(tx)
    .selectFrom('feedback_text')
    .innerJoin('feedback', 'feedback.id', 'feedback_text.feedback_id')
    .select((make) => make.fn.countAll<bigint>().as('count'))
    .where('feedback.buyer_id', '=', buyerId)
    .where('feedback_text.by', '=', 'buyer')
    .where('feedback_text.written_at', '>', toTimestamptz(since))
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Every paid and every free time of the buyer's services of a product. */
export async function listPurchases(
  db: Db,
  of: { readonly buyerId: Id<'byr'>; readonly productId: Id<'prd'> },
): Promise<Purchase[]> {
  const rows = await withTables(db)
    .selectFrom('subscription')
    .innerJoin('subscription_term as term', 'term.subscription_id', 'subscription.id')
    .innerJoin('order_line', 'order_line.id', 'subscription.present_line_id')
    .select(['subscription.opened_at', 'term.starts_at', 'term.trial_days', 'term.refunded_at'])
    .select('order_line.offer')
    .where('subscription.buyer_id', '=', of.buyerId)
    .where('subscription.product_id', '=', of.productId)
    .execute()
  return rows.map((row) =>
    omitUndefined({
      specification: row.offer.specification,
      openedAt: row.opened_at ?? undefined,
      startsAt: row.starts_at,
      isTrial: row.trial_days !== null,
      refundedAt: row.refunded_at ?? undefined,
    }),
  )
}

export async function getBuyerName(db: Db, buyerId: Id<'byr'>): Promise<Text> {
  const { name_zh: zh, name_en: en } = await withTables(db)
    .selectFrom('buyer')
    .select(['name_zh', 'name_en'])
    .where('id', '=', buyerId)
    .executeTakeFirstOrThrow()
  return { zh, en }
}

export async function findServiceOwner(
  db: Db,
  subscriptionId: Id<'sub'>,
): Promise<{ readonly buyerId: Id<'byr'>; readonly productId: Id<'prd'> } | undefined> {
  return withTables(db)
    .selectFrom('subscription')
    .select(['buyer_id as buyerId', 'product_id as productId'])
    .where('id', '=', subscriptionId)
    .executeTakeFirst()
}

export async function findRating(
  db: Db,
  of: { readonly buyerId: Id<'byr'>; readonly productId: Id<'prd'> },
): Promise<Rating | undefined> {
  const row = await selectRating(db, of).executeTakeFirst()
  return row && toRating(row)
}

const selectRating = (db: Db, of: { readonly buyerId: Id<'byr'>; readonly productId: Id<'prd'> }) =>
  withTables(db)
    .selectFrom('feedback')
    .selectAll()
    .where('kind', '=', 'rating')
    .where('buyer_id', '=', of.buyerId)
    .where('product_id', '=', of.productId)

function toRating(row: FeedbackTables['feedback']): Rating | undefined {
  const found = fromRow(row)
  return found.kind === 'rating' ? found : undefined
}
