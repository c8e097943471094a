export { createProvisioning } from './service/index.ts'
export type { Provisioning } from './service/index.ts'
export type {
  Instance,
  InstanceShared,
  InstanceState,
  InstanceUnaddressed,
  RenewalUnconfirmed,
} from './schema.ts'
export type { InstanceTables } from './tables.ts'
