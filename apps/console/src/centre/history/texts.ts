import { defineTexts } from '@loggia/ui'

/** The time line of an order; the sentences of facts are with their domains. */
export const historyTexts = defineTexts(
  {
    title: '时间线',
    label: '订单的时间线，最新的在前',
    scopes: { label: '显示范围', all: '全部', states: '状态', calls: '调用' },
    live: '实时更新',
    paused: '每 10 秒更新',
    by: (who: string) => `操作人：${who}`,
    coming: {
      until: { title: '开通截止', text: '届时仍未开通，款项自动全额退回买家的账户余额。' },
      nextCall: { title: '下一次尝试', text: '按计划再次调用商家。' },
      payBy: { title: '支付截止', text: '逾期未支付，订单自动取消。' },
      endsAt: { title: '服务到期' },
    },
  },
  {
    title: 'Timeline',
    label: 'Timeline of the order, newest first',
    scopes: { label: 'Show', all: 'All', states: 'States', calls: 'Calls' },
    live: 'Live',
    paused: 'Updates every 10 s',
    by: (who: string) => `By ${who}`,
    coming: {
      until: {
        title: 'Activation deadline',
        text: 'If the service is not active by then, the payment is automatically refunded in full to the buyer’s balance.',
      },
      nextCall: { title: 'Next attempt', text: 'A scheduled retry of the call to the seller.' },
      payBy: {
        title: 'Payment deadline',
        text: 'If it is not paid by then, the order is cancelled automatically.',
      },
      endsAt: { title: 'Service expires' },
    },
  },
)
