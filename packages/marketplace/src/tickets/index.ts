export { createTickets } from './service/index.ts'
export { presetHours } from './schema.ts'
export type { Tickets } from './service/index.ts'
