import type { WrittenProduct } from '../schema.ts'

export const supplyChain: readonly WrittenProduct[] = [
  {
    key: 'beihua-wms',
    seller: 'beihua',
    name: ['北桦仓储管理系统', 'Beihua Warehouse'],
    summary: [
      '入库、上架、拣货、出库扫码完成，库存准确到库位。',
      'Receiving, picking and shipping by barcode, with stock exact to the bin.',
    ],
    description: [
      '支持批次、效期与波次拣货，PDA 离线可用。',
      'Lots, expiry dates and wave picking; handhelds work offline.',
    ],
    tags: ['WMS', '仓库', '库存'],
    specifications: [
      ['单仓', 'One warehouse'],
      ['多仓', 'Several warehouses'],
    ],
    month: '480',
  },
  {
    key: 'beihua-tms',
    seller: 'beihua',
    name: ['北桦运输管理', 'Beihua Transport'],
    summary: [
      '派车、在途跟踪、回单与运费结算一条线。',
      'Dispatch, tracking, proof of delivery and freight bills in one line.',
    ],
    description: [
      '司机用小程序接单，异常停留自动报警。',
      'Drivers take jobs on the phone; unusual stops raise an alarm.',
    ],
    tags: ['TMS', '物流', '车辆调度'],
    specifications: [
      ['20 辆车', '20 vehicles'],
      ['100 辆车', '100 vehicles'],
    ],
    month: '360',
  },
  {
    key: 'beihua-cold',
    seller: 'beihua',
    name: ['北桦冷链温控', 'Beihua Cold Chain'],
    summary: [
      '车厢与冷库温湿度全程记录，超温即时短信。',
      'Temperature and humidity of trucks and cold stores, with a message when too warm.',
    ],
    description: [
      '药品与生鲜运输合规报告自动生成。',
      'Makes the reports that medicines and fresh food need.',
    ],
    tags: ['冷链', '温度监测', '药品'],
    specifications: [['10 个探头', '10 sensors']],
    month: '220',
  },
  {
    key: 'qingli-procure',
    seller: 'qingli',
    name: ['青砾采购协同', 'Qingli Procurement'],
    summary: [
      '询价、比价、下单到对账，与供应商在线协作。',
      'Quotes, comparisons, orders and statements, shared with suppliers.',
    ],
    description: [
      '招标公告与竞价大厅内置，价格历史可追溯。',
      'Tenders and auctions are built in, and earlier prices stay visible.',
    ],
    tags: ['采购', '询价', 'SRM'],
    specifications: [
      ['标准版', 'Standard'],
      ['集团版', 'Group'],
    ],
    month: '560',
  },
  {
    key: 'qingli-supplier',
    seller: 'qingli',
    name: ['青砾供应商准入', 'Qingli Supplier Check'],
    summary: [
      '资质收集、风险筛查与年度评分，合格才能合作。',
      'Collects papers of suppliers, screens risks and scores them each year.',
    ],
    description: [
      '营业执照到期提醒，失信记录自动比对。',
      'Reminds of licences that expire and compares public records.',
    ],
    tags: ['供应商', '资质', '风险'],
    specifications: [['200 家供应商', '200 suppliers']],
    month: '240',
  },
  {
    key: 'miantian-erp',
    seller: 'miantian',
    name: ['棉田进销存', 'Miantian Inventory'],
    summary: [
      '批发零售小老板的进货、销售、库存一本账。',
      'Buying, selling and stock in one book, for small traders.',
    ],
    description: [
      '手机开单打印，欠款提醒，多门店调拨。',
      'Bills printed from the phone, reminders of debts, and transfers between shops.',
    ],
    tags: ['进销存', '开单', '批发'],
    specifications: [
      ['单店版', 'One shop'],
      ['连锁版', 'Chain'],
    ],
    month: '39',
  },
  {
    key: 'miantian-orders',
    seller: 'miantian',
    name: ['棉田订单中台', 'Miantian Order Hub'],
    summary: [
      '各平台网店订单汇总，自动拆单合单、分仓发货。',
      'Orders of all web shops in one hub, split, merged and sent from the nearest store.',
    ],
    description: [
      '库存实时同步，避免超卖，退换货统一处理。',
      'Stock is synchronised so that nothing is oversold; returns are handled once.',
    ],
    tags: ['OMS', '电商', '网店'],
    specifications: [['每月 1 万单', '10,000 orders a month']],
    month: '399',
  },
  {
    key: 'xushi-mes',
    seller: 'xushi',
    name: ['墟石生产执行', 'Xushi MES'],
    summary: [
      '工单下发到机台，进度、不良与工时实时采集。',
      'Work orders on the machines; progress, rejects and hours in real time.',
    ],
    description: [
      '看板拉动生产，扫码追溯到批次与操作工。',
      'Production pulled by boards, traceable to the lot and the worker.',
    ],
    tags: ['MES', '车间', '生产管理'],
    specifications: [['一条产线', 'One line']],
    month: '1600',
  },
  {
    key: 'xushi-equipment',
    seller: 'xushi',
    name: ['墟石设备点检', 'Xushi Equipment'],
    summary: [
      '设备台账、巡检、保养与维修派工，停机少一半。',
      'Equipment records, inspections, maintenance and repairs: half the downtime.',
    ],
    description: [
      '扫码报修，备件库存联动，故障知识沉淀。',
      'Faults reported by a code, linked to spare parts, and remembered.',
    ],
    tags: ['设备管理', '巡检', '报修'],
    specifications: [['100 台设备', '100 machines']],
    month: '270',
  },
  {
    key: 'xushi-quality',
    seller: 'xushi',
    name: ['墟石质量追溯', 'Xushi Traceability'],
    summary: [
      '一物一码，从原料到消费者全程可查。',
      'One code for each item, from raw material to the consumer.',
    ],
    description: [
      '防伪查询与召回范围一分钟算清。',
      'Proves what is genuine and shows in a minute what to recall.',
    ],
    tags: ['追溯', '防伪', '一物一码'],
    specifications: [['10 万码', '100,000 codes']],
    month: '330',
  },
  {
    key: 'chenxi-customs',
    seller: 'chenxi',
    name: ['晨汐报关助手', 'Chenxi Customs'],
    summary: [
      '归类、制单、申报一次录入，单证自动核对。',
      'Classification, papers and customs declarations from one entry.',
    ],
    description: ['商品编码智能推荐，退税进度可查。', 'Suggests tariff codes and follows tax refunds.'],
    tags: ['报关', '外贸', '退税'],
    specifications: [['每月 50 票', '50 declarations a month']],
    month: '450',
  },
  {
    key: 'yuqiao-express',
    seller: 'yuqiao',
    name: ['榆桥快递打单', 'Yuqiao Labels'],
    summary: [
      '批量打印快递面单，自动选便宜的承运商。',
      'Prints shipping labels in bulk and picks the cheapest carrier.',
    ],
    description: ['发货后物流轨迹回传，丢件自动理赔。', 'Tracks parcels and claims for those that are lost.'],
    tags: ['快递', '电子面单', '发货'],
    specifications: [['不限量', 'Unlimited']],
    month: '20',
  },
  {
    key: 'yuqiao-restaurant',
    seller: 'yuqiao',
    name: ['榆桥餐饮点餐', 'Yuqiao Dining'],
    summary: [
      '扫码点餐、后厨打印与会员储值，翻台更快。',
      'Ordering by code, kitchen printing and stored value for restaurants.',
    ],
    description: [
      '外卖平台订单自动接入，日结报表发到老板手机。',
      'Takes orders of delivery platforms and sends the daily report to the owner.',
    ],
    tags: ['餐饮', '点餐', '收银'],
    specifications: [['单店', 'One restaurant']],
    month: '68',
  },
]
