export { createOpenApi } from './service/index.ts'
export type { OpenApi } from './service/index.ts'
export { openApiRoutes } from './routes.ts'
export type { Admission, KeyLocked, OrderAnswer } from './schema.ts'
