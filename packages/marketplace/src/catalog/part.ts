import type { Catalog } from './index.ts'
import { createCatalogJobs } from './jobs.ts'
import { createCatalogRoutes } from './routes.ts'

/** What the domain adds to the marketplace. */
export const catalogPart = {
  routes: ({ catalog }: { catalog: Catalog }) => createCatalogRoutes(catalog),
  jobs: ({ catalog }: { catalog: Catalog }) => createCatalogJobs(catalog),
}
