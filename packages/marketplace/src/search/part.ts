import type { Search } from './index.ts'
import { createSearchJobs } from './jobs.ts'
import { createSearchRoutes } from './routes.ts'
import { searchExports } from './tables.ts'

/** What the domain adds to the marketplace. */
export const searchPart = {
  routes: ({ search }: { search: Search }) => createSearchRoutes(search),
  jobs: ({ search }: { search: Search }) => createSearchJobs(search),
  upkeep: ['search.house_synonyms', 'search.reread'],
  exported: searchExports,
}
