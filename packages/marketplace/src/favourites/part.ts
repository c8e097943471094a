import type { Favourites } from './index.ts'
import { createFavouriteRoutes } from './routes.ts'

/** What the domain adds to the marketplace. */
export const favouritesPart = {
  routes: ({ favourites }: { favourites: Favourites }) => createFavouriteRoutes(favourites),
}
