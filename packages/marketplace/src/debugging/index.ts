export { createDebugging } from './service.ts'
export type { Debugging } from './service.ts'
export { debuggingRoutes } from './routes.ts'
