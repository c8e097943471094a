import type { Tickets } from './index.ts'
import { createTicketJobs } from './jobs.ts'
import { createTicketRoutes } from './routes.ts'
import { ticketExports } from './tables.ts'

/** What the domain adds to the marketplace. */
export const ticketsPart = {
  routes: ({ tickets }: { tickets: Tickets }) => createTicketRoutes(tickets),
  jobs: ({ tickets }: { tickets: Tickets }) => createTicketJobs(tickets),
  exported: ticketExports,
}
