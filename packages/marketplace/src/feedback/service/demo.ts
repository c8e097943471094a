import { omitUndefined } from '@loggia/kernel'
import type { Id, Instant, Language } from '@loggia/kernel'
import type { Text } from '@loggia/protocol/console'
import type { Tx } from '../../platform/index.ts'
import { toMaskedName } from '../rules.ts'
import type { Feedback, FeedbackText } from '../schema.ts'
import * as store from '../store/index.ts'
import type { FeedbackContext } from './context.ts'

/** A rating (with stars) or a question of the demo, published at that time, with its answer. */
export type DemoFeedback = {
  readonly productId: Id<'prd'>
  readonly sellerId: Id<'sel'>
  readonly author: Text
  readonly language: Language
  readonly at: Instant
  readonly text: string
  readonly rating?: { readonly stars: number; readonly specification: Text; readonly since: Instant }
  readonly answer?: { readonly text: string; readonly at: Instant }
}

/** What the demo shows: no buyer wrote it, and pages mark it. */
export function createDemoFeedback({ ids }: Pick<FeedbackContext, 'ids'>) {
  async function addDemo(tx: Tx, all: readonly DemoFeedback[]): Promise<void> {
    const made = all.map((one) => toFeedback(ids.next('fbk'), one))
    await store.insert(tx, made)
    await store.insertTexts(
      tx,
      all.flatMap((one, at) => {
        const feedback = made[at]
        return feedback ? toTexts(feedback, one) : []
      }),
    )
    for (const { productId, sellerId, rating } of all)
      if (rating) await store.addToCount(tx, { productId, sellerId, stars: rating.stars }, 1)
  }

  function toTexts(feedback: Feedback, { author, language, at, text, rating, answer }: DemoFeedback) {
    const common = { feedbackId: feedback.id, language, state: 'published' } as const
    const written: FeedbackText = omitUndefined({
      ...common,
      id: ids.next('fbt'),
      by: 'buyer',
      stars: rating?.stars,
      text,
      author: toMaskedName(author),
      writtenAt: at,
      decidedAt: at,
    })
    if (!answer) return [written]
    const { text: said, at: answeredAt } = answer
    const times = { writtenAt: answeredAt, decidedAt: answeredAt }
    return [written, { ...common, ...times, id: ids.next('fbt'), by: 'seller', text: said } as const]
  }

  return { addDemo }
}

function toFeedback(id: Id<'fbk'>, { productId, sellerId, at, rating, answer }: DemoFeedback): Feedback {
  const common = { id, productId, sellerId, createdAt: at, publicAt: at }
  const answeredAt = answer?.at
  if (!rating) return omitUndefined({ ...common, kind: 'question', answeredAt })
  const { stars: publicStars, ...bought } = rating
  return omitUndefined({ ...common, kind: 'rating', bought, publicStars, answeredAt })
}
