import type { PurchaseRequests } from './index.ts'
import { createPurchaseRequestJobs } from './jobs.ts'
import { createPurchaseRequestRoutes } from './routes.ts'
import { purchaseRequestExports } from './tables.ts'

type Owner = { readonly purchaseRequests: PurchaseRequests }

/** What the domain adds to the marketplace. */
export const purchaseRequestsPart = {
  routes: ({ purchaseRequests }: Owner) => createPurchaseRequestRoutes(purchaseRequests),
  jobs: ({ purchaseRequests }: Owner) => createPurchaseRequestJobs(purchaseRequests),
  exported: purchaseRequestExports,
}
