import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { readTicketsSearch } from '../../centre/tickets/tickets-search.ts'
import { buyer } from '../centre.tsx'
import { readNewTicketSearch } from './new-ticket-search.ts'

export const ticketRoutes = [
  createRoute({
    getParentRoute: () => buyer,
    path: '/tickets',
    validateSearch: readTicketsSearch,
    component: lazyRouteComponent(() => import('./tickets-page.tsx'), 'TicketsPage'),
    staticData: {
      needs: 'any',
      menu: { group: 'purchases', icon: 'ticket', label: { zh: '工单', en: 'Tickets' }, badge: 'tickets' },
    },
  }),
  createRoute({
    getParentRoute: () => buyer,
    path: '/tickets/new',
    validateSearch: readNewTicketSearch,
    component: lazyRouteComponent(() => import('./new-ticket-page.tsx'), 'NewTicketPage'),
    staticData: { needs: 'any' },
  }),
  createRoute({
    getParentRoute: () => buyer,
    path: '/tickets/$ticketId',
    component: lazyRouteComponent(() => import('./ticket-page.tsx'), 'TicketPage'),
    staticData: { needs: 'any' },
  }),
] as const
