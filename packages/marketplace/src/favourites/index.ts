export { createFavourites } from './service.ts'
export type { Favourites } from './service.ts'
export type { Favourite } from './schema.ts'
