import type { Sites } from './index.ts'
import { createSiteRoutes } from './routes.ts'

/** What the domain adds to the marketplace. */
export const sitesPart = {
  routes: ({ sites }: { sites: Sites }) => createSiteRoutes(sites),
}
