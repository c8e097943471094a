export { actOf, createQuotes } from './service/index.ts'
export type { Quotes } from './service/index.ts'
export { quoteRoutes } from './routes.ts'
