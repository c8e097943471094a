import { createSpecification, describe, say, seats, spaces } from './product-parts.ts'
import type { DemoProduct } from './product-parts.ts'

/** Products of the demo's ninth seller: invoices, contracts and taxes. */
export const productsOfHengxu: readonly DemoProduct[] = [
  {
    mark: 'hengxu-invoice',
    category: 'finance',
    tags: ['发票', '开票', '入账'],
    name: say(['衡叙发票', 'Hengxu Invoices']),
    summary: say([
      '开票、收票、验真与入账在一处，月底不再翻邮箱找发票。',
      'Issue, receive, verify and book invoices in one place, instead of searching mailboxes at the end of the month.',
    ]),
    description: describe(
      [
        '衡叙发票从订单直接开具电子发票，抬头和税号由客户自助填写。红冲与作废走审批，原票与红票始终成对显示。',
        'Hengxu Invoices issues electronic invoices from orders, and customers enter their own details. Corrections are approved, and an invoice is always shown together with its correction.',
      ],
      [
        '收到的发票从邮箱和扫描件中自动识别，验真、查重后匹配到采购订单。未匹配的逐日提醒经办人。',
        'Incoming invoices are read from mailboxes and scans, verified, checked for duplicates and matched with purchase orders. Whoever is in charge is reminded daily of those without a match.',
      ],
      [
        '会计凭证按您的科目规则生成，可以导出到常用财务软件。原件按档案规定保存十年。',
        'Entries follow your own accounts and can be exported to common accounting software. Originals are kept for ten years.',
      ],
    ),
    quantity: seats(1, 200),
    specifications: [
      createSpecification(say(['标准版', 'Standard']), { month: '58', year: '580', trialDays: 14 }, [
        ['每月 500 张', '500 invoices a month'],
        ['验真与查重', 'Verification and duplicates'],
      ]),
      createSpecification(say(['专业版', 'Professional']), { month: '108', year: '1080' }, [
        ['每月 5,000 张', '5,000 invoices a month'],
        ['订单匹配', 'Matching with orders'],
        ['凭证导出', 'Export of entries'],
      ]),
    ],
  },
  {
    mark: 'hengxu-sign',
    category: 'finance',
    tags: ['电子签', '合同', '存证'],
    name: say(['衡叙签署', 'Hengxu Sign']),
    summary: say([
      '合同在线签署，签署顺序、身份核验和存证报告一次完成。',
      'Sign contracts online, with the order of signatures, proof of identity and an evidence report.',
    ]),
    description: describe(
      [
        '上传合同，标出签字和盖章的位置，设定签署顺序，链接即可发出。对方在手机上完成身份核验和签署，不必注册账号。',
        'Upload a contract, mark where to sign and in which order, and send the link. The other side proves its identity and signs on a phone, without an account.',
      ],
      [
        '印章由管理员授权使用，每次用印记录用印人、文件和时间。超过约定期限未签的合同自动提醒，也可以撤回。',
        'Administrators grant the use of seals, and each use is kept with person, document and time. Contracts that wait too long are brought to mind, or withdrawn.',
      ],
      [
        '签署完成后生成存证报告，包含每一步的时间和文件摘要值，可以离线核验。',
        'A signed contract comes with an evidence report that has the time of each step and the digests of the document, and can be verified offline.',
      ],
    ),
    specifications: [
      createSpecification(say(['五百份', '500 contracts']), { month: '160', year: '1600' }, [
        ['每年 500 份', '500 contracts a year'],
        ['存证报告', 'Evidence reports'],
      ]),
      createSpecification(say(['三千份', '3,000 contracts']), { month: '620', year: '6200' }, [
        ['每年 3,000 份', '3,000 contracts a year'],
        ['印章授权', 'Granted seals'],
        ['接口调用', 'API'],
      ]),
    ],
  },
  {
    mark: 'hengxu-ledger',
    type: 'license',
    category: 'finance',
    tags: ['总账', '报表', '本地部署'],
    name: say(['衡叙总账', 'Hengxu Ledger']),
    summary: say([
      '装在自己服务器上的总账与报表，数据不出内网。',
      'General ledger and statements on your own server; the data never leaves your network.',
    ]),
    description: describe(
      [
        '衡叙总账面向要求本地部署的单位。凭证、辅助核算、结账和报表齐全，安装在一台普通服务器上即可使用。',
        'Hengxu Ledger is for organisations that keep their books in-house: entries, dimensions, closing and statements, on one ordinary server.',
      ],
      [
        '结账前自动检查：未审核凭证、断号、余额方向和往来核对。每次反结账需要两人确认并说明原因。',
        'Before a period closes, it checks for entries without approval, gaps in numbers and balances that cannot be right. Reopening a period needs two people and a reason.',
      ],
      [
        'License 按账套授权。下单后填写单位全称和账套数，核对后签发 License 文件和安装包。',
        'It is licensed by sets of books. After ordering, state your company and the number of sets; license file and installer follow once they were checked.',
      ],
    ),
    supervision: {
      flow: 'license_offline',
      template: say([
        '1. 单位全称\n2. 账套数\n3. 服务器系统版本\n4. 管理员邮箱',
        '1. Full name of the company\n2. Sets of books\n3. Operating system of the server\n4. Email of the administrator',
      ]),
      criteria: say([
        'License 可以导入，单位与账套数一致，安装说明齐全。',
        'The license can be loaded, company and number of sets match, and instructions are included.',
      ]),
    },
    quantity: spaces(1, 20),
    specifications: [
      createSpecification(say(['标准版', 'Standard']), { month: '260', year: '2600' }, [
        ['总账与报表', 'Ledger and statements'],
        ['五个用户', 'Five users'],
      ]),
      createSpecification(say(['集团版', 'Group']), { month: '580', year: '5800' }, [
        ['合并报表', 'Consolidated statements'],
        ['用户数不限', 'Any number of users'],
      ]),
    ],
  },
  {
    mark: 'hengxu-filing',
    type: 'manual_service',
    category: 'finance',
    tags: ['代理申报', '汇算清缴', '顾问'],
    name: say(['衡叙汇算清缴', 'Hengxu Annual Filing']),
    summary: say([
      '年度企业所得税汇算清缴，调整事项逐项说明，附工作底稿。',
      'The annual income tax return, with each adjustment explained and working papers included.',
    ]),
    description: describe(
      [
        '汇算清缴的难处在于调整事项。顾问逐科目核对账载与税法的差异，每项调整说明依据、金额和影响，由您确认后再申报。',
        'The hard part of an annual return is its adjustments. Consultants compare books and tax rules account by account, and state reason, amount and effect of each adjustment before you confirm it.',
      ],
      [
        '全程在线交接资料，进度分为资料、底稿、申报三期，每一期都由您验收。',
        'Documents are passed on online. The work has three parts, documents, working papers and filing, and you accept each of them.',
      ],
      [
        '申报后三个月内，主管税务机关的问询由同一位顾问答复。',
        'For three months after filing, the same consultant answers questions of the tax office.',
      ],
    ),
    supervision: {
      flow: 'standard',
      template: say([
        '1. 企业全称与行业\n2. 年度营业收入区间\n3. 是否有研发费用加计\n4. 现用财务软件\n5. 联系人',
        '1. Company and trade\n2. Range of turnover\n3. Research deductions, if any\n4. Accounting software\n5. Contact',
      ]),
      criteria: say([
        '申报表已提交并取得回执，调整事项均有说明和底稿。',
        'The return has been filed and receipted, and each adjustment has its explanation and papers.',
      ]),
    },
    specifications: [
      createSpecification(say(['小型企业', 'Small companies']), { once: '3800' }, [
        ['营业收入两千万元以内', 'Turnover up to ¥20 million'],
        ['工作底稿', 'Working papers'],
      ]),
      createSpecification(say(['中型企业', 'Medium companies']), { once: '9600' }, [
        ['营业收入两亿元以内', 'Turnover up to ¥200 million'],
        ['研发费用归集', 'Research deductions'],
        ['工作底稿', 'Working papers'],
      ]),
    ],
  },
]
