import type { Access } from './index.ts'
import { createAccessJobs } from './jobs.ts'
import { createAccessRoutes } from './routes.ts'
import type { Sight } from './routes.ts'
import { accessExports } from './tables.ts'

/** What the domain adds to the marketplace. */
export const accessPart = {
  routes: ({ access, views }: { access: Access; views: Sight }) => createAccessRoutes(access, views),
  jobs: ({ access }: { access: Access }) => createAccessJobs(access),
  exported: accessExports,
}
