// This list is fixed. It says what buyers ask and what they should find, and it was complete before it was asked in these
// catalogues. A change of the search must not change this list, nor the two catalogues, nor the synonyms:
// whoever alters the questions after the answers can no longer tell whether the search has become better.
import { queriesOfMass } from './queries-of-mass.ts'
import { queriesOfShop } from './queries-of-shop.ts'
import type { Catalogue, Query } from './schema.ts'

export const queries: Readonly<Record<Catalogue, readonly Query[]>> = {
  shop: queriesOfShop,
  mass: queriesOfMass,
}
