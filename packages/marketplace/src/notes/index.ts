export { createNotes } from './service.ts'
export type { Notes } from './service.ts'
