import { defineId, defineOneOf, defineOptional, flag, number, string, text } from '../members.ts'
import { defineReplacedMessages } from '../messages.ts'
import { feedbackKinds } from './kinds.ts'

const ofProduct = { kind: defineOneOf(feedbackKinds), productId: defineId('prd'), product: text }
const refusal = { ...ofProduct, hidden: flag, reason: string }

export const feedbackMessages = {
  ...defineReplacedMessages('services', {
    feedback_published: ofProduct,
    /** `hidden`: it was published before. */
    feedback_refused: refusal,
    feedback_answered: ofProduct,
    rating_lapsed: ofProduct,
  }),
  ...defineReplacedMessages('products', {
    /** A question, or a rating that was published for the first time or was changed. */
    feedback_received: { ...ofProduct, stars: defineOptional(number) },
    answer_published: ofProduct,
    answer_refused: refusal,
    /** `hidden`: the reported rating is not shown any more. */
    report_decided: { ...ofProduct, hidden: flag },
  }),
  ...defineReplacedMessages('queues', {
    /** To operators, once when something waits and nothing did before. */
    feedback_waits: ofProduct,
  }),
}
