import { defineTexts } from '@loggia/ui'

/** What the overviews of all centres say. */
export const overviewTexts = defineTexts(
  {
    needs: {
      title: '待您处理',
      count: (count: string) => `${count} 项，最急的在前`,
      left: (span: string) => `剩余 ${span}`,
    },
    change: {
      on: (change: string) => `较前 30 天 ${change}`,
      none: '前 30 天为 0',
    },
    period: { now: '近 30 天', before: '前 30 天' },
    paidNow: (now: string, before: string) => `${now}，前 30 天 ${before}`,
    orders: { title: '订单', name: '已支付的订单', sum: (count: string) => `近 30 天 ${count} 个` },
    none: '近 60 天没有已支付的订单',
  },
  {
    needs: {
      title: 'Needs your attention',
      count: (count: string) => `${count}, most urgent first`,
      left: (span: string) => `${span} left`,
    },
    change: {
      on: (change: string) => `${change} on the 30 days before`,
      none: '0 in the 30 days before',
    },
    period: { now: 'Last 30 days', before: '30 days before' },
    paidNow: (now: string, before: string) => `${now}; ${before} in the 30 days before`,
    orders: { title: 'Orders', name: 'Paid orders', sum: (count: string) => `${count} in 30 days` },
    none: 'No paid orders in the last 60 days',
  },
)
