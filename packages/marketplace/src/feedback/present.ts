import { omitUndefined } from '@loggia/kernel'
import type { Zone } from '@loggia/kernel'
import type {
  KeptText,
  ModeratedText,
  OwnRating as ShownRating,
  PublicQuestion,
  PublicRating,
  SellerFeedback,
} from '@loggia/protocol/console'
import { toWireTime } from '../platform/index.ts'
import { countMonths, listHints } from './rules.ts'
import type { FeedbackText } from './schema.ts'
import type { OwnRating } from './service/writing.ts'
import type { ModeratedRow, PublicRow, SellerRow } from './store/index.ts'

export const presentText = (text: FeedbackText): KeptText =>
  omitUndefined({
    id: text.id,
    state: text.state,
    stars: text.stars,
    text: text.text,
    language: text.language,
    author: text.author,
    at: toWireTime(text.writtenAt),
    reason: text.reason,
  })

/** As everybody sees it: a rating or a question. */
export function presentPublic(
  row: PublicRow,
  zone: Zone,
): { readonly rating?: PublicRating; readonly question?: PublicQuestion } {
  const { specification, used_since: since, stars, text, author, language, written_at: at } = row
  if (author === null) return {}
  const answer =
    row.answer === null || row.answer_language === null || row.answered_at === null
      ? undefined
      : { text: row.answer, language: row.answer_language, at: toWireTime(row.answered_at) }
  const demo = row.demo ? (true as const) : undefined
  const common = omitUndefined({ id: row.id, author, language, at: toWireTime(at), answer, demo })
  if (specification !== null && since !== null && stars !== null) {
    const monthsUsed = countMonths(since, at, zone)
    return { rating: omitUndefined({ ...common, stars, text: text ?? undefined, specification, monthsUsed }) }
  }
  return text === null ? {} : { question: { ...common, text } }
}

const findPublished = (texts: readonly FeedbackText[], by: FeedbackText['by']): FeedbackText | undefined =>
  texts.find((text) => text.by === by && text.state === 'published')

/** As its seller sees it; undefined if nothing of it is published any more. */
export function presentSellers(row: SellerRow, texts: readonly FeedbackText[]): SellerFeedback | undefined {
  const written = findPublished(texts, 'buyer')
  if (!written?.author || row.public_at === null) return undefined
  const answer = texts.findLast(({ by }) => by === 'seller')
  const publishedAnswer = findPublished(texts, 'seller')
  return omitUndefined({
    id: row.id,
    kind: row.kind,
    product: { id: row.product_id, name: { zh: row.name_zh, en: row.name_en } },
    author: written.author,
    textId: written.id,
    stars: written.stars,
    text: written.text,
    language: written.language,
    specification: row.specification ?? undefined,
    at: toWireTime(row.public_at),
    answeredAt: row.answered_at === null ? undefined : toWireTime(row.answered_at),
    answer: answer && presentText(answer),
    publishedAnswer:
      publishedAnswer && publishedAnswer.id !== answer?.id ? presentText(publishedAnswer) : undefined,
    reportedAt: written.report && toWireTime(written.report.at),
    demo: row.demo ? (true as const) : undefined,
  })
}

/** As operators see it, with what it would replace or what it answers. */
export function presentModerated(row: ModeratedRow, texts: readonly FeedbackText[]): ModeratedText {
  const { text } = row
  const published = findPublished(texts, text.by)
  const about =
    text.by === 'seller'
      ? (findPublished(texts, 'buyer') ?? texts.findLast(({ by }) => by === 'buyer'))
      : undefined
  return omitUndefined({
    ...presentText(text),
    feedbackId: text.feedbackId,
    kind: row.kind,
    by: text.by,
    product: { id: row.productId, name: row.productName },
    writer: text.by === 'seller' ? row.sellerName : row.buyerName,
    waitsSince: text.waitsSince === undefined ? undefined : toWireTime(text.waitsSince),
    reported: text.report && { at: toWireTime(text.report.at), reason: text.report.reason },
    hints: listHints(text.text ?? ''),
    before:
      published && published.id !== text.id && text.state === 'waiting' ? presentText(published) : undefined,
    about: about && presentText(about),
  })
}

export function presentOwn({ bar, names, bought, texts }: OwnRating): ShownRating {
  const published = findPublished(texts, 'buyer')
  const newest = texts.findLast(({ state }) => state !== 'replaced')
  const { author } = newest ?? {}
  return omitUndefined({
    bar,
    names,
    bought: bought && { specification: bought.specification, since: toWireTime(bought.since) },
    published: published && presentText(published),
    latest: newest && newest.id !== published?.id ? presentText(newest) : undefined,
    showsName: author !== undefined && author.zh === names.whole.zh,
  })
}
