import { createSpecification, describe, say, seats } from './product-parts.ts'
import type { DemoProduct } from './product-parts.ts'

/** Products of the demo's eighth seller: from the supplier to the lorry. */
export const productsOfBoyun: readonly DemoProduct[] = [
  {
    mark: 'boyun-stock',
    category: 'supply-chain',
    tags: ['仓储', '库位', '盘点'],
    name: say(['泊云仓储', 'Boyun Stock']),
    summary: say([
      '扫码收货、上架、拣货和盘点，账面与货架差在哪一箱，当天知道。',
      'Receive, put away, pick and count by scanning, and know on the same day which box differs.',
    ]),
    description: describe(
      [
        '泊云仓储让每一次移动都留下扫码记录。收货核对订单，上架推荐库位，拣货按最短路线排列，复核时重量不符即停。',
        'In Boyun Stock every movement is scanned. Receipts are checked against orders, places are proposed, picking follows the shortest way, and a parcel with the wrong weight stops at the check.',
      ],
      [
        '盘点不必停业：每天抽查一批库位，三个月覆盖全仓。差异定位到箱和经手人，原因分类统计。',
        'Counting does not close the warehouse: some places are checked each day, and all of them within three months. Differences lead to the box and the hands it went through.',
      ],
      [
        '手持终端、普通手机和电子秤都可以使用。断网时继续作业，恢复后补传。',
        'Hand terminals, ordinary phones and scales can be used. Work continues without a network and is sent later.',
      ],
    ),
    quantity: seats(3, 500),
    specifications: [
      createSpecification(say(['单仓版', 'One warehouse']), { month: '88', year: '880', trialDays: 14 }, [
        ['一个仓库', 'One warehouse'],
        ['收发与盘点', 'Receipts, dispatch and counts'],
      ]),
      createSpecification(say(['多仓版', 'Several warehouses']), { month: '138', year: '1380' }, [
        ['仓库数不限', 'Any number of warehouses'],
        ['调拨与批次', 'Transfers and batches'],
        ['效率报表', 'Reports on work'],
      ]),
    ],
  },
  {
    mark: 'boyun-route',
    category: 'supply-chain',
    tags: ['运输', '排线', '签收'],
    name: say(['泊云运输', 'Boyun Route']),
    summary: say([
      '按时间窗和载重排好每辆车的路线，司机照着走，客户看得到。',
      'Plans each vehicle’s route by time windows and load; drivers follow it, and customers see it.',
    ]),
    description: describe(
      [
        '三十个送货点、五辆车、各家收货时间不同，靠人排线要一个早上。泊云运输几分钟给出方案，调度员可以拖动调整，系统立即提示晚到的点。',
        'Thirty stops, five vehicles and different opening hours take a dispatcher all morning. Boyun Route proposes a plan in minutes. Dispatchers move stops by dragging and see at once which one would be late.',
      ],
      [
        '司机用手机导航、拍照签收，异常选择原因。客户凭链接查看预计到达时间，电话咨询减少一半。',
        'Drivers navigate, photograph receipts and choose a reason when something goes wrong. Customers follow the expected time by a link.',
      ],
      [
        '运费按合同规则自动计算，与承运商对账时逐单核对。',
        'Freight is calculated by the rules of contracts and checked with carriers order by order.',
      ],
    ),
    quantity: {
      name: { zh: '车辆数', en: 'Vehicles' },
      unit: { zh: '辆', en: 'vehicle' },
      min: 1,
      max: 300,
    },
    specifications: [
      createSpecification(say(['标准版', 'Standard']), { month: '60', year: '600' }, [
        ['排线与签收', 'Routes and receipts'],
        ['客户查看链接', 'Links for customers'],
      ]),
      createSpecification(say(['承运版', 'Carriers']), { month: '96', year: '960' }, [
        ['运费规则与对账', 'Freight rules and statements'],
        ['多承运商', 'Several carriers'],
        ['温度记录', 'Temperature records'],
      ]),
    ],
  },
  {
    mark: 'boyun-source',
    category: 'supply-chain',
    tags: ['采购', '询价', '供应商'],
    name: say(['泊云采购', 'Boyun Source']),
    summary: say([
      '询价、比价、下单、对账在一处完成，供应商无需安装软件。',
      'Ask for quotes, compare, order and settle in one place; suppliers install nothing.',
    ]),
    description: describe(
      [
        '泊云采购把一次询价发给多家，报价自动按含税、运费和交期换算成可比的总价。为什么选了不是最低的那家，理由随订单留存。',
        'Boyun Source sends one inquiry to several suppliers, and converts their quotes with tax, freight and delivery time into totals that can be compared. If the lowest was not chosen, the reason stays with the order.',
      ],
      [
        '供应商在网页上报价、确认交期和上传发票，延期提前提醒。每家的准时率和来料合格率按季度公布给对方。',
        'Suppliers quote, confirm dates and upload invoices on a web page. Each is told every quarter how punctual it was and how much of its goods passed.',
      ],
      [
        '审批按金额和品类设置，预算不足时无法提交。合同、订单、收货和发票自动核对。',
        'Approvals depend on amount and category, and nothing passes without a budget. Contracts, orders, receipts and invoices are matched.',
      ],
    ),
    quantity: seats(2, 500),
    specifications: [
      createSpecification(say(['标准版', 'Standard']), { month: '75', year: '750', trialDays: 14 }, [
        ['询价与订单', 'Inquiries and orders'],
        ['供应商 100 家', '100 suppliers'],
      ]),
      createSpecification(say(['企业版', 'Business']), { month: '118', year: '1180' }, [
        ['供应商数不限', 'Any number of suppliers'],
        ['预算与审批', 'Budgets and approvals'],
        ['四单核对', 'Matching of four documents'],
      ]),
    ],
  },
  {
    mark: 'boyun-survey',
    type: 'manual_service',
    category: 'supply-chain',
    tags: ['仓库规划', '咨询', '现场'],
    name: say(['泊云仓库规划', 'Boyun Layout']),
    summary: say([
      '顾问到现场测量三天，给出货架布局、动线和人员安排。',
      'Consultants measure on site for three days and give you layout, ways and staffing.',
    ]),
    description: describe(
      [
        '仓库不够用，多半不是面积不够。顾问在现场记录三天的收发高峰、行走距离和等待时间，再用您的订单数据模拟几种布局。',
        'A warehouse that is too small often has enough space. Consultants record peaks, distances and waiting times for three days, and try several layouts with your own orders.',
      ],
      [
        '交付内容包括布局图、动线图、设备清单和分步搬迁计划。模拟的假设和结果逐项列出，您可以自己改动后再算。',
        'You receive plans of layout and ways, a list of equipment and steps for the move. The assumptions of each trial are listed, so that you can change them and calculate again.',
      ],
      [
        '报告经您验收后，顾问在搬迁周内提供电话支持。',
        'After you have accepted the report, consultants answer calls during the week of the move.',
      ],
    ),
    supervision: {
      flow: 'standard',
      template: say([
        '1. 仓库地址与面积\n2. 商品种类与日均订单\n3. 现有设备\n4. 期望的现场日期\n5. 联系人',
        '1. Address and area\n2. Items and orders a day\n3. Equipment\n4. Dates on site\n5. Contact',
      ]),
      criteria: say([
        '报告包含布局图、动线图与设备清单，模拟使用了买家的订单数据。',
        'The report has plans of layout and ways and a list of equipment, and used the buyer’s own orders.',
      ]),
    },
    specifications: [
      createSpecification(say(['单仓', 'One warehouse']), { once: '16800' }, [
        ['现场三天', 'Three days on site'],
        ['三种布局', 'Three layouts'],
      ]),
      createSpecification(say(['双仓', 'Two warehouses']), { once: '28800' }, [
        ['现场六天', 'Six days on site'],
        ['各三种布局', 'Three layouts each'],
        ['两仓分工建议', 'How the two share the work'],
      ]),
    ],
  },
]
