import { isId, toInstant } from '@loggia/kernel'
import { mostFavourites } from '@loggia/protocol/console/favourites/kinds'
import { favouriteProblems } from './problems.ts'
import type { Place } from './store.ts'

/** Throws `favourite.too_many` if a member who keeps this many may not keep another. */
export function requireRoom(count: number): void {
  if (count >= mostFavourites) throw favouriteProblems.too_many({ most: mostFavourites })
}

export const toPlaceCursor = ({ keptAt, productId }: Place): string => `${keptAt}~${productId}`

/** Returns undefined if the text is not such a cursor. */
export function fromPlaceCursor(text: string): Place | undefined {
  const [, keptAt, productId = ''] = /^(\d{1,14})~(prd_\w{1,40})$/.exec(text) ?? []
  if (keptAt === undefined || !isId(productId, 'prd')) return undefined
  return { keptAt: toInstant(Number(keptAt)), productId }
}
