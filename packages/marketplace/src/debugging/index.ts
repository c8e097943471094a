export { createDebugging } from './service/index.ts'
export type { Debugging } from './service/index.ts'
