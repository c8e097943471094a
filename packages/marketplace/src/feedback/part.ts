import type { FeedbackService } from './index.ts'
import { createFeedbackJobs } from './jobs.ts'
import { createFeedbackRoutes } from './routes.ts'
import { feedbackExports } from './tables.ts'

/** What the domain adds to the marketplace. */
export const feedbackPart = {
  routes: ({ feedback }: { feedback: FeedbackService }) => createFeedbackRoutes(feedback),
  jobs: ({ feedback }: { feedback: FeedbackService }) => createFeedbackJobs(feedback),
  exported: feedbackExports,
}
