export const chargingModes = ['period', 'one_time', 'trial'] as const
export type ChargingMode = (typeof chargingModes)[number]

export const searchSorts = ['relevance', 'newest', 'price_asc', 'price_desc'] as const
export type SearchSort = (typeof searchSorts)[number]
