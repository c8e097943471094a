import type { Views } from './index.ts'
import { createViewRoutes } from './routes/index.ts'

/** What the domain adds to the marketplace. */
export const viewsPart = {
  routes: ({ views }: { views: Views }) => createViewRoutes(views),
}
