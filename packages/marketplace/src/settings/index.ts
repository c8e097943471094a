export { createSettings } from './service.ts'
export type { Settings } from './service.ts'
export type { EnvironmentFact, Presets } from './schema.ts'
