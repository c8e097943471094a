import { defineTexts } from '@loggia/ui'

/** The page of messages, and the names of their links. */
export const messageTexts = defineTexts(
  {
    title: '消息',
    lead: {
      buyer: '您的订单和服务的通知。',
      seller: '您的商品、生产地址、订单和接口调用的通知。',
      operator: '需要运营人员了解或处理的通知。',
    },
    unread: '未读',
    empty: { title: '暂无消息', text: '新的通知会显示在这里。' },
    order: '查看订单',
    supervision: '查看服务监管',
    service: '查看服务',
    call: '查看调用',
    markRead: '标为已读',
    markReadOf: (title: string) => `标为已读：${title}`,
    markAllRead: '全部标为已读',
    product: '查看商品',
    reason: (reason: string) => `原因：${reason}`,
  },
  {
    title: 'Messages',
    lead: {
      buyer: 'News about your orders and services.',
      seller: 'News about your products, endpoints, orders and calls.',
      operator: 'News that operators should know or act on.',
    },
    unread: 'Unread',
    empty: { title: 'No messages yet', text: 'New messages appear here.' },
    order: 'View order',
    supervision: 'View service supervision',
    service: 'View service',
    call: 'View call',
    markRead: 'Mark as read',
    markReadOf: (title: string) => `Mark as read: ${title}`,
    markAllRead: 'Mark all as read',
    product: 'View product',
    reason: (reason: string) => `Reason: ${reason}`,
  },
)
