import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { defineNeed } from '../../centre/rights/rights.ts'
import { readTicketsSearch } from '../../centre/tickets/tickets-search.ts'
import { operator } from '../centre.tsx'

const needs = defineNeed('GET /api/operator/tickets', 'appeals')

export const ticketRoutes = [
  createRoute({
    getParentRoute: () => operator,
    path: '/tickets',
    validateSearch: readTicketsSearch,
    component: lazyRouteComponent(() => import('./tickets-page.tsx'), 'TicketsPage'),
    staticData: {
      needs,
      menu: { group: 'queues', icon: 'ticket', label: { zh: '工单', en: 'Tickets' }, badge: 'tickets' },
    },
  }),
  createRoute({
    getParentRoute: () => operator,
    path: '/tickets/$ticketId',
    component: lazyRouteComponent(() => import('./ticket-page.tsx'), 'TicketPage'),
    staticData: { needs },
  }),
] as const
