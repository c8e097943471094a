export const chargingModes = ['period', 'one_time', 'trial'] as const
export type ChargingMode = (typeof chargingModes)[number]

export const searchSorts = ['relevance', 'newest', 'orders', 'price_asc', 'price_desc'] as const
export type SearchSort = (typeof searchSorts)[number]

/**
 * What a seller guarantees: the five-day refund (R130), payment after acceptance (service supervision), and answers to
 * tickets in support hours of 5×8 or more (R285).
 */
export const guarantees = ['five_day_refund', 'supervised', 'ticket_support'] as const
export type Guarantee = (typeof guarantees)[number]
/** The least averages of ratings by which products are filtered. */
export const ratingFloors = ['4.5', '4', '3'] as const
export type RatingFloor = (typeof ratingFloors)[number]

/** The bounds of a range of prices as they were typed: amounts per month with at most two decimals. */
export type TypedPrices = {
  readonly priceFrom?: string | undefined
  readonly priceTo?: string | undefined
}

/** The bounds in their order, whichever was typed first; undefined if none is given. Both bounds belong to the range. */
export function sortTypedPrices({ priceFrom, priceTo }: TypedPrices): TypedPrices | undefined {
  if (priceFrom === undefined && priceTo === undefined) return undefined
  const isTurned = priceFrom !== undefined && priceTo !== undefined && Number(priceFrom) > Number(priceTo)
  return isTurned ? { priceFrom: priceTo, priceTo: priceFrom } : { priceFrom, priceTo }
}

/** Limits of groups of synonyms: how many groups, words of each, characters of a word. */
export const mostSynonymGroups = 1000
export const mostSynonyms = 30
export const longestSynonym = 40
/** A group came with the marketplace, or an operator added it. */
export const synonymOrigins = ['house', 'operator'] as const
export type SynonymOrigin = (typeof synonymOrigins)[number]
