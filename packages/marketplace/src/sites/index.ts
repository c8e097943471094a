export { createSites } from './service.ts'
export type { PageReader, Sites } from './service.ts'
