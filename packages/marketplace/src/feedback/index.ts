export { createFeedback } from './service/index.ts'
export type { FeedbackService } from './service/index.ts'
export type { DemoFeedback } from './service/demo.ts'
