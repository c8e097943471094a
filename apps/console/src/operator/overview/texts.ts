import { defineTexts } from '@loggia/ui'

export const overviewTexts = defineTexts(
  {
    title: '总览',
    lead: '待办事项和最近订单。',
    figures: {
      labels: { queues: '待办数量', health: '运行与订单' },
      applications: '待审核的申请',
      pendingAddresses: '待审核的生产地址',
      productsInReview: '待审核的商品',
      topUpRequests: '待处理的充值申请',
      refundRequestsOverdue: '超期的退款申请',
      balanceChanges: '待确认的余额变动',
      supervisions: '待处理的申诉和复核',
      interfaces: '待处理的接口故障',
      ordersProcessing: '处理中的订单',
      stuckCalls: '待处理的响应',
      ordersToday: '今日订单',
      parkedSellers: '已暂停调用的商家',
      openFailures: '未解决的失败',
    },
    alarm: {
      title: (count: string) => `已暂停对 ${count} 个商家的调用。`,
      text: '商家服务器恢复后自动补发；暂停期间，新购的截止时间不变。',
      see: '查看商家接口',
    },
    mail: {
      off: '云商店未启用邮件：用户不能通过邮件重置密码，消息只在各中心显示。',
      failed: (count: string) => `近 7 天有 ${count} 封邮件发送失败或结果不明。`,
      see: '查看邮件记录',
    },
    transfer: {
      missing: '尚未设置充值收款账户：买家申请充值后，看不到向哪里转账。',
      see: '前往设置',
    },
    all: '查看全部',
    orders: '最近订单',
    allOrders: '查看全部订单',
  },
  {
    title: 'Overview',
    lead: 'Open tasks and recent orders.',
    figures: {
      labels: { queues: 'To do', health: 'Health and orders' },
      applications: 'Applications to review',
      pendingAddresses: 'Endpoints to review',
      productsInReview: 'Products to review',
      topUpRequests: 'Top-ups to handle',
      refundRequestsOverdue: 'Overdue refund requests',
      balanceChanges: 'Adjustments to confirm',
      supervisions: 'Appeals and re-checks',
      interfaces: 'Interfaces to handle',
      ordersProcessing: 'Orders in progress',
      stuckCalls: 'Responses to process',
      ordersToday: 'Orders today',
      parkedSellers: 'Sellers with calls paused',
      openFailures: 'Unresolved failures',
    },
    alarm: {
      title: (count: string) =>
        count === '1' ? 'Calls to one seller are paused.' : `Calls to ${count} sellers are paused.`,
      text: 'They resume automatically when the seller’s server recovers. The time limit for activating new orders keeps running.',
      see: 'View seller interfaces',
    },
    mail: {
      off: 'This marketplace does not send emails: nobody can reset a password by email, and messages appear only in the centres.',
      failed: (count: string) =>
        count === '1'
          ? '1 email of the last 7 days failed, or its result is unknown.'
          : `${count} emails of the last 7 days failed, or their result is unknown.`,
      see: 'View emails',
    },
    transfer: {
      missing:
        'No bank account for top-ups is set: buyers who request a top-up do not see where to send the money.',
      see: 'Go to settings',
    },
    all: 'View all',
    orders: 'Recent orders',
    allOrders: 'View all orders',
  },
)
