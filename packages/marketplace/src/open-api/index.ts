export { createOpenApi } from './service/index.ts'
export type { OpenApi } from './service/index.ts'
export type { Admission, RefusedQuery } from './schema.ts'
