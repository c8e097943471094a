import { defineTexts } from '@loggia/ui'

/** What was traded, for operators. */
export const tradeTexts = defineTexts(
  {
    figures: {
      label: '交易与待办',
      paid: '近 30 天支付额',
      orders: '订单',
      purchases: '新购',
      activated: '开通成功率',
      failed: (failed: string, underWay: string) => `失败 ${failed} 个，进行中 ${underWay} 个`,
      refunded: '退款',
      waiting: '待处理',
      late: (count: string) => `${count} 项已超期`,
      onTime: '没有超期',
    },
    paid: '支付额',
    deliveries: {
      title: '开通',
      activated: '已开通',
      underWay: '进行中',
      failed: '失败',
      sum: (count: string, failed: string) => `${count} 个，失败 ${failed} 个`,
      none: '近 30 天没有开通',
    },
    sellers: {
      title: '商家接口',
      lead: '近 30 天，成功率最低的在前',
      all: '全部商家接口',
      seller: '商家',
      days: '每日调用',
      success: '成功率',
      state: '状态',
    },
  },
  {
    figures: {
      label: 'Trade and tasks',
      paid: 'Paid, 30 days',
      orders: 'Orders',
      purchases: 'New purchases',
      activated: 'Activated',
      failed: (failed: string, underWay: string) => `${failed} failed, ${underWay} under way`,
      refunded: 'Refunds',
      waiting: 'Waiting for us',
      late: (count: string) => `${count} overdue`,
      onTime: 'None overdue',
    },
    paid: 'Payments',
    deliveries: {
      title: 'Activations',
      activated: 'Activated',
      underWay: 'Under way',
      failed: 'Failed',
      sum: (count: string, failed: string) => `${count}, ${failed} failed`,
      none: 'No activations in the last 30 days',
    },
    sellers: {
      title: 'Sellers’ interfaces',
      lead: 'last 30 days, lowest success first',
      all: 'All interfaces',
      seller: 'Seller',
      days: 'Calls by day',
      success: 'Success',
      state: 'State',
    },
  },
)
