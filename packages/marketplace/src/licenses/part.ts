import type { Licenses } from './index.ts'
import { createLicenseJobs } from './jobs.ts'
import { createLicenseOpenApis, createLicenseRoutes } from './routes/index.ts'
import { licenseExports } from './tables.ts'

/** What the domain adds to the marketplace. */
export const licensesPart = {
  routes: ({ licenses }: { licenses: Licenses }) => createLicenseRoutes(licenses),
  openApis: ({ licenses }: { licenses: Licenses }) => createLicenseOpenApis(licenses),
  jobs: ({ licenses }: { licenses: Licenses }) => createLicenseJobs(licenses),
  exported: licenseExports,
}
