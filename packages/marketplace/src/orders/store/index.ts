export * from './claims.ts'
export * from './orders.ts'
