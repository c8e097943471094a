import { defineFacts } from '../facts.ts'
import { defineId, defineOneOf, defineOptional, flag, number, string } from '../members.ts'
import { feedbackKinds, feedbackWriters } from './kinds.ts'

const ofText = {
  kind: defineOneOf(feedbackKinds),
  by: defineOneOf(feedbackWriters),
  textId: defineId('fbt'),
  productId: defineId('prd'),
}
const ofFeedback = { kind: ofText.kind, productId: ofText.productId }

/** The subject of these facts is the rating or the question. No fact holds a text. */
export const feedbackFacts = defineFacts('fbk', {
  'feedback.written': {
    ...ofText,
    stars: defineOptional(number),
    changed: flag,
    /** Of a first answer: how long it was waited for. */
    waitedMs: defineOptional(number),
  },
  /** `atOnce`: by the setting, before an operator has read it. */
  'feedback.published': { ...ofText, atOnce: flag },
  /** An operator has read what was published already, or has not followed a report. */
  'feedback.kept': ofText,
  'feedback.refused': { ...ofText, reason: string },
  'feedback.hidden': { ...ofText, reason: string },
  'feedback.reported': { ...ofText, reason: string },
  'feedback.withdrawn': ofFeedback,
  /** The purchase was refunded, so the rating is not shown any more. */
  'feedback.lapsed': ofFeedback,
})
