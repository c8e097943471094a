import type { Health } from './index.ts'
import { createHealthJobs } from './jobs.ts'
import { createHealthRoutes } from './routes.ts'
import { healthWakeups } from './schema.ts'
import { healthExports } from './tables.ts'

/** What the domain adds to the marketplace. */
export const healthPart = {
  routes: ({ health }: { health: Health }) => createHealthRoutes(health),
  jobs: ({ health }: { health: Health }) => createHealthJobs(health),
  upkeep: healthWakeups,
  exported: healthExports,
}
