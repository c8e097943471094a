import { feedbackPresets, feedbackSettings } from '../schema.ts'
import type { FeedbackContext } from './context.ts'
import { createDemoFeedback } from './demo.ts'
import { createLists } from './lists.ts'
import { createModerating } from './moderating.ts'
import { createTexts } from './texts.ts'
import { createWriting } from './writing.ts'

export type FeedbackService = ReturnType<typeof createFeedback>

/** R286: ratings of bought products, and questions about products. */
export function createFeedback(context: FeedbackContext) {
  const texts = createTexts(context)
  return {
    ...createLists(context),
    ...createWriting(context, texts),
    ...createModerating(context, texts),
    ...createDemoFeedback(context),
    options: feedbackSettings,
    presets: feedbackPresets,
  }
}
