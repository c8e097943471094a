export { createSampleItems } from './service.ts'
export type { SampleItems } from './service.ts'
export type { SampleItemEnded } from './schema.ts'
