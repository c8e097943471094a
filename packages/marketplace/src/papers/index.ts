export { createPapers } from './service.ts'
export type { Papers } from './service.ts'
