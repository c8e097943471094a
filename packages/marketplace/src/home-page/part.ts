import type { HomePages } from './index.ts'
import { createHomePageRoutes } from './routes.ts'
import { homePageExports } from './tables.ts'

/** What the domain adds to the marketplace. */
export const homePagePart = {
  routes: ({ homePages }: { homePages: HomePages }) => createHomePageRoutes(homePages),
  exported: homePageExports,
}
