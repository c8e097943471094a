export const chargingModes = ['period', 'one_time', 'trial'] as const
export type ChargingMode = (typeof chargingModes)[number]

export const searchSorts = ['relevance', 'newest', 'price_asc', 'price_desc'] as const
export type SearchSort = (typeof searchSorts)[number]

/** What a seller guarantees, and the least averages of ratings by which products are filtered. */
export const guarantees = ['five_day_refund'] as const
export type Guarantee = (typeof guarantees)[number]
export const ratingFloors = ['4.5', '4', '3'] as const
export type RatingFloor = (typeof ratingFloors)[number]

/** Limits of groups of synonyms: how many groups, words of each, characters of a word. */
export const mostSynonymGroups = 1000
export const mostSynonyms = 30
export const longestSynonym = 40
/** A group came with the marketplace, or an operator added it. */
export const synonymOrigins = ['house', 'operator'] as const
export type SynonymOrigin = (typeof synonymOrigins)[number]
