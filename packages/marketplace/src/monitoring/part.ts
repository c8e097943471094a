import type { Monitoring } from './index.ts'
import { createMonitoringJobs } from './jobs.ts'
import { createMonitoringRoutes } from './routes.ts'
import { cleaningWakeup } from './service/context.ts'
import { monitoringExports } from './tables.ts'

/** What the domain adds to the marketplace. */
export const monitoringPart = {
  routes: ({ monitoring }: { monitoring: Monitoring }) => createMonitoringRoutes(monitoring),
  jobs: ({ monitoring }: { monitoring: Monitoring }) => createMonitoringJobs(monitoring),
  upkeep: [cleaningWakeup],
  exported: monitoringExports,
}
