import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { operatorGrants } from '@loggia/protocol/console/parties/kinds'
import { defineNeed } from '../../centre/rights/rights.ts'
import { defineSearch, toText } from '../../centre/routing/search.ts'
import { operator } from '../centre.tsx'

const needs = defineNeed('GET /api/operator/synonyms', operatorGrants)

export const synonymRoutes = [
  createRoute({
    getParentRoute: () => operator,
    path: '/synonyms',
    validateSearch: defineSearch({ q: toText(40) }),
    component: lazyRouteComponent(() => import('./synonyms-page.tsx'), 'SynonymsPage'),
    staticData: {
      needs,
      menu: { group: 'market', icon: 'search', label: { zh: '同义词', en: 'Synonyms' } },
    },
  }),
] as const
