import { defineTexts } from '@loggia/ui'

/** The sentence of each kind of message; a kind that is not here is shown by its name. */
export const messageTexts = defineTexts(
  {
    title: '消息',
    lead: { buyer: '与您的订单和服务有关的通知。', seller: '与您的商品、地址和订单有关的通知。' },
    unread: '未读',
    empty: { title: '还没有消息', text: '需要您知道的事会写在这里。' },
    order: '查看订单',
    openingFailed: {
      title: (product: string) => `${product}没有开通成功`,
      text: (order: string) => `订单 ${order} 到期限时仍未开通，款项已全额退回买家。`,
      orphan: '您的服务器可能已经建立实例但没有返回实例号，需要核对并清理。',
    },
    releaseFailed: {
      title: (product: string) => `${product}的实例没有释放`,
      text: (order: string, reference: string) =>
        `订单 ${order} 已退款，但释放实例 ${reference} 的调用在期限内没有成功，需要在您的服务器上释放。`,
    },
    accessDataMissing: {
      title: (product: string) => `${product}没有访问信息`,
      text: (order: string) => `订单 ${order} 已开通，但查询实例没有返回地址和账号，买家看不到访问信息。`,
    },
    orderRefunded: {
      title: (amount: string) => `已退款 ${amount}`,
      text: (order: string) => `商家没有在期限内开通订单 ${order}，款项已退回账户余额。`,
    },
    addressDecided: {
      approved: '生产地址已通过',
      rejected: '生产地址未通过',
      next: '现在可以绑定到商品。',
    },
    productDecided: {
      approved: (name: string) => `${name}已上架`,
      rejected: (name: string) => `${name}未通过审核`,
      next: '所有买家都能看到并购买。',
    },
    reason: (reason: string) => `理由：${reason}`,
  },
  {
    title: 'Messages',
    lead: {
      buyer: 'What you should know about your orders and services.',
      seller: 'What you should know about your products, addresses and orders.',
    },
    unread: 'Unread',
    empty: { title: 'No messages yet', text: 'What you need to know is written here.' },
    order: 'See the order',
    openingFailed: {
      title: (product: string) => `${product} was not opened`,
      text: (order: string) =>
        `Order ${order} was not open when its time was over; the whole amount went back to the buyer.`,
      orphan: 'Your server may have made an instance without returning its ID. Check and clear it.',
    },
    releaseFailed: {
      title: (product: string) => `An instance of ${product} was not released`,
      text: (order: string, reference: string) =>
        `Order ${order} was refunded, but the call to release instance ${reference} did not succeed in time. Release it on your server.`,
    },
    accessDataMissing: {
      title: (product: string) => `${product} has no access data`,
      text: (order: string) =>
        `Order ${order} is open, but asking for the instance returns no address and account: the buyer sees no access data.`,
    },
    orderRefunded: {
      title: (amount: string) => `Returned ${amount}`,
      text: (order: string) =>
        `The seller did not open order ${order} in time; the money went back to your balance.`,
    },
    addressDecided: {
      approved: 'Production address approved',
      rejected: 'Production address rejected',
      next: 'You can bind products to it now.',
    },
    productDecided: {
      approved: (name: string) => `${name} is listed`,
      rejected: (name: string) => `${name} was rejected`,
      next: 'Every buyer can see and buy it.',
    },
    reason: (reason: string) => `Reason: ${reason}`,
  },
)
