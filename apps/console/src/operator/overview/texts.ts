import { defineTexts } from '@loggia/ui'

export const overviewTexts = defineTexts(
  {
    title: '总览',
    lead: '先看待办，再看交易和商家接口。',
    figures: {
      label: '运行与订单',
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
    breakers: {
      title: '已暂停的接口',
      waiting: (count: string) => `${count} 次调用等待中`,
      calls: (count: string) => `${count} 次等待中`,
      all: '全部商家接口',
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
    lead: 'What waits for us, then trade and interfaces.',
    figures: {
      label: 'Health and orders',
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
    breakers: {
      title: 'Paused interfaces',
      waiting: (count) => (count === '1' ? '1 call waits' : `${count} calls wait`),
      calls: (count) => `${count} waiting`,
      all: 'All interfaces',
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
