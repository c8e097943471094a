export { createHomePages } from './service.ts'
export type { HomePages } from './service.ts'
export type { Chosen, HomeWords, Selection } from './schema.ts'
