import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { defineNeed } from '../../centre/rights/rights.ts'
import { operatorGrants } from '@loggia/protocol/console/parties/kinds'
import { operator } from '../centre.tsx'

const needs = defineNeed('GET /api/operator/messages', operatorGrants)

export const messageRoutes = [
  createRoute({
    getParentRoute: () => operator,
    path: '/messages',
    component: lazyRouteComponent(() => import('../../centre/messages/message-list.tsx'), 'MessagesPage'),
    staticData: { needs, menu: { icon: 'bell', label: { zh: '消息', en: 'Messages' }, badge: 'unread' } },
  }),
] as const
