import { defineTexts } from '@loggia/ui'

export const findTexts = defineTexts(
  {
    open: '查找',
    opens: {
      buyer: '查找订单、服务或商品',
      seller: '查找订单、买家或商品',
      operator: '查找订单、买家或商家',
    },
    hint: {
      buyer: '订单号、实例 ID、商品、商家或付款参考号',
      seller: '订单号、实例 ID、买家、商品或调用 ID',
      operator: '订单号、实例 ID、买家、商家、商品、调用 ID 或付款参考号',
    },
    short: '输入至少两个字符。',
    none: (text: string) => `没有找到“${text}”。订单号可以只输入开头，实例 ID、调用 ID 和付款参考号须完整。`,
    count: (count: string) => `找到 ${count} 项`,
    failed: '查找失败，请稍后重试。',
    kinds: {
      order: '订单',
      service: '服务',
      product: '商品',
      call: '接口调用',
      buyer: '买家',
      seller: '商家',
      top_up: '充值申请',
    },
    close: '关闭',
  },
  {
    open: 'Find',
    opens: {
      buyer: 'Find orders, services, products',
      seller: 'Find orders, buyers, products',
      operator: 'Find orders, buyers, sellers',
    },
    hint: {
      buyer: 'Order number, instance ID, product, seller or payment reference',
      seller: 'Order number, instance ID, buyer, product or call ID',
      operator: 'Order number, instance ID, buyer, seller, product, call ID or payment reference',
    },
    short: 'Enter at least two characters.',
    none: (text: string) =>
      `Nothing found for “${text}”. The beginning of an order number is enough; instance IDs, call IDs and payment references must be complete.`,
    count: (count: string) => (count === '1' ? '1 result' : `${count} results`),
    failed: 'The search failed. Try again later.',
    kinds: {
      order: 'Orders',
      service: 'Services',
      product: 'Products',
      call: 'Calls',
      buyer: 'Buyers',
      seller: 'Sellers',
      top_up: 'Top-up requests',
    },
    close: 'Close',
  },
)
