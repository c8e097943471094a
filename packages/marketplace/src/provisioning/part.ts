import type { Provisioning } from './index.ts'
import { createProvisioningJobs } from './jobs.ts'
import { createProvisioningRoutes } from './routes.ts'
import { instanceExports } from './tables.ts'

/** What the domain adds to the marketplace. */
export const provisioningPart = {
  routes: ({ provisioning }: { provisioning: Provisioning }) => createProvisioningRoutes(provisioning),
  jobs: ({ provisioning }: { provisioning: Provisioning }) => createProvisioningJobs(provisioning),
  exported: instanceExports,
}
