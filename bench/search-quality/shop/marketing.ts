import type { WrittenProduct } from '../schema.ts'

export const marketing: readonly WrittenProduct[] = [
  {
    key: 'yuntai-desk',
    seller: 'yuntai',
    name: ['云苔全渠道客服', 'Yuntai Service Desk'],
    summary: [
      '网页、电话、小程序的咨询进同一个工作台。',
      'Questions from web, phone and mini programs on one desk.',
    ],
    description: [
      '会话自动分配，满意度回访，坐席绩效可查。',
      'Conversations are assigned, followed up and counted by agent.',
    ],
    tags: ['在线客服', '坐席', '会话'],
    specifications: [
      ['5 坐席', '5 agents'],
      ['50 坐席', '50 agents'],
    ],
    month: '150',
  },
  {
    key: 'yuntai-ticket',
    seller: 'yuntai',
    name: ['云苔工单', 'Yuntai Tickets'],
    summary: [
      '报修与投诉变成工单，流转、催办、评价闭环。',
      'Repairs and complaints as tickets that are passed on, chased and rated.',
    ],
    description: [
      '服务级别到点提醒，客户扫码自助提单。',
      'Reminds before a service level is missed; customers open tickets by a code.',
    ],
    tags: ['工单系统', '售后', 'SLA'],
    specifications: [['10 坐席', '10 agents']],
    month: '99',
  },
  {
    key: 'yuntai-crm',
    seller: 'yuntai',
    name: ['云苔客户管理', 'Yuntai CRM'],
    summary: [
      '线索、商机、回款一条线，销售离职客户不丢。',
      'Leads, deals and payments in one line; customers stay when a seller leaves.',
    ],
    description: [
      '公海自动回收，拜访打卡，销售漏斗实时看。',
      'Idle leads return to the pool, visits are recorded and the funnel is live.',
    ],
    tags: ['CRM', '销售管理', '商机'],
    specifications: [
      ['专业版', 'Professional'],
      ['旗舰版', 'Ultimate'],
    ],
    month: '75',
  },
  {
    key: 'yuntai-call',
    seller: 'yuntai',
    name: ['云苔呼叫中心', 'Yuntai Call Centre'],
    summary: [
      '热线排队、语音导航与录音质检，一天开通。',
      'Queues, voice menus and recordings for your hotline, within a day.',
    ],
    description: [
      '预测式外呼与机器人接听可选，来电弹出客户资料。',
      'Outbound campaigns and robots if you like; callers are shown with their record.',
    ],
    tags: ['呼叫中心', '热线', '外呼'],
    specifications: [['10 坐席', '10 agents']],
    month: '260',
  },
  {
    key: 'wanglu-member',
    seller: 'wanglu',
    name: ['望鹿会员营销', 'Wanglu Loyalty'],
    summary: [
      '积分、等级、优惠券与储值，让顾客再来。',
      'Points, levels, coupons and stored value that bring customers back.',
    ],
    description: [
      '生日与沉睡唤醒自动触达，门店网店会员打通。',
      'Writes on birthdays and to those who stayed away; shops and web share members.',
    ],
    tags: ['会员', '积分', '优惠券'],
    specifications: [
      ['单店', 'One shop'],
      ['连锁版', 'Chain'],
    ],
    month: '88',
  },
  {
    key: 'wanglu-survey',
    seller: 'wanglu',
    name: ['望鹿问卷调研', 'Wanglu Surveys'],
    summary: [
      '十分钟做一份问卷，逻辑跳题，结果自动出图。',
      'A questionnaire in ten minutes, with branches and charts of the results.',
    ],
    description: [
      '样本服务覆盖三百城，防作弊答题。',
      'Panels in three hundred cities, protected against cheating.',
    ],
    tags: ['问卷', '调查', '市场研究'],
    specifications: [['不限问卷', 'Unlimited questionnaires']],
    month: '45',
  },
  {
    key: 'wanglu-email',
    seller: 'wanglu',
    name: ['望鹿邮件群发', 'Wanglu Mailings'],
    summary: [
      '拖拽做邮件模板，群发后看打开与点击。',
      'Newsletters made by dragging, with opens and clicks counted.',
    ],
    description: [
      '退信自动清理，分批预热保护域名信誉。',
      'Cleans bounces and warms up slowly to protect your domain.',
    ],
    tags: ['邮件营销', 'EDM', '群发'],
    specifications: [['每月 5 万封', '50,000 mails a month']],
    month: '110',
  },
  {
    key: 'chenxi-live',
    seller: 'chenxi',
    name: ['晨汐企业直播', 'Chenxi Live'],
    summary: [
      '发布会、带货与年会直播，万人在线不卡顿。',
      'Launches, sales shows and parties live, for ten thousand viewers.',
    ],
    description: [
      '抽奖、优惠券与报名表嵌入直播间，回放可剪辑。',
      'Draws, coupons and sign-ups in the stream; replays can be cut.',
    ],
    tags: ['直播', '带货', '发布会'],
    specifications: [['1000 并发', '1,000 viewers']],
    month: '500',
  },
  {
    key: 'chenxi-shop',
    seller: 'chenxi',
    name: ['晨汐小程序商城', 'Chenxi Mini Shop'],
    summary: [
      '拖拽装修网上店铺，拼团、秒杀与分销都有。',
      'A web shop built by dragging, with group buying, flash sales and referrals.',
    ],
    description: ['同城配送与到店自提，支付当天结算。', 'Local delivery and pick-up, settled the same day.'],
    tags: ['小程序', '商城', '拼团'],
    specifications: [['标准版', 'Standard']],
    month: '168',
  },
  {
    key: 'shiye-seo',
    seller: 'shiye',
    name: ['拾野搜索优化', 'Shiye SEO'],
    summary: [
      '检查网站收录与关键词排名，告诉您先改哪里。',
      'Checks how search engines see your site and says what to change first.',
    ],
    description: ['竞品对比与外链监测，每周一份报告。', 'Compares rivals, watches links and reports weekly.'],
    tags: ['SEO', '关键词', '网站优化'],
    specifications: [['3 个网站', '3 sites']],
    month: '79',
  },
  {
    key: 'shiye-poster',
    seller: 'shiye',
    name: ['拾野海报设计', 'Shiye Posters'],
    summary: [
      '五千套模板改字就能用，正版图片放心商用。',
      'Five thousand templates: change the words and print; pictures are licensed.',
    ],
    description: [
      '团队品牌库统一颜色与字体，批量出图。',
      'Brand kits keep colours and fonts; makes pictures in bulk.',
    ],
    tags: ['设计', '海报', '图片'],
    specifications: [['团队版', 'Team']],
    month: '29',
  },
  {
    key: 'qingli-ads',
    seller: 'qingli',
    name: ['青砾广告投放', 'Qingli Ads'],
    summary: [
      '多平台广告账户集中管理，预算自动调配。',
      'Ad accounts of all platforms in one place, with budgets moved to what works.',
    ],
    description: ['素材效果排行，转化归因到订单。', 'Ranks creatives and credits orders to ads.'],
    tags: ['广告', '投放', '归因'],
    specifications: [['5 个账户', '5 accounts']],
    month: '350',
  },
  {
    key: 'luting-booking',
    seller: 'luting',
    name: ['鹭汀门店预约', 'Luting Booking'],
    summary: [
      '美容、口腔、健身门店的线上预约与排队叫号。',
      'Appointments and queues for salons, dentists and gyms.',
    ],
    description: ['爽约提醒、技师排期与卡项核销一体。', 'Reminders, rosters of staff and prepaid cards.'],
    tags: ['预约', '排队', '美业'],
    specifications: [['单店', 'One shop']],
    month: '58',
  },
]
