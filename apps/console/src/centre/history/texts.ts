import { defineTexts } from '@loggia/ui'

/** The time line of an order; the sentences of facts are with their domains. */
export const historyTexts = defineTexts(
  {
    title: '全程记录',
    label: '订单的全程记录，最新的在前',
    scopes: { label: '记录范围', all: '全部', states: '状态', calls: '调用' },
    live: '实时更新',
    paused: '每 10 秒更新',
    system: '云商店',
    by: (who: string) => `${who}操作。`,
    coming: {
      until: { title: '商家开通，或者全额退款', text: '到这时仍未开通，款项退回账户余额。' },
      nextCall: { title: '下一次询问商家', text: '按计划重试。' },
      payBy: { title: '未支付则自动取消', text: '在此之前都可以支付。' },
      endsAt: { title: '服务到期' },
    },
  },
  {
    title: 'What happened',
    label: 'Everything that happened to the order, newest first',
    scopes: { label: 'What is shown', all: 'All', states: 'States', calls: 'Calls' },
    live: 'Live',
    paused: 'Every 10 s',
    system: 'Marketplace',
    by: (who: string) => `By ${who}.`,
    coming: {
      until: {
        title: 'Opened by the seller, or money returned',
        text: 'If the service is not open by then, the whole amount goes back to the balance.',
      },
      nextCall: { title: 'The seller is asked again', text: 'A retry as planned.' },
      payBy: { title: 'Cancelled if unpaid', text: 'You can pay until then.' },
      endsAt: { title: 'Service expires' },
    },
  },
)
