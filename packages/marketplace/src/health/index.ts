export { createHealth } from './service/index.ts'
export type { Health } from './service/index.ts'
export type { HealthTables } from './tables.ts'
