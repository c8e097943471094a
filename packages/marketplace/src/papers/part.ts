import type { Papers } from './index.ts'
import { createPaperJobs } from './jobs.ts'
import { createPaperRoutes } from './routes.ts'

/** What the domain adds to the marketplace. */
export const papersPart = {
  routes: ({ papers }: { papers: Papers }) => createPaperRoutes(papers),
  jobs: ({ papers }: { papers: Papers }) => createPaperJobs(papers),
}
