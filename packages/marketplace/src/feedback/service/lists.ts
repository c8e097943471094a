import { omitUndefined, toPage } from '@loggia/kernel'
import type { Id, Page, PageRequest } from '@loggia/kernel'
import type { FeedbackKind, ModerationList, SellerList } from '@loggia/protocol/console/feedback/kinds'
import { feedbackLimits } from '@loggia/protocol/console/feedback/kinds'
import type {
  ModeratedText,
  ProductFeedback,
  ProductFeedbackQuery,
  RatingFigures,
  SellerFeedback,
} from '@loggia/protocol/console'
import { requireOperator, requireSeller } from '../../parties/index.ts'
import type { MemberActor } from '../../platform/index.ts'
import { presentModerated, presentPublic, presentSellers } from '../present.ts'
import { computeFigures } from '../rules.ts'
import type { FeedbackText } from '../schema.ts'
import * as store from '../store/index.ts'
import type { FeedbackContext } from './context.ts'

const noStars = [0, 0, 0, 0, 0]
const countPages = (count: number): number => Math.ceil(count / feedbackLimits.pageLength)

const toFigures = <I>(counts: ReadonlyMap<I, readonly number[]>): Map<I, RatingFigures> =>
  new Map(
    [...counts].flatMap(([id, byStars]) => {
      const figures = computeFigures(byStars)
      return figures ? [[id, figures] as const] : []
    }),
  )

/** What everybody, sellers and operators see. */
export function createLists({ db, zone }: FeedbackContext) {
  /** Figures of the ratings of each product that has any. */
  const listFigures = async (productIds: readonly Id<'prd'>[]): Promise<Map<Id<'prd'>, RatingFigures>> =>
    toFigures(await store.countByProduct(db, productIds))

  /** The same of all products of each seller. */
  const listSellerFigures = async (sellerIds: readonly Id<'sel'>[]): Promise<Map<Id<'sel'>, RatingFigures>> =>
    toFigures(await store.countBySeller(db, sellerIds))

  /** R286: what everybody sees of a product; nothing of one that does not exist. */
  async function getProductFeedback(
    productId: Id<'prd'>,
    { stars, ratings: ratingPage, questions: questionPage }: ProductFeedbackQuery,
  ): Promise<ProductFeedback> {
    const [counts, ratings, questions, questionCount] = await Promise.all([
      store.countByProduct(db, [productId]),
      store.listPublic(db, { productId, kind: 'rating', stars, page: ratingPage }),
      store.listPublic(db, { productId, kind: 'question', page: questionPage }),
      store.countQuestions(db, productId),
    ])
    const byStars = [...(counts.get(productId) ?? noStars)]
    const shown = stars === undefined ? byStars.reduce((sum, one) => sum + one, 0) : (byStars[5 - stars] ?? 0)
    return omitUndefined({
      figures: computeFigures(byStars),
      byStars,
      ratings: ratings.flatMap((row) => presentPublic(row, zone).rating ?? []),
      ratingPages: countPages(shown),
      questions: questions.flatMap((row) => presentPublic(row, zone).question ?? []),
      questionCount,
      questionPages: countPages(questionCount),
    })
  }

  const textsOf = async (ids: readonly Id<'fbk'>[]): Promise<Map<Id<'fbk'>, FeedbackText[]>> =>
    Map.groupBy(await store.listTexts(db, [...new Set(ids)]), ({ feedbackId }) => feedbackId)

  /** Unanswered ones oldest first, answered ones newest first. */
  async function listOfSeller(
    actor: MemberActor,
    of: { readonly show: SellerList; readonly kind?: FeedbackKind | undefined },
    page: PageRequest,
  ): Promise<Page<SellerFeedback> & { readonly unanswered: number }> {
    const sellerId = requireSeller(actor)
    const rows = await store.listOfSeller(db, { ...of, sellerId }, page)
    const [texts, unanswered] = await Promise.all([
      textsOf(rows.map(({ id }) => id)),
      store.countUnanswered(db, sellerId),
    ])
    const { items, next } = toPage(rows, page.limit, {
      item: (row) => presentSellers(row, texts.get(row.id) ?? []),
      cursor: ({ id }) => id,
    })
    return omitUndefined({ items: items.flatMap((item) => item ?? []), next, unanswered })
  }

  /** What waits for a decision oldest first, others newest first. */
  async function listModerated(
    actor: MemberActor,
    of: { readonly show: ModerationList; readonly kind?: FeedbackKind | undefined },
    page: PageRequest,
  ): Promise<Page<ModeratedText> & { readonly open: number }> {
    requireOperator(actor)
    const rows = await store.listModerated(db, of, page)
    const [texts, open] = await Promise.all([
      textsOf(rows.map(({ text }) => text.feedbackId)),
      store.countOpen(db),
    ])
    const shown = toPage(rows, page.limit, {
      item: (row) => presentModerated(row, texts.get(row.text.feedbackId) ?? []),
      cursor: ({ text }) => text.id,
    })
    return { ...shown, open }
  }

  return { listFigures, listSellerFigures, getProductFeedback, listOfSeller, listModerated }
}
