export { createProvisioning } from './service/index.ts'
export type { Provisioning } from './service/index.ts'
export type { Instance, InstanceState } from './schema.ts'
export type { InstanceTables } from './tables.ts'
