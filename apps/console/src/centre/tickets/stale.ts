import type { ReadKey } from '../api.ts'

/** The routes to read again after an act on a ticket. */
export const staleTickets: readonly ReadKey[] = [
  'GET /api/buyer/tickets',
  'GET /api/buyer/tickets/:ticketId',
  'GET /api/seller/tickets',
  'GET /api/seller/tickets/:ticketId',
  'GET /api/operator/tickets',
  'GET /api/operator/tickets/:ticketId',
  'GET /api/operator/queues',
  'GET /api/operator/to-do',
]
