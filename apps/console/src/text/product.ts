import { defineTexts } from '@loggia/ui'

export const productTexts = defineTexts(
  {
    where: '当前位置',
    home: '首页',
    listedOn: '上架于 ',
    contents: '商品内容',
    description: '商品说明',
    compare: '规格对比',
    compareTable: '规格对比表',
    opening: '开通过程',
    pictures: '商品图片',
    picture: (name: string, at: number, of: number) => `${name}，图 ${at}，共 ${of} 张`,
    support: '售后支持',
    supportHours: '服务时间',
    supportContent: '服务内容',
    supportHotline: '服务热线',
    supportEmail: '邮箱',
    version: (version: number) => `第 ${version} 版`,
    seller: '商家',
    agreements: '协议',
    specification: '规格',
    features: '功能',
    priceBy: { month: '按月价', year: '按年价', one_time: '一次性价格' },
    noPrice: '不提供',
    range: '数量范围',
    steps: {
      pay: '从余额支付',
      payText: '订单进入处理中，市场随即向商家的生产地址发出签名的开通请求。',
      open: '商家开通',
      openText: '商家受理后准备实例；未答复或答复“处理中”时，市场按规则重试与查询，每次都有记录。',
      use: '取得访问信息',
      useText: '地址、账号与初始密码在您查看时向商家实时查询，市场不留存。服务期自开通成功起算。',
      refund: '没有开通就退回',
      refundText: '3 小时内未能开通，订单自动取消，实付金额全额退回余额。',
    },
    sellerText: '商品的内容与可用性由该商家负责；其生产地址经运营审核。',
    marketAgreement: '市场用户协议',
    serviceAgreement: (product: string) => `${product}服务协议`,
    marketTerms: {
      price: '订单金额按提交时的单价、数量与时长计算；提交时价格若已变动，订单不会成立。',
      payment: '付款从账户余额扣除，支付成功后市场立即向商家请求开通。',
      term: '服务期自开通成功起算，到期日按日历月或日历年计算。',
      refund: '3 小时内未能开通，订单自动取消，实付金额全额退回余额，无需申请。',
      cancel: '尚未支付的订单可以随时取消。',
      record: '订单的每次状态变化与每次接口调用都会记录，您可在订单页查看。',
    },
    serviceTerms: {
      scope: (seller: string) => `服务由${seller}提供，规格、数量与时长以订单所载为准。`,
      access: '访问地址、账号与初始密码由商家在您查看时实时返回，市场不留存。',
      duty: (seller: string) => `服务的内容、可用性与支持由${seller}负责，市场记录并展示接口调用的结果。`,
    },
  },
  {
    where: 'You are here',
    home: 'Home',
    listedOn: 'Listed on ',
    contents: 'On this page',
    description: 'Description',
    compare: 'Specifications',
    compareTable: 'Table of specifications',
    opening: 'How it opens',
    pictures: 'Pictures of the product',
    picture: (name, at, of) => `${name}, picture ${at} of ${of}`,
    support: 'Support',
    supportHours: 'Hours',
    supportContent: 'What is supported',
    supportHotline: 'Hotline',
    supportEmail: 'E-mail',
    version: (version) => `Version ${version}`,
    seller: 'Seller',
    agreements: 'Agreements',
    specification: 'Specification',
    features: 'Features',
    priceBy: { month: 'By the month', year: 'By the year', one_time: 'Paid once' },
    noPrice: 'Not offered',
    range: 'Quantity',
    steps: {
      pay: 'Pay from the balance',
      payText:
        'The order is in progress, and the market sends a signed request to the seller’s production address at once.',
      open: 'The seller opens it',
      openText:
        'The seller prepares an instance. Without an answer, or while it says “in progress”, the market retries and asks by rule, each time on record.',
      use: 'Get your access',
      useText:
        'Address, account and initial password are asked of the seller at the moment you look; the market keeps none of them. The service period starts when it opens.',
      refund: 'Not opened, money back',
      refundText:
        'If it is not open within 3 hours, the order is cancelled and the full amount returns to the balance.',
    },
    sellerText:
      'The seller answers for the product and its availability; an operator has approved its production address.',
    marketAgreement: 'Market user agreement',
    serviceAgreement: (product) => `${product} service agreement`,
    marketTerms: {
      price:
        'The amount of an order is computed from unit price, quantity and term at the moment of submission. If a price has changed by then, no order is made.',
      payment:
        'Payment is taken from the balance; the market then asks the seller to open the service at once.',
      term: 'The service period starts when the service has opened and ends by calendar months or years.',
      refund:
        'If the service is not open within 3 hours, the order is cancelled and the full amount returns to the balance without a request.',
      cancel: 'An order that is not paid may be cancelled at any time.',
      record:
        'Every change of an order and every call made for it is recorded and shown on the order’s page.',
    },
    serviceTerms: {
      scope: (seller) =>
        `${seller} provides the service; specification, quantity and term are those of the order.`,
      access:
        'The seller returns address, account and initial password at the moment you look; the market does not keep them.',
      duty: (seller) =>
        `${seller} answers for content, availability and support; the market records and shows the results of the calls.`,
    },
  },
)
