import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { buyer } from '../centre.tsx'

export const messageRoutes = [
  createRoute({
    getParentRoute: () => buyer,
    path: '/messages',
    component: lazyRouteComponent(() => import('../../centre/messages/message-list.tsx'), 'MessagesPage'),
    staticData: {
      needs: 'any',
      menu: { group: 'account', icon: 'bell', label: { zh: '消息', en: 'Messages' }, badge: 'unread' },
    },
  }),
] as const
