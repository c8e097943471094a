import { defineTexts } from '@loggia/ui'

/** What the members of a suspended party read on each page. */
export const suspensionNoteTexts = defineTexts(
  {
    title: { buyer: '买家账号已停用', seller: '商家已停用' },
    until: '结束时间',
    reason: (reason: string) => `原因：${reason}`,
    effects: {
      buyer: '停用期间不能购买、试用、变更和充值，自动续费暂停。现有服务可继续使用至到期，退订不受影响。',
      seller: '停用期间商品暂停销售，不能提交商品和变更。现有订单和服务继续履行，买家仍可续费。',
    },
    contact: '如有疑问，请联系云商店运营人员。',
  },
  {
    title: { buyer: 'This buyer is suspended', seller: 'This seller is suspended' },
    until: 'until',
    reason: (reason) => `Reason: ${reason}`,
    effects: {
      buyer:
        'You cannot buy, start trials, make changes or top up, and auto-renewal is paused. Your services run to the end of their terms, and refunds remain possible.',
      seller:
        'Sales of your products are paused, and you cannot submit products or changes. Current orders and services go on, and buyers can still renew.',
    },
    contact: 'If you have questions, contact a marketplace operator.',
  },
)
