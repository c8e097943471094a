export { createCalls } from './service/index.ts'
export type { Calls } from './service/index.ts'
export { presentVerdict } from './service/verdict.ts'
export { computeWindowEnd } from './rules.ts'
export { defaultCallSettings } from './schema.ts'
export type {
  Answer,
  AnsweredCall,
  Breaker,
  Call,
  CallSettings,
  CallState,
  LiveAnswer,
  OperationHandlers,
} from './schema.ts'
export type { CallTables } from './tables.ts'
