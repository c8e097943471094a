import type { WrittenProduct } from '../schema.ts'

export const finance: readonly WrittenProduct[] = [
  {
    key: 'yuqiao-expense',
    seller: 'yuqiao',
    name: ['榆桥费用报销', 'Yuqiao Expenses'],
    summary: [
      '拍照识别票据，自动查重验真，手机提交报销单。',
      'Photograph receipts, let them be checked, and claim expenses on the phone.',
    ],
    description: [
      '差旅标准随职级生效，通过后自动生成凭证并付款。',
      'Travel limits follow the grade; approved claims become vouchers and payments.',
    ],
    tags: ['报销', '差旅', '费用控制'],
    specifications: [
      ['标准版', 'Standard'],
      ['集团版', 'Group'],
    ],
    month: '8',
  },
  {
    key: 'yuqiao-invoice',
    seller: 'yuqiao',
    name: ['榆桥电子发票', 'Yuqiao Invoices'],
    summary: [
      '数电票批量开具、交付与归档，进项票自动归集。',
      'Issues, delivers and files electronic invoices, and collects those that you receive.',
    ],
    description: [
      '与订单系统对接后付款即开票，红冲有留痕。',
      'Connected to your orders, it invoices at payment and records every correction.',
    ],
    tags: ['开票', '数电票', '进项税'],
    specifications: [
      ['每月 1000 张', '1,000 invoices a month'],
      ['每月 10000 张', '10,000 invoices a month'],
    ],
    month: '120',
  },
  {
    key: 'yuqiao-ledger',
    seller: 'yuqiao',
    name: ['榆桥云会计', 'Yuqiao Accounting'],
    summary: [
      '小微企业在线记账，凭证、账簿与报表一次生成。',
      'Online bookkeeping for small firms: vouchers, ledgers and statements.',
    ],
    description: [
      '银行流水自动匹配，月末一键结账，报税数据直接导出。',
      'Bank lines are matched, the month closes with one click, and tax figures are exported.',
    ],
    tags: ['记账', '财务软件', '报税'],
    specifications: [
      ['小微版', 'Micro'],
      ['代账版', 'For accountants'],
    ],
    month: '58',
  },
  {
    key: 'yuqiao-assets',
    seller: 'yuqiao',
    name: ['榆桥固定资产管理', '榆桥固定资产管理'],
    summary: ['扫码盘点，自动计提折旧，领用退库有记录。', '扫码盘点，自动计提折旧，领用退库有记录。'],
    description: [
      '资产标签一物一码，调拨、维修与报废流程完整。',
      '资产标签一物一码，调拨、维修与报废流程完整。',
    ],
    tags: ['固定资产', '盘点', '折旧'],
    specifications: [['1000 件资产', '1000 件资产']],
    month: '150',
  },
  {
    key: 'chenxi-contract',
    seller: 'chenxi',
    name: ['晨汐合同管理系统', 'Chenxi Contracts'],
    summary: [
      '起草、审批、签署到履约，合同全程在线。',
      'Contracts from the first draft through approval and signing to the last payment.',
    ],
    description: [
      '条款风险自动标注，到期与付款节点提前提醒。',
      'Risky clauses are marked, and dates of expiry and payment are announced.',
    ],
    tags: ['合同', '履约', '法务'],
    specifications: [
      ['专业版', 'Professional'],
      ['集团版', 'Group'],
    ],
    month: '320',
  },
  {
    key: 'chenxi-sign',
    seller: 'chenxi',
    name: ['晨汐电子签章', 'Chenxi Sign'],
    summary: [
      '实名认证后在线签字盖章，法律效力有保障。',
      'Electronic signatures and seals of verified people, valid in court.',
    ],
    description: [
      '支持批量发起、骑缝章与签署链接，证据链可出证。',
      'Sends in bulk, seals across pages, signs by a link and keeps the evidence.',
    ],
    tags: ['电子合同', '电子签名', '印章'],
    specifications: [
      ['200 份', '200 documents'],
      ['2000 份', '2,000 documents'],
    ],
    month: '180',
  },
  {
    key: 'chenxi-legal',
    seller: 'chenxi',
    name: ['晨汐法律顾问', 'Chenxi Legal Desk'],
    summary: [
      '律师在线答疑、审合同，两小时内回复。',
      'Lawyers answer questions and read contracts within two hours.',
    ],
    description: [
      '覆盖劳动用工、知识产权与公司治理常见问题。',
      'Covers employment, intellectual property and company law.',
    ],
    tags: ['律师', '法律咨询'],
    specifications: [['每月 5 次', '5 questions a month']],
    month: '499',
  },
  {
    key: 'chenxi-budget',
    seller: 'chenxi',
    name: ['晨汐全面预算', 'Chenxi Budget'],
    summary: [
      '编制、下达、控制与分析预算，超支自动拦截。',
      'Plans, sets and controls budgets, and stops what exceeds them.',
    ],
    description: [
      '多版本对比，滚动预测，直接读取总账实际数。',
      'Compares versions, forecasts on, and reads the actual figures from the ledger.',
    ],
    tags: ['预算', '滚动预测'],
    specifications: [['标准版', 'Standard']],
    month: '600',
  },
  {
    key: 'miantian-payment',
    seller: 'miantian',
    name: ['棉田聚合收款', 'Miantian Pay'],
    summary: [
      '一张二维码收各家钱包的款，当天到账，对账自动完成。',
      'One QR code for all wallets, paid out the same day and reconciled.',
    ],
    description: [
      '支持门店、小程序与网站收款，退款原路返回。',
      'For shops, mini programs and websites; refunds go back the way they came.',
    ],
    tags: ['收款', '支付', '对账'],
    specifications: [
      ['单门店', 'One shop'],
      ['连锁版', 'Chain'],
    ],
    month: '30',
  },
  {
    key: 'miantian-treasury',
    seller: 'miantian',
    name: ['棉田资金管理', 'Miantian Treasury'],
    summary: [
      '多家银行账户余额一屏看清，付款集中审批。',
      'Balances at all banks on one screen, and payments approved in one place.',
    ],
    description: [
      '银企直联，现金流预测到周，票据与融资一并管理。',
      'Linked to banks, with a weekly forecast of cash, bills and loans.',
    ],
    tags: ['银企直联', '司库', '现金流'],
    specifications: [['5 家银行', '5 banks']],
    month: '1500',
  },
  {
    key: 'miantian-tax',
    seller: 'miantian',
    name: ['棉田税务申报', 'Miantian Tax Filing'],
    summary: [
      '增值税、个税与附加税自动算好，一键申报。',
      'Works out VAT and income tax, and files the returns.',
    ],
    description: [
      '政策更新次日生效，风险指标提前体检。',
      'Changes of law apply the next day; risks are checked before you file.',
    ],
    tags: ['报税', '增值税', '个税'],
    specifications: [
      ['一般纳税人', 'General taxpayer'],
      ['小规模纳税人', 'Small taxpayer'],
    ],
    month: '88',
  },
  {
    key: 'shuying-trademark',
    seller: 'shuying',
    name: ['疏影商标监测', 'Shuying Trademark Watch'],
    summary: [
      '发现近似商标注册与网店侵权，第一时间提醒。',
      'Watches for similar trademarks and for shops that copy yours.',
    ],
    description: [
      '覆盖四十五个类别，附异议与投诉的文书模板。',
      'All forty-five classes, with templates for oppositions and notices.',
    ],
    tags: ['商标', '知识产权', '侵权监测'],
    specifications: [['3 个商标', '3 trademarks']],
    month: '66',
  },
  {
    key: 'shuying-subscription',
    seller: 'shuying',
    name: ['Shuying Subscription Billing', 'Shuying Subscription Billing'],
    summary: [
      'Recurring billing for software firms: plans, metered usage and dunning.',
      'Recurring billing for software firms: plans, metered usage and dunning.',
    ],
    description: [
      'Revenue is recognised by month, failed cards are retried, and taxes follow the country of the customer.',
      'Revenue is recognised by month, failed cards are retried, and taxes follow the country of the customer.',
    ],
    tags: ['billing', 'recurring revenue'],
    specifications: [['Growth', 'Growth']],
    month: '700',
  },
]
