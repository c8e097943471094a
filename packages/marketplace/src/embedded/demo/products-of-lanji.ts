import { agents, createSpecification, describe, say, seats } from './product-parts.ts'
import type { DemoProduct } from './product-parts.ts'

/** Products of the demo's twelfth seller: customers, letters and what teams plan. */
export const productsOfLanji: readonly DemoProduct[] = [
  {
    mark: 'lanji-crm',
    category: 'marketing',
    tags: ['客户', '商机', '销售'],
    name: say(['蓝霁客户', 'Lanji Customers']),
    summary: say([
      '客户、商机和回款在一张卡片上，下一步做什么不靠记性。',
      'Customer, deal and payment on one card, so that nobody has to remember what comes next.',
    ]),
    description: describe(
      [
        '销售离职，客户也跟着走，因为往来都在个人手机里。蓝霁客户把邮件、通话和拜访记录收在客户卡片上，交接只要改一个负责人。',
        'When a salesperson leaves, customers often leave too, because everything was on a private phone. Lanji Customers keeps emails, calls and visits on the customer’s card; to hand over, change one name.',
      ],
      [
        '商机按阶段排列，每个阶段写明要确认的事。停留太久的商机自动提示，赢单率按阶段和来源统计。',
        'Deals stand in stages, and each stage says what has to be clear. Deals that wait too long are shown, and chances are counted by stage and origin.',
      ],
      [
        '合同签订后跟进回款，逾期提醒负责人和财务。可以从表格导入现有客户，重复的自动合并。',
        'After a contract, payments are followed, and sales and finance are reminded of late ones. Existing customers can be loaded from spreadsheets, and duplicates are joined.',
      ],
    ),
    quantity: seats(2, 1000),
    specifications: [
      createSpecification(say(['标准版', 'Standard']), { month: '49', year: '490', trialDays: 14 }, [
        ['客户与商机', 'Customers and deals'],
        ['拜访记录', 'Visits'],
      ]),
      createSpecification(say(['专业版', 'Professional']), { month: '89', year: '890' }, [
        ['回款与合同', 'Payments and contracts'],
        ['阶段分析', 'Reports on stages'],
        ['自定义字段', 'Fields of your own'],
      ]),
    ],
  },
  {
    mark: 'lanji-letters',
    category: 'marketing',
    tags: ['邮件', '订阅', '自动化'],
    name: say(['蓝霁来信', 'Lanji Letters']),
    summary: say([
      '给订阅者写信：双重确认、一键退订，送达率按域名逐一可查。',
      'Letters to subscribers: confirmed twice, cancelled by one click, and delivery shown for each domain.',
    ]),
    description: describe(
      [
        '蓝霁来信只发给同意接收的人。订阅需要点击确认，退订一键完成，记录随时可以导出，应对合规检查。',
        'Lanji Letters only writes to people who agreed. Subscriptions are confirmed by a click and ended by one, and the records can be exported at any time.',
      ],
      [
        '信件用模块拼成，手机和电脑同时预览。发送前检查失效链接和容易被拦截的词句。',
        'Letters are made of blocks and previewed on phone and desktop. Dead links and phrases that filters dislike are found before sending.',
      ],
      [
        '自动流程从欢迎信开始：三天未打开换一个标题，点击过的进入下一封。每个域名的送达率和退信原因分开显示。',
        'Sequences begin with a welcome: a new subject after three days without opening, the next letter after a click. Delivery and bounces are shown by domain.',
      ],
    ),
    specifications: [
      createSpecification(
        say(['五千订阅者', '5,000 subscribers']),
        { month: '150', year: '1500', trialDays: 14 },
        [
          ['每月 5 万封', '50,000 letters a month'],
          ['模板与预览', 'Templates and previews'],
        ],
      ),
      createSpecification(say(['五万订阅者', '50,000 subscribers']), { month: '680', year: '6800' }, [
        ['每月 50 万封', '500,000 letters a month'],
        ['自动流程', 'Sequences'],
        ['专用发信地址', 'Sending addresses of your own'],
      ]),
    ],
  },
  {
    mark: 'lanji-desk',
    category: 'marketing',
    tags: ['在线客服', '会话', '机器人'],
    name: say(['蓝霁会话', 'Lanji Chat']),
    summary: say([
      '网站与小程序的访客会话，机器人先答，人工随时接手。',
      'Conversations with visitors of sites and mini-programs: the robot begins, and people take over at any time.',
    ]),
    description: describe(
      [
        '蓝霁会话嵌入网站只需一行代码。机器人根据您的知识库回答，答不出时带着上下文转人工，访客不必重复。',
        'Lanji Chat is put on a site by one line. The robot answers from your knowledge base and, where it cannot, passes on the whole conversation, so that visitors need not repeat themselves.',
      ],
      [
        '坐席一人可以同时接待八位访客，常用回复支持快捷键。主管看得到排队时间，可以随时加入或接管。',
        'An agent serves up to eight visitors at once, with shortcuts for common answers. Supervisors see the queue and can join or take over.',
      ],
      [
        '下班时间留言自动转为工单，第二天按先后分配。',
        'Messages outside office hours become tickets, which are given out in their order on the next day.',
      ],
    ),
    quantity: agents(1, 200),
    specifications: [
      createSpecification(say(['标准版', 'Standard']), { month: '68', year: '680', trialDays: 7 }, [
        ['网站会话', 'Conversations on sites'],
        ['知识库 500 条', '500 entries of knowledge'],
      ]),
      createSpecification(say(['专业版', 'Professional']), { month: '118', year: '1180' }, [
        ['小程序与公众号', 'Mini-programs and accounts'],
        ['知识库不限', 'Any number of entries'],
        ['会话质检', 'Checks of conversations'],
      ]),
    ],
  },
  {
    mark: 'lanji-plan',
    category: 'collaboration',
    tags: ['项目', '看板', '甘特图'],
    name: say(['蓝霁计划', 'Lanji Plan']),
    summary: say([
      '看板与时间表是同一份数据，改了一处，另一处跟着变。',
      'Board and schedule are the same data: change one, and the other follows.',
    ]),
    description: describe(
      [
        '做事的人喜欢看板，管事的人要看进度。蓝霁计划用同一份任务生成两种视图，任务推迟时，依赖它的任务一起后移并提示冲突。',
        'Those who work like boards, those who manage want schedules. Lanji Plan makes both from the same tasks. When one is late, those that depend on it move too, and conflicts are shown.',
      ],
      [
        '每周自动生成进展摘要：完成了什么、卡在哪里、下周做什么，负责人确认后发出。',
        'Each week there is a summary of what was done, where things are stuck and what comes next, sent once the person in charge confirms it.',
      ],
      [
        '外部成员可以按项目邀请，只看得到所在的项目。模板涵盖研发、活动和装修三类。',
        'Guests are invited to projects and see nothing else. Templates cover development, events and building works.',
      ],
    ),
    quantity: seats(5, 2000),
    specifications: [
      createSpecification(say(['标准版', 'Standard']), { month: '18', year: '180', trialDays: 14 }, [
        ['看板与时间表', 'Boards and schedules'],
        ['项目 50 个', '50 projects'],
      ]),
      createSpecification(say(['专业版', 'Professional']), { month: '32', year: '320' }, [
        ['项目数不限', 'Any number of projects'],
        ['依赖与资源', 'Dependencies and resources'],
        ['外部成员', 'Guests'],
      ]),
    ],
  },
]
