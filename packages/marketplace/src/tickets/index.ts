export { createTickets } from './service/index.ts'
export type { Tickets } from './service/index.ts'
