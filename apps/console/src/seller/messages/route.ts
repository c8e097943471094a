import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { defineNeed } from '../../centre/rights/rights.ts'
import { seller } from '../centre.tsx'

const needs = defineNeed('GET /api/seller/messages', 'messages:read')

export const messageRoutes = [
  createRoute({
    getParentRoute: () => seller,
    path: '/messages',
    component: lazyRouteComponent(() => import('../../centre/messages/message-list.tsx'), 'MessagesPage'),
    staticData: {
      needs,
      menu: { group: 'account', icon: 'bell', label: { zh: '消息', en: 'Messages' }, badge: 'unread' },
    },
  }),
] as const
