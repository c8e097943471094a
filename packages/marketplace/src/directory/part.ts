import type { Directory } from './index.ts'
import { createDirectoryJobs } from './jobs.ts'
import { createDirectoryRoutes } from './routes.ts'
import { directoryExports } from './tables.ts'

/** What the domain adds to the marketplace. */
export const directoryPart = {
  routes: ({ directory }: { directory: Directory }) => createDirectoryRoutes(directory),
  jobs: ({ directory }: { directory: Directory }) => createDirectoryJobs(directory),
  exported: directoryExports,
}
