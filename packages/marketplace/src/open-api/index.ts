export { createOpenApi } from './service/index.ts'
export { refusal } from './rules/answers.ts'
export type { OpenApi } from './service/index.ts'
export type { Admission, OpenApiHandlers, OrderAnswer, RefusedQuery } from './schema.ts'
