import type { Apps } from './index.ts'
import { createAppJobs } from './jobs.ts'
import { createAppRoutes } from './routes.ts'
import type { Timelines } from './routes.ts'
import { reconcileWakeup } from './service/context.ts'
import { appExports } from './tables.ts'

/** What the domain adds to the marketplace. */
export const appsPart = {
  routes: ({ apps, views }: { apps: Apps; views: Timelines }) => createAppRoutes(apps, views),
  jobs: ({ apps }: { apps: Apps }) => createAppJobs(apps),
  upkeep: [reconcileWakeup],
  exported: appExports,
}
