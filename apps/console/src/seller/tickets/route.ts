import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { defineNeed } from '../../centre/rights/rights.ts'
import { readTicketsSearch } from '../../centre/tickets/tickets-search.ts'
import { seller } from '../centre.tsx'

const needs = defineNeed('GET /api/seller/tickets', 'orders:read')

export const ticketRoutes = [
  createRoute({
    getParentRoute: () => seller,
    path: '/tickets',
    validateSearch: readTicketsSearch,
    component: lazyRouteComponent(() => import('./tickets-page.tsx'), 'TicketsPage'),
    staticData: {
      needs,
      menu: { group: 'deliveries', icon: 'ticket', label: { zh: '工单', en: 'Tickets' }, badge: 'tickets' },
    },
  }),
  createRoute({
    getParentRoute: () => seller,
    path: '/tickets/hours',
    component: lazyRouteComponent(() => import('./hours-page.tsx'), 'HoursPage'),
    staticData: { needs },
  }),
  createRoute({
    getParentRoute: () => seller,
    path: '/tickets/$ticketId',
    component: lazyRouteComponent(() => import('./ticket-page.tsx'), 'TicketPage'),
    staticData: { needs },
  }),
] as const
