export { createProvisioning } from './service/index.ts'
export type { Provisioning } from './service/index.ts'
export type {
  ChangeFailed,
  Instance,
  InstanceShared,
  InstanceState,
  InstanceUnaddressed,
  OpeningFailed,
  RenewalUnconfirmed,
} from './schema.ts'
export type { InstanceTables } from './tables.ts'
