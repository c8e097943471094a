import type { Handlers } from '../platform/index.ts'
import type { Favourites } from './service.ts'

export const createFavouriteRoutes = (favourites: Favourites): Handlers => ({
  'GET /api/buyer/favourites/ids': async ({ actor }) => ({ ids: await favourites.listIds(actor) }),
  'PUT /api/buyer/favourites': async ({ actor, body: { productId, kept } }) => {
    await (kept ? favourites.keep({ actor }, productId) : favourites.remove({ actor }, productId))
    return { kept }
  },
})
