import type { WrittenProduct } from '../schema.ts'

export const hr: readonly WrittenProduct[] = [
  {
    key: 'yuntai-attendance',
    seller: 'yuntai',
    name: ['云苔考勤打卡', 'Yuntai Attendance'],
    summary: [
      '定位、Wi-Fi 与人脸打卡，迟到加班自动统计。',
      'Clock in by place, Wi-Fi or face; late hours and overtime are counted.',
    ],
    description: [
      '支持综合工时与多班次，月底一张表直接算工资。',
      'Flexible hours and many shifts; the monthly sheet goes straight to payroll.',
    ],
    tags: ['考勤', '打卡', '加班'],
    specifications: [
      ['100 人', '100 people'],
      ['1000 人', '1,000 people'],
    ],
    month: '80',
  },
  {
    key: 'yuntai-shift',
    seller: 'yuntai',
    name: ['云苔智能排班', 'Yuntai Shifts'],
    summary: [
      '按客流与工时规则自动排班，员工可换班。',
      'Rosters made from the number of customers and the rules of work; staff may swap.',
    ],
    description: [
      '适合门店、工厂与医院，人力成本随班表实时计算。',
      'For shops, factories and hospitals, with labour cost as you plan.',
    ],
    tags: ['排班', '换班', '门店'],
    specifications: [['10 家门店', '10 shops']],
    month: '210',
  },
  {
    key: 'yuntai-payroll',
    seller: 'yuntai',
    name: ['云苔薪酬核算', 'Yuntai Payroll'],
    summary: [
      '工资、社保、个税一次算清，电子工资条发到手机。',
      'Pay, social insurance and tax worked out at once, with payslips on the phone.',
    ],
    description: [
      '公式可视化配置，多地社保基数自动更新，支持银行代发。',
      'Formulas are set up visually, insurance bases follow each city, and banks pay out.',
    ],
    tags: ['工资', '工资条', '社保'],
    specifications: [['100 人', '100 people']],
    month: '150',
  },
  {
    key: 'yuntai-core',
    seller: 'yuntai',
    name: ['云苔人事系统', 'Yuntai HR'],
    summary: [
      '员工档案、组织架构与入转调离一处管理。',
      'Records of employees, the organisation, and every hire, move and leave.',
    ],
    description: [
      '劳动合同到期提醒，员工自助开证明，报表随时导出。',
      'Reminds you of contracts that end; employees get certificates themselves.',
    ],
    tags: ['人事', '员工档案', '组织架构'],
    specifications: [
      ['标准版', 'Standard'],
      ['旗舰版', 'Ultimate'],
    ],
    month: '260',
  },
  {
    key: 'yuntai-recruit',
    seller: 'yuntai',
    name: ['云苔招聘管理', 'Yuntai Hiring'],
    summary: [
      '各渠道简历汇到一处，筛选、面试到录用全程跟踪。',
      'Applicants from all channels in one place, tracked from CV to offer.',
    ],
    description: [
      '简历自动解析去重，面试官手机反馈，人才库可再激活。',
      'CVs are read and deduplicated, interviewers answer on the phone, and the talent pool stays alive.',
    ],
    tags: ['招聘', '简历', '面试'],
    specifications: [
      ['5 个职位', '5 vacancies'],
      ['50 个职位', '50 vacancies'],
    ],
    month: '199',
  },
  {
    key: 'luting-performance',
    seller: 'luting',
    name: ['鹭汀绩效管理', 'Luting Performance'],
    summary: [
      'KPI 与 OKR 两种考核，目标层层拆解，过程有反馈。',
      'Goals by KPI or OKR, broken down by level, with feedback on the way.',
    ],
    description: [
      '360 度评价、强制分布与校准会都能线上完成。',
      'Reviews from all sides, distributions and calibration meetings online.',
    ],
    tags: ['绩效', 'OKR', '考核'],
    specifications: [['标准版', 'Standard']],
    month: '16',
  },
  {
    key: 'luting-survey',
    seller: 'luting',
    name: ['鹭汀敬业度调研', 'Luting Pulse'],
    summary: [
      '匿名问员工怎么想，按部门对比，给管理者建议。',
      'Anonymous surveys of employees, compared by department, with advice for managers.',
    ],
    description: ['题库由组织行为专家编写，五分钟答完。', 'Questions by experts, answered in five minutes.'],
    tags: ['员工满意度', '调研'],
    specifications: [['单次调研', 'One survey']],
    month: '300',
  },
  {
    key: 'luting-benefit',
    seller: 'luting',
    name: ['鹭汀弹性福利', 'Luting Benefits'],
    summary: [
      '员工用积分选体检、保险与节日礼品。',
      'Employees spend points on check-ups, insurance and gifts.',
    ],
    description: [
      '预算按人发放，供应商统一结算开票。',
      'A budget for each person, settled and invoiced once.',
    ],
    tags: ['福利', '积分', '体检'],
    specifications: [['按人计费', 'Per person']],
    month: '5',
  },
  {
    key: 'miantian-social',
    seller: 'miantian',
    name: ['棉田社保代缴', '棉田社保代缴'],
    summary: ['全国三百城社保公积金增减员线上办理。', '全国三百城社保公积金增减员线上办理。'],
    description: ['每月出账单与明细，异地员工也能按时参保。', '每月出账单与明细，异地员工也能按时参保。'],
    tags: ['社保', '公积金', '人事代理'],
    specifications: [['每人每月', '每人每月']],
    month: '29',
  },
  {
    key: 'miantian-flex',
    seller: 'miantian',
    name: ['棉田灵活用工', 'Miantian Freelance'],
    summary: [
      '兼职与自由职业者在线签约、结算与完税。',
      'Contracts, pay and taxes of freelancers and part-timers.',
    ],
    description: [
      '任务发布到验收闭环，佣金次日到账。',
      'From the task to its acceptance, paid the next day.',
    ],
    tags: ['兼职', '结算', '零工'],
    specifications: [['按结算额', 'By payout']],
    month: '200',
  },
  {
    key: 'beihua-visitor',
    seller: 'beihua',
    name: ['北桦访客登记', 'Beihua Visitors'],
    summary: [
      '访客预约、扫码进门与离开登记，前台不用纸笔。',
      'Visitors are invited, scan a code at the door and sign out, without paper.',
    ],
    description: [
      '与门禁、停车道闸联动，黑名单自动提示。',
      'Works with gates and car parks, and warns of people on a list.',
    ],
    tags: ['访客', '门禁', '前台'],
    specifications: [['单园区', 'One site']],
    month: '110',
  },
  {
    key: 'shiye-travel',
    seller: 'shiye',
    name: ['拾野差旅预订', 'Shiye Travel'],
    summary: [
      '机票、酒店、火车票统一预订，公司月结，员工免垫资。',
      'Flights, hotels and trains booked in one place and paid by the company.',
    ],
    description: [
      '超标自动提醒审批，行程变更有人工客服。',
      'Asks for approval above the limit; people help when plans change.',
    ],
    tags: ['出差', '机票', '酒店'],
    specifications: [['企业账户', 'Company account']],
    month: '0.5',
  },
  {
    key: 'zhuyan-onboard',
    seller: 'zhuyan',
    name: ['竹砚新人入职', 'Zhuyan Onboarding'],
    summary: [
      '入职材料、设备领用与首月任务清单自动推进。',
      'Papers, equipment and the tasks of the first month for new joiners.',
    ],
    description: [
      '导师与部门主管各看各的待办，新人满意度可追踪。',
      'Mentors and managers see their own tasks; satisfaction is followed.',
    ],
    tags: ['入职', '新员工'],
    specifications: [['标准版', 'Standard']],
    month: '70',
  },
]
