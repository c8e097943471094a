export * from './claims.ts'
export * from './orders.ts'
export * from './spent.ts'
