export { createMonitoring } from './service/index.ts'
export type { Monitoring } from './service/index.ts'
export { dialTestsTopic } from './service/context.ts'
export type { MonitoringSettings } from './service/context.ts'
