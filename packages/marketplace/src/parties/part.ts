import type { Parties } from './index.ts'
import { createPartyJobs } from './jobs.ts'
import { createPartyRoutes } from './routes.ts'
import { partyExports } from './tables.ts'

/** What the domain adds to the marketplace. */
export const partiesPart = {
  routes: ({ parties }: { parties: Parties }) => createPartyRoutes(parties),
  jobs: ({ parties }: { parties: Parties }) => createPartyJobs(parties),
  exported: partyExports,
}
