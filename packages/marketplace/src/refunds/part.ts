import type { Refunds } from './index.ts'
import { createRefundJobs } from './jobs.ts'
import { createRefundRoutes } from './routes.ts'
import { refundExports } from './tables.ts'

/** What the domain adds to the marketplace. */
export const refundsPart = {
  routes: ({ refunds }: { refunds: Refunds }) => createRefundRoutes(refunds),
  jobs: ({ refunds }: { refunds: Refunds }) => createRefundJobs(refunds),
  exported: refundExports,
}
