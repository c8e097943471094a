export { createSearch } from './service.ts'
export type { Search } from './service.ts'
export type { Ask, ChargingMode, Facets, Found, Sort } from './schema.ts'
export { toNameKey } from './tokens.ts'
