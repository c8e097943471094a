export { createLicenses } from './service/index.ts'
export { hideIdentification } from './rules.ts'
export type { Licenses } from './service/index.ts'
export type { License, LicenseCallStopped } from './schema.ts'
