import type { SavedFilters } from './index.ts'
import { createSavedFilterRoutes } from './routes.ts'

/** What the domain adds to the marketplace. */
export const savedFiltersPart = {
  routes: ({ savedFilters }: { savedFilters: SavedFilters }) => createSavedFilterRoutes(savedFilters),
}
