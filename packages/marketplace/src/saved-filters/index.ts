export { createSavedFilters } from './service.ts'
export type { SavedFilters } from './service.ts'
