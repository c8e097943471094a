import type { Notifications } from './index.ts'
import { createNotificationJobs } from './jobs.ts'
import { createNotificationRoutes } from './routes.ts'
import { messageExports } from './tables.ts'

/** What the domain adds to the marketplace. */
export const notificationsPart = {
  routes: ({ notifications }: { notifications: Notifications }) => createNotificationRoutes(notifications),
  jobs: ({ notifications }: { notifications: Notifications }) => createNotificationJobs(notifications),
  exported: messageExports,
}
