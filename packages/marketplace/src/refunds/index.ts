export { createRefunds } from './service/index.ts'
export type { Refunds } from './service/index.ts'
export type { RefundTables } from './tables.ts'
