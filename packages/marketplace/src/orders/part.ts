import type { Orders } from './index.ts'
import { createOrderJobs } from './jobs.ts'
import { createOrderRoutes } from './routes.ts'
import { orderExports } from './tables.ts'

/** What the domain adds to the marketplace. */
export const ordersPart = {
  routes: ({ orders }: { orders: Orders }) => createOrderRoutes(orders),
  jobs: ({ orders }: { orders: Orders }) => createOrderJobs(orders),
  exported: orderExports,
}
