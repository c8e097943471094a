import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { operatorGrants } from '@loggia/protocol/console/parties/kinds'
import { defineNeed } from '../../centre/rights/rights.ts'
import { readCalendarSearch } from './calendar-search.ts'
import { operator } from '../centre.tsx'

const needs = defineNeed('GET /api/operator/calendar', operatorGrants)

export const calendarRoutes = [
  createRoute({
    getParentRoute: () => operator,
    path: '/calendar',
    validateSearch: readCalendarSearch,
    component: lazyRouteComponent(() => import('./calendar-page.tsx'), 'CalendarPage'),
    staticData: {
      needs,
      menu: { group: 'market', icon: 'calendar', label: { zh: '工作日历', en: 'Working days' } },
    },
  }),
] as const
