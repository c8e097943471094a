export { createQuotes } from './service.ts'
export type { Quotes } from './service.ts'
