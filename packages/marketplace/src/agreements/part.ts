import type { Agreements } from './index.ts'
import { createAgreementJobs } from './jobs.ts'
import { createAgreementRoutes } from './routes.ts'
import { agreementExports } from './tables.ts'

/** What the domain adds to the marketplace. */
export const agreementsPart = {
  routes: ({ agreements }: { agreements: Agreements }) => createAgreementRoutes(agreements),
  jobs: ({ agreements }: { agreements: Agreements }) => createAgreementJobs(agreements),
  exported: agreementExports,
}
