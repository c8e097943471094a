export { createRefunds } from './service.ts'
export type { Refunds } from './service.ts'
export { refundJobs } from './jobs.ts'
export type { OrderRefunded, Refund } from './schema.ts'
