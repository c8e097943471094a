import type { Identity } from './index.ts'
import { createIdentityJobs } from './jobs.ts'
import { createIdentityRoutes } from './routes.ts'
import { identityExports } from './tables.ts'

/** What the domain adds to the marketplace. */
export const identityPart = {
  routes: ({ identity }: { identity: Identity }) => createIdentityRoutes(identity),
  jobs: ({ identity }: { identity: Identity }) => createIdentityJobs(identity),
  exported: identityExports,
}
