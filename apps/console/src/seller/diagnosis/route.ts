import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { defineNeed } from '../../centre/rights/rights.ts'
import { readDiagnosisSearch } from './diagnosis-search.ts'
import { seller } from '../centre.tsx'

const needs = defineNeed('POST /api/seller/diagnoses', 'calls:read')

export const diagnosisRoutes = [
  createRoute({
    getParentRoute: () => seller,
    path: '/diagnosis',
    validateSearch: readDiagnosisSearch,
    component: lazyRouteComponent(() => import('./diagnosis-page.tsx'), 'DiagnosisPage'),
    staticData: {
      needs,
      menu: { group: 'integration', icon: 'bug', label: { zh: '签名诊断', en: 'Signature diagnosis' } },
    },
  }),
] as const
