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
    performing: '交付过程',
    pictures: '商品图片',
    picture: (name: string, at: number, of: number) => `${name}，图 ${at}，共 ${of} 张`,
    support: '售后支持',
    afterSale: {
      fiveDayRefund: {
        name: '五天无理由退订',
        yes: '开通或试用转正后五天内可全额退订',
        no: '不支持',
      },
      upgrades: { name: '有效期内升级与扩容', yes: '支持，只付剩余天数的差价', no: '不支持' },
      renewalChanges: { name: '续费时变更', yes: '到期前 30 天内续费可换组合或数量', no: '不支持' },
    },
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
    fromHere: '起，随所选项而定',
    least: '最小一单',
    leastHint: '一次付清的总额',
    trial: '免费试用',
    trialByInvitation: '限商家指定的账号',
    trialDays: (days: number) => `${days} 天`,
    range: '数量范围',
    steps: {
      pay: '从余额支付',
      payText: '订单进入处理中，云商店随即向商家的生产地址发出签名的开通请求。',
      open: '商家开通',
      openText: '商家受理后准备实例；未答复或答复“处理中”时，云商店按规则重试与查询，每次都有记录。',
      use: '取得访问信息',
      useText: '地址、账号与初始密码在您查看时向商家实时查询，云商店不留存。服务期自开通成功起算。',
      refund: '没有开通就退回',
      refundText: '3 小时内未能开通，订单自动取消，实付金额全额退回余额。',
    },
    performed: {
      pay: '从余额支付',
      payText: '订单进入处理中，商家随即收到待交付的消息。您在订单里授权的联系方式会给商家。',
      perform: '商家实施',
      performText: '商家的人员按约定实施，完成后上传交付凭证。',
      accept: '您验收',
      acceptText:
        '在订单页核对凭证：通过后订单完成、服务期开始；未达到约定时写明原因，退回给商家。不会自动验收。',
      refund: '没有验收可以退款',
      refundText: '双方协商一致或商家无法履约时，运营把实付金额全额退回余额。',
    },
    toSeller: '看该商家的商品',
    sellerTextPerformed: '服务由该商家的人员实施，并对其内容负责。',
    sellerText: '商品的内容与可用性由该商家负责；其生产地址经运营审核。',
    marketAgreement: '云商店用户协议',
    serviceAgreement: (product: string) => `${product}服务协议`,
    marketTerms: {
      price: '订单金额按提交时的单价、数量与时长计算；提交时价格若已变动，订单不会成立。',
      payment: '付款从账户余额扣除，支付成功后云商店立即向商家请求开通。',
      term: '服务期自开通成功起算，到期日按日历月或日历年计算。',
      refund: '3 小时内未能开通，订单自动取消，实付金额全额退回余额，无需申请。',
      cancel: '尚未支付的订单可以随时取消。',
      record: '订单的每次状态变化与每次接口调用都会记录，您可在订单页查看。',
    },
    /** Replaces the same points for products that people perform. */
    performedTerms: {
      market: {
        payment: '付款从账户余额扣除，支付成功后商家即开始安排实施。',
        term: '服务期自商家填写的实际开通日期起算；没有填写的，自验收通过起算。',
        refund: '验收前，双方协商一致或商家无法履约的，由运营把实付金额全额退回余额。不会自动验收。',
        record: '订单的每次状态变化、交付凭证与验收结果都会记录，您可在订单页查看。',
      },
      service: {
        scope: (seller: string) => `服务由${seller}的人员实施，规格、数量与时长以订单所载为准。`,
        access: '实施完成后商家上传交付凭证，由买家验收；未通过的，商家须重新交付。',
        duty: (seller: string) => `服务的内容与质量由${seller}负责，云商店保存并展示交付凭证。`,
      },
    },
    serviceTerms: {
      scope: (seller: string) => `服务由${seller}提供，规格、数量与时长以订单所载为准。`,
      access: '访问地址、账号与初始密码由商家在您查看时实时返回，云商店不留存。',
      duty: (seller: string) => `服务的内容、可用性与支持由${seller}负责，云商店记录并展示接口调用的结果。`,
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
    performing: 'How it is delivered',
    pictures: 'Pictures of the product',
    picture: (name, at, of) => `${name}, picture ${at} of ${of}`,
    support: 'Support',
    afterSale: {
      fiveDayRefund: {
        name: 'Five-day refunds',
        yes: 'All the money back within five days of the opening, or of a trial becoming paid',
        no: 'Not offered',
      },
      upgrades: {
        name: 'Upgrades and more units',
        yes: 'At any time; you pay the difference for the days that are left',
        no: 'Not offered',
      },
      renewalChanges: {
        name: 'Changes at renewal',
        yes: 'Another combination or quantity, from 30 days before the end',
        no: 'Not offered',
      },
    },
    supportHours: 'Hours',
    supportContent: 'What is supported',
    supportHotline: 'Hotline',
    supportEmail: 'Email',
    version: (version) => `Version ${version}`,
    seller: 'Seller',
    agreements: 'Agreements',
    specification: 'Specification',
    features: 'Features',
    priceBy: { month: 'By the month', year: 'By the year', one_time: 'Paid once' },
    noPrice: 'Not offered',
    fromHere: 'and up, by the options chosen',
    least: 'Smallest order',
    leastHint: 'The whole amount, paid once',
    trial: 'Free trial',
    trialByInvitation: 'for named accounts only',
    trialDays: (days) => (days === 1 ? '1 day' : `${days} days`),
    range: 'Quantity',
    steps: {
      pay: 'Pay from the balance',
      payText:
        'The order is in progress, and the marketplace sends a signed request to the seller’s production address at once.',
      open: 'The seller opens it',
      openText:
        'The seller prepares an instance. Without an answer, or while it says “in progress”, the marketplace retries and asks by rule, each time on record.',
      use: 'Get your access',
      useText:
        'Address, account and initial password are asked of the seller at the moment you look; the marketplace keeps none of them. The service period starts when it opens.',
      refund: 'Not opened, money back',
      refundText:
        'If it is not open within 3 hours, the order is cancelled and the full amount returns to the balance.',
    },
    performed: {
      pay: 'Pay from the balance',
      payText:
        'The order is in progress, and the seller is told at once. They see the contact that you consent to pass on.',
      perform: 'The seller performs',
      performText: 'The seller’s people do what was agreed and upload a proof of delivery.',
      accept: 'You accept',
      acceptText:
        'Check the proof on the page of the order. Accepted, the order is complete and the term starts; if it is not as agreed, send it back with a reason. It is never accepted by itself.',
      refund: 'Not accepted, refundable',
      refundText:
        'If both sides agree or the seller cannot perform, an operator returns the full amount to the balance.',
    },
    toSeller: 'All from this seller',
    sellerTextPerformed: 'The seller’s people perform the service and answer for it.',
    sellerText:
      'The seller answers for the product and its availability; an operator has approved its production address.',
    marketAgreement: 'Marketplace user agreement',
    serviceAgreement: (product) => `${product} service agreement`,
    marketTerms: {
      price:
        'The amount of an order is computed from unit price, quantity and term at the moment of submission. If a price has changed by then, no order is made.',
      payment:
        'Payment is taken from the balance; the marketplace then asks the seller to open the service at once.',
      term: 'The service period starts when the service has opened and ends by calendar months or years.',
      refund:
        'If the service is not open within 3 hours, the order is cancelled and the full amount returns to the balance without a request.',
      cancel: 'An order that is not paid may be cancelled at any time.',
      record:
        'Every change of an order and every call made for it is recorded and shown on the order’s page.',
    },
    performedTerms: {
      market: {
        payment: 'Payment is taken from the balance; the seller is told at once and arranges the work.',
        term: 'The term starts on the actual opening date that the seller enters, otherwise when you accept.',
        refund:
          'Before acceptance an operator returns the full amount to the balance if both sides agree or the seller cannot perform. Nothing is accepted by itself.',
        record:
          'Each change of the order, each proof and what came of it is recorded on the page of the order.',
      },
      service: {
        scope: (seller) =>
          `The people of ${seller} perform the service; specification, quantity and term are those of the order.`,
        access:
          'When the work is done the seller uploads a proof and the buyer accepts it; what is rejected is delivered again.',
        duty: (seller) =>
          `${seller} answers for content and quality; the marketplace keeps and shows the proofs of delivery.`,
      },
    },
    serviceTerms: {
      scope: (seller) =>
        `${seller} provides the service; specification, quantity and term are those of the order.`,
      access:
        'The seller returns address, account and initial password at the moment you look; the marketplace does not keep them.',
      duty: (seller) =>
        `${seller} answers for content, availability and support; the marketplace records and shows the results of the calls.`,
    },
  },
)
