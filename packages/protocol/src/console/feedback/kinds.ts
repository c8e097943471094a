// Without zod: pages use these values.

/** A rating (评价) of a bought product, or a question (咨询) about a product. */
export const feedbackKinds = ['rating', 'question'] as const
export type FeedbackKind = (typeof feedbackKinds)[number]

/** Who wrote a text: the buyer wrote the rating or the question, the seller the answer. */
export const feedbackWriters = ['buyer', 'seller'] as const
export type FeedbackWriter = (typeof feedbackWriters)[number]

/**
 * - `waiting`: for an operator; nobody else sees it
 * - `published`: everybody sees it
 * - `refused`: by an operator, before it was published
 * - `hidden`: by an operator, after it was published
 * - `replaced`: by a newer text
 * - `withdrawn`: with its rating, by the buyer or because the purchase was refunded
 */
export const feedbackStates = ['waiting', 'published', 'refused', 'hidden', 'replaced', 'withdrawn'] as const
export type FeedbackState = (typeof feedbackStates)[number]

/** What operators list: `open` waits for a decision, also a published text that nobody has read or that was reported. */
export const moderationLists = ['open', 'published', 'refused', 'hidden'] as const
export type ModerationList = (typeof moderationLists)[number]

/** What sellers list. */
export const sellerLists = ['unanswered', 'answered'] as const
export type SellerList = (typeof sellerLists)[number]

/** What operators should look at in a text: such a text waits for an operator in any case. */
export const textHints = ['link', 'email', 'phone', 'repeated'] as const
export type TextHint = (typeof textHints)[number]

/** Why a buyer cannot rate a product. */
export const ratingBars = ['not_bought', 'own_seller', 'not_on_sale'] as const
export type RatingBar = (typeof ratingBars)[number]

export const stars = [5, 4, 3, 2, 1] as const

/** Characters of the texts, and what is on one page of a product. */
export const feedbackLimits = {
  rating: { min: 10, max: 1000 },
  question: { min: 5, max: 500 },
  answer: { min: 5, max: 1000 },
  reason: { min: 1, max: 500 },
  /** Questions of one buyer, and texts of its ratings, in 24 hours. */
  perDay: 10,
  pageLength: 10,
  /** Texts that are published at once. */
  selected: 100,
} as const
