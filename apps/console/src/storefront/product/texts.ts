import { defineTexts } from '@loggia/ui'

export const productTexts = defineTexts(
  {
    where: '当前位置',
    home: '首页',
    listedOn: '发布于 ',
    contents: '本页目录',
    description: '商品介绍',
    compare: '规格对比',
    compareTable: '规格对比表',
    opening: '开通流程',
    performing: '交付流程',
    pictures: '商品图片',
    related: '相关商品',
    relatedHint: '其他商家的同分类商品，价格由近及远。',
    picture: (name: string, at: number, of: number) => `${name}，第 ${at} 张图片，共 ${of} 张`,
    support: '售后服务',
    afterSale: {
      fiveDayRefund: {
        name: '五天无理由退订',
        yes: '开通或试用转正后 5 天内可全额退订',
        no: '不支持',
      },
      upgrades: { name: '服务期内升级与扩容', yes: '支持，按剩余天数支付差价', no: '不支持' },
      renewalChanges: {
        name: '续费时变更',
        yes: '支持，到期前 30 天内续费时可变更配置或数量',
        no: '不支持',
      },
    },
    supportHours: '服务时间',
    supportContent: '服务内容',
    supportHotline: '服务热线',
    supportEmail: '服务邮箱',
    version: (version: number) => `第 ${version} 版`,
    seller: '商家',
    agreements: '协议',
    specification: '规格',
    features: '功能',
    priceBy: {
      month: (unit: string) => `月价${unit && `（每${unit}）`}`,
      year: (unit: string) => `年价${unit && `（每${unit}）`}`,
      one_time: (unit: string) => `一次性价格${unit && `（每${unit}）`}`,
    },
    noPrice: '不提供',
    fromHere: '起，以所选配置为准',
    least: '起购金额',
    leastHint: '应付总额',
    trial: '免费试用',
    trialByInvitation: '仅限商家指定的账号',
    trialDays: (days: number) => `${days} 天`,
    steps: {
      pay: '余额支付',
      payText: '支付后，云商店立即向商家的生产地址发出带签名的开通请求。',
      open: '商家开通',
      openText: '商家准备实例。未响应或仍在处理时，云商店自动重试或查询，每次尝试都有记录。',
      use: '获取访问信息',
      useText: '查看时向商家实时获取地址、账号和初始密码，云商店不保存。服务期从开通成功起计算。',
      refund: '未开通自动退款',
      refundText: '3 小时内未开通，实付金额自动全额退回账户余额。',
    },
    toSeller: '查看此商家的商品',
    sellerTextPerformed: '由商家交付，内容和质量由商家负责。',
    sellerText: '商品与售后由商家提供，其生产地址已验证或通过审核。',
    marketAgreement: '云商店用户协议',
    serviceAgreement: (product: string) => `${product}服务协议`,
    marketTerms: {
      price: '订单金额按提交时的单价、数量和时长计算；提交时价格如有变动，不会生成订单。',
      payment: '款项从账户余额中扣除；支付成功后，云商店立即请求商家开通。',
      term: '服务期从开通成功起计算，到期时间按自然月或自然年计算。',
      refund: '3 小时内未开通的，实付金额自动全额退回账户余额，无需申请。',
      cancel: '未支付的订单可随时取消。',
      record: '订单的每次状态变化和接口调用均有记录，可在订单页查看。',
    },
    /** Replaces the same points for products whose delivery is supervised. */
    supervisedTerms: {
      market: {
        payment:
          '款项从账户余额中扣除；支付成功后，商家立即收到消息并安排交付。买家验收通过后，商家才能收到款项。',
        term: '服务期从商家填写的实际开通日期起计算；未填写的，从验收通过起计算。',
        refund: '验收前，双方协商一致或商家无法履约的，款项退回账户余额；有争议的，由运营人员裁定。',
        record: '订单的每次状态变化、交付凭证和验收结果均有记录，可在订单页查看。',
      },
      service: {
        scope: (seller: string) => `由${seller}交付，规格、数量和时长以订单为准。`,
        access: '商家交付后由买家按验收标准验收；验收不通过的，商家须重新交付。',
        duty: (seller: string) => `交付的内容和质量由${seller}负责，云商店保存并展示交付凭证。`,
      },
      acceptance: '交付由买家验收，不会自动验收。',
      code: {
        payment:
          '款项从账户余额中扣除；支付成功后，商家立即收到消息并安排交付。授权码激活后，商家才能收到款项。',
        term: '服务期从授权码激活起计算。',
        refund:
          '领取授权码前，双方协商一致或商家无法履约的，款项退回账户余额；有争议的，由运营人员裁定。领取后，买家不能申请退款。',
        accepted: '授权码激活后，订单自动完成。',
      },
      codeAccess: '商家交付后，买家领取授权码，并在商家的软件中激活。',
      acceptanceShipped: '商品由买家验收；云商店登记快递签收后，10 天内未处理的，自动验收。',
    },
    serviceTerms: {
      scope: (seller: string) => `服务由${seller}提供，规格、数量和时长以订单为准。`,
      access: '访问地址、账号和初始密码在您查看时由商家实时返回，云商店不保存。',
      duty: (seller: string) => `服务的内容、可用性和支持由${seller}负责，云商店记录并展示接口调用结果。`,
    },
  },
  {
    where: 'Breadcrumb',
    home: 'Home',
    listedOn: 'Listed on ',
    contents: 'On this page',
    description: 'Description',
    compare: 'Specifications',
    compareTable: 'Comparison of specifications',
    opening: 'After you buy',
    performing: 'After you buy',
    pictures: 'Product images',
    related: 'Related products',
    relatedHint: 'Other sellers’ products in this category, nearest in price first.',
    picture: (name, at, of) => `${name}, image ${at} of ${of}`,
    support: 'Support',
    afterSale: {
      fiveDayRefund: {
        name: 'Five-day refund',
        yes: 'Full refund within 5 days of activation, or of converting a trial, no questions asked',
        no: 'Not available',
      },
      upgrades: {
        name: 'Upgrade and scale out',
        yes: 'At any time during the term; you pay the price difference for the remaining days',
        no: 'Not available',
      },
      renewalChanges: {
        name: 'Changes at renewal',
        yes: 'Change configuration or quantity when you renew, from 30 days before expiry',
        no: 'Not available',
      },
    },
    supportHours: 'Support hours',
    supportContent: 'What support covers',
    supportHotline: 'Hotline',
    supportEmail: 'Email',
    version: (version) => `Version ${version}`,
    seller: 'Seller',
    agreements: 'Agreements',
    specification: 'Specification',
    features: 'Features',
    priceBy: {
      month: (unit) => `Monthly price${unit && ` per ${unit}`}`,
      year: (unit) => `Yearly price${unit && ` per ${unit}`}`,
      one_time: (unit) => `One-time price${unit && ` per ${unit}`}`,
    },
    noPrice: 'Not available',
    fromHere: 'and up, depending on configuration',
    least: 'Minimum order',
    leastHint: 'Total due',
    trial: 'Free trial',
    trialByInvitation: 'accounts chosen by the seller only',
    trialDays: (days) => (days === 1 ? '1 day' : `${days} days`),
    steps: {
      pay: 'Pay from your balance',
      payText: 'As soon as you pay, we send a signed activation request to the seller’s endpoint.',
      open: 'The seller activates the service',
      openText:
        'The seller prepares your instance. If there is no response, or it is still in progress, we retry or check again automatically. Every attempt is recorded.',
      use: 'Get your access details',
      useText:
        'Your URL, username and initial password come live from the seller when you view them. We never store them. Your term starts on activation.',
      refund: 'Automatic refund if activation fails',
      refundText:
        'If the service is not activated within 3 hours, the full amount goes back to your balance automatically.',
    },
    toSeller: 'View all from this seller',
    sellerTextPerformed: 'Delivered by the seller, who is responsible for its content and quality.',
    sellerText: 'Provided and supported by the seller, whose endpoint is verified or approved.',
    marketAgreement: 'Marketplace user agreement',
    serviceAgreement: (product) => `${product} service agreement`,
    marketTerms: {
      price:
        'The amount of an order is calculated from the unit price, quantity and term at the time you submit it. If a price has changed by then, no order is placed.',
      payment:
        'Payment is taken from your balance. The marketplace then asks the seller to activate the service at once.',
      term: 'The term starts on activation and is counted in calendar months or years.',
      refund:
        'If the service is not activated within 3 hours, the full amount goes back to your balance automatically. You do not need to apply for it.',
      cancel: 'You can cancel an unpaid order at any time.',
      record: 'Every change to an order and every call made for it is recorded and shown on the order page.',
    },
    supervisedTerms: {
      market: {
        payment:
          'Payment is taken from your balance. The seller is notified at once and arranges the delivery, and is paid only after you accept it.',
        term: 'The term starts on the actual activation date entered by the seller, or on acceptance if there is none.',
        refund:
          'Before acceptance, if you and the seller agree or the seller cannot deliver, the amount goes back to your balance. If you disagree, an operator decides.',
        record:
          'Every change to an order, each proof of delivery and the result of acceptance is recorded and shown on the order page.',
      },
      service: {
        scope: (seller) => `Delivered by ${seller}. Specification, quantity and term are those of the order.`,
        access:
          'The buyer accepts the delivery by the acceptance criteria. If the buyer rejects it, the seller must deliver again.',
        duty: (seller) =>
          `${seller} is responsible for the content and quality of the delivery. The marketplace keeps and shows the proof of delivery.`,
      },
      acceptance: 'The buyer accepts the delivery. Nothing is accepted automatically.',
      code: {
        payment:
          'Payment is taken from your balance. The seller is notified at once and arranges the delivery, and is paid only after the code is activated.',
        term: 'The term starts when the authorisation code is activated.',
        refund:
          'Until you collect the authorisation code, if you and the seller agree or the seller cannot deliver, the amount goes back to your balance. If you disagree, an operator decides. Once you have collected it, you cannot request a refund.',
        accepted: 'The order is completed automatically when the code is activated.',
      },
      codeAccess:
        'Once the seller has delivered, the buyer collects the authorisation code and activates it in the seller’s software.',
      acceptanceShipped:
        'The buyer accepts the goods. They are accepted automatically 10 days after the marketplace records that the courier handed them over.',
    },
    serviceTerms: {
      scope: (seller) =>
        `The service is provided by ${seller}. Specification, quantity and term are those of the order.`,
      access:
        'The seller returns the URL, username and initial password live when you view them. The marketplace does not store them.',
      duty: (seller) =>
        `${seller} is responsible for the content, availability and support of the service. The marketplace records the calls and shows their results.`,
    },
  },
)
