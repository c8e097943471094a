export { createOpenApi } from './service/index.ts'
export { createRefusal } from './rules/answers.ts'
export type { OpenApi } from './service/index.ts'
export type { Admission, OpenApiHandlers, OrderAnswer, RefusedQuery } from './schema.ts'
