import type { Id, Instant, Language, Transitions } from '@loggia/kernel'
import { marketSettingsSchema } from '@loggia/protocol/console'
import type { Text } from '@loggia/protocol/console'
import type { FeedbackKind, FeedbackState, FeedbackWriter } from '@loggia/protocol/console/feedback/kinds'
import type { Setting } from '../platform/index.ts'

export type { FeedbackKind, FeedbackState, FeedbackWriter }

type Common = {
  readonly id: Id<'fbk'>
  readonly productId: Id<'prd'>
  readonly sellerId: Id<'sel'>
  /** Absent in the demo. */
  readonly buyerId?: Id<'byr'>
  readonly createdAt: Instant
  readonly withdrawnAt?: Instant
  /** Since when everybody sees the buyer's text. */
  readonly publicAt?: Instant
  /** When the seller first answered, unless that answer was refused. */
  readonly answeredAt?: Instant
}
/** A buyer's stars for a product that it bought, mostly with a text. */
export type Rating = Common & {
  readonly kind: 'rating'
  readonly bought: Bought
  readonly publicStars?: number
}
/** A buyer's question about a product. */
export type ProductQuestion = Common & { readonly kind: 'question' }
export type Feedback = Rating | ProductQuestion

/** One version of what a buyer or a seller wrote. */
export type FeedbackText = {
  readonly id: Id<'fbt'>
  readonly feedbackId: Id<'fbk'>
  readonly by: FeedbackWriter
  readonly stars?: number
  readonly text?: string
  /** The buyer's name as it is shown. */
  readonly author?: Text
  readonly language: Language
  readonly state: FeedbackState
  readonly writtenAt: Instant
  readonly writtenBy?: Id<'mbr'>
  /** For an operator to decide. */
  readonly waitsSince?: Instant
  readonly decidedAt?: Instant
  readonly decidedBy?: Id<'mbr'>
  readonly reason?: string
  readonly report?: { readonly at: Instant; readonly reason: string }
}

/** A paid time of a service, as it counts for ratings. */
export type Purchase = {
  readonly specification: Text
  readonly openedAt?: Instant
  readonly startsAt: Instant
  readonly isTrial: boolean
  readonly refundedAt?: Instant
}
/** What a buyer bought, and since when it has used it. */
export type Bought = { readonly specification: Text; readonly since: Instant }

export type TextAction = 'publish' | 'refuse' | 'replace' | 'withdraw'
export const textTransitions = {
  waiting: { publish: 'published', refuse: 'refused', replace: 'replaced', withdraw: 'withdrawn' },
  published: { publish: 'published', refuse: 'hidden', replace: 'replaced', withdraw: 'withdrawn' },
  hidden: { publish: 'published', replace: 'replaced', withdraw: 'withdrawn' },
  refused: {},
  replaced: {},
  withdrawn: {},
} as const satisfies Transitions<FeedbackState, TextAction>

/** Whether texts are published before an operator has read them. */
export const feedbackSettings = {
  feedbackAtOnce: {
    name: 'feedback.at_once',
    schema: marketSettingsSchema.shape.feedbackAtOnce,
  } satisfies Setting<boolean>,
}
export const feedbackPresets = { feedbackAtOnce: false } as const
