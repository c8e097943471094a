import type { Debugging } from './index.ts'
import { createDebuggingJobs } from './jobs.ts'
import { createDebuggingRoutes } from './routes/index.ts'

/** What the domain adds to the marketplace. */
export const debuggingPart = {
  routes: ({ debugging }: { debugging: Debugging }) => createDebuggingRoutes(debugging),
  jobs: ({ debugging }: { debugging: Debugging }) => createDebuggingJobs(debugging),
}
