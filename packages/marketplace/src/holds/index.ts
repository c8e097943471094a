export { createHolds } from './service.ts'
export { holdProblems } from './problems.ts'
export type { Holds } from './service.ts'
export type { HoldAsk, Waiting } from './schema.ts'
