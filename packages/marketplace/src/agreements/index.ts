export { createAgreements } from './service.ts'
export type { Agreements } from './service.ts'
