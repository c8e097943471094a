export { createProvisioning } from './service/index.ts'
export type { Provisioning } from './service/index.ts'
export { provisioningJobs } from './jobs.ts'
export { provisioningRoutes } from './routes.ts'
export type {
  Instance,
  InstanceShared,
  InstanceState,
  InstanceUnaddressed,
  RenewalUnconfirmed,
} from './schema.ts'
