import { defineTexts } from '@loggia/ui'

/** The overview for sellers. */
export const sellerOverviewTexts = defineTexts(
  {
    title: '总览',
    lead: '待办事项和最近订单。',
    figures: {
      label: '关键数据',
      openFailures: '未解决的失败',
      linesOpening: '开通中',
      ordersToday: '今日订单',
      soldOut: '已售罄的规格',
      productsInReview: '审核中的商品',
      productsUnfinished: '草稿与已驳回的商品',
      addressesPending: '待审核的生产地址',
    },
    alarms: {
      label: '未解决的失败',
      failed: '失败：',
      refunded: (until: string, amount: string) => `${until} 前未成功，订单自动全额退款，损失 ${amount}。`,
      notReleased: (until: string) => `订单已退款，实例还未释放，会继续占用您的资源。自动重试至 ${until}。`,
      notTold: (until: string) => `您的系统与订单不一致，买家可能受影响。自动重试至 ${until}。`,
      act: '查看并处理',
      all: '查看全部失败',
    },
    first: {
      title: '开始销售',
      text: '完成以下 4 步，买家就能购买您的商品。',
      company: '完善商家资料',
      companyText: '买家在商家页面看到的介绍、网站和服务支持。',
      access: '添加生产地址，创建密钥',
      accessText: '云商店调用这个地址来开通和释放服务，并用密钥签名。',
      product: '发布商品',
      productText: '填写介绍、规格和价格，旁边可以预览买家看到的页面。',
      submit: '提交审核',
      submitText: '绑定生产地址和密钥后提交，3 个工作日内答复。',
    },
    orders: '最近订单',
    all: '查看全部',
    allOrders: '查看全部订单',
  },
  {
    title: 'Overview',
    lead: 'What needs your attention, and today’s orders.',
    figures: {
      label: 'Key figures',
      openFailures: 'Unresolved failures',
      linesOpening: 'Activating',
      ordersToday: 'Orders today',
      soldOut: 'Sold out',
      productsInReview: 'Products in review',
      productsUnfinished: 'Drafts and rejected',
      addressesPending: 'Endpoints in review',
    },
    alarms: {
      label: 'Unresolved failures',
      failed: 'failed:',
      refunded: (until, amount) =>
        `If it does not succeed by ${until}, the order is refunded in full and you lose ${amount}.`,
      notReleased: (until) =>
        `The order is refunded, but its instance is not released and still uses your resources. We try again until ${until}.`,
      notTold: (until) =>
        `Your system does not match the order, which can affect the buyer. We try again until ${until}.`,
      act: 'View and fix',
      all: 'View all failures',
    },
    first: {
      title: 'Start selling',
      text: 'Four steps to your first sale.',
      company: 'Complete your company details',
      companyText: 'What buyers see on your seller page: who you are, your website and your support.',
      access: 'Add an endpoint and create a key',
      accessText: 'We call the endpoint to activate and release services, and sign each call with the key.',
      product: 'Publish a product',
      productText: 'Enter a description, specifications and prices, with a buyer preview beside them.',
      submit: 'Submit it for review',
      submitText: 'Link an endpoint and a key, then submit. You get a decision within 3 working days.',
    },
    orders: 'Recent orders',
    all: 'View all',
    allOrders: 'View all orders',
  },
)
