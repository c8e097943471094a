import { defineTexts } from '@loggia/ui'

export const overviewTexts = defineTexts(
  {
    title: '总览',
    lead: '等待运营处理的事，以及今天的订单。',
    zone: (zone: string) => `时间均为 ${zone}`,
    figures: {
      label: '概况',
      pendingAddresses: '待审核地址',
      productsInReview: '待审核商品',
      ordersProcessing: '处理中的订单',
      stuckCalls: '应答待处理的调用',
      ordersToday: '今天的订单',
      parkedSellers: '调用已暂停的商家',
      openFailures: '未解决的失败',
    },
    alarm: {
      title: (count: string) => `${count} 个商家的调用已暂停。`,
      text: '恢复后自动补发；新购的期限照常计算。',
      see: '查看商家接口',
    },
    addresses: '待审核的生产地址',
    products: '待审核的商品',
    all: '查看全部',
    allAddresses: '查看全部生产地址',
    allProducts: '查看全部商品',
    orders: '最近的订单',
    allOrders: '查看全部订单',
  },
  {
    title: 'Overview',
    lead: 'What waits for an operator, and the orders of today.',
    zone: (zone: string) => `All times ${zone}`,
    figures: {
      label: 'Figures',
      pendingAddresses: 'Addresses to review',
      productsInReview: 'Products to review',
      ordersProcessing: 'Orders in progress',
      stuckCalls: 'Answers not applied',
      ordersToday: 'Orders today',
      parkedSellers: 'Parked sellers',
      openFailures: 'Open failures',
    },
    alarm: {
      title: (count: string) =>
        count === '1' ? 'Calls to one seller are parked.' : `Calls to ${count} sellers are parked.`,
      text: 'They are caught up when their servers are well again; the time of purchases runs on.',
      see: 'See seller interfaces',
    },
    addresses: 'Addresses to review',
    products: 'Products to review',
    all: 'See all',
    allAddresses: 'See all production addresses',
    allProducts: 'See all products',
    orders: 'Latest orders',
    allOrders: 'See all orders',
  },
)
