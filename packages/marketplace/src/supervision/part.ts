import type { Supervisions } from './index.ts'
import { createSupervisionJobs } from './jobs.ts'
import { createSupervisionRoutes } from './routes.ts'
import type { Timelines } from './routes.ts'
import { supervisionExports } from './tables.ts'

/** What the domain adds to the marketplace. */
export const supervisionPart = {
  routes: ({ supervisions, views }: { supervisions: Supervisions; views: Timelines }) =>
    createSupervisionRoutes(supervisions, views),
  jobs: ({ supervisions }: { supervisions: Supervisions }) => createSupervisionJobs(supervisions),
  exported: supervisionExports,
}
