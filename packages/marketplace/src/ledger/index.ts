export { createLedger } from './service.ts'
export type { Ledger } from './service.ts'
export { ledgerRoutes } from './routes.ts'
export type { Posted } from './schema.ts'
