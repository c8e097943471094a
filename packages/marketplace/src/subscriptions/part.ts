import type { Subscriptions } from './index.ts'
import { createSubscriptionJobs } from './jobs.ts'
import { createSubscriptionRoutes } from './routes.ts'
import { subscriptionExports } from './tables.ts'

/** What the domain adds to the marketplace. */
export const subscriptionsPart = {
  routes: ({ subscriptions }: { subscriptions: Subscriptions }) => createSubscriptionRoutes(subscriptions),
  jobs: ({ subscriptions }: { subscriptions: Subscriptions }) => createSubscriptionJobs(subscriptions),
  exported: subscriptionExports,
}
