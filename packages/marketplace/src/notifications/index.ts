export { createNotifications } from './service/index.ts'
export type { Notifications } from './service/index.ts'
