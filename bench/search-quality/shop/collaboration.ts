import type { WrittenProduct } from '../schema.ts'

export const collaboration: readonly WrittenProduct[] = [
  {
    key: 'qingli-docs',
    seller: 'qingli',
    name: ['青砾协同文档', 'Qingli Docs'],
    summary: [
      '多人同时编辑文档、表格与幻灯片，版本随时找回。',
      'Documents, spreadsheets and slides that many people edit at once.',
    ],
    description: [
      '评论落在句子上，外部协作者用链接加入，离线写的内容联网后自动合并。',
      'Comments stay with the sentence, guests join by a link, and offline edits merge once you are back.',
    ],
    tags: ['在线文档', '多人编辑', '表格'],
    specifications: [
      ['团队版', 'Team'],
      ['企业版', 'Business'],
    ],
    month: '12',
  },
  {
    key: 'qingli-drive',
    seller: 'qingli',
    name: ['青砾企业网盘', 'Qingli Drive'],
    summary: [
      '集中存放公司文件，权限细到文件夹，外链可设期限。',
      'One place for company files, with permissions by folder and links that expire.',
    ],
    description: [
      '大文件断点续传，历史版本保留 180 天，离职员工的文件一键交接。',
      'Large uploads resume, versions are kept for 180 days, and the files of leavers are handed over.',
    ],
    tags: ['文件共享', '云存储'],
    specifications: [
      ['1 TB 空间', '1 TB of storage'],
      ['10 TB 空间', '10 TB of storage'],
    ],
    month: '199',
  },
  {
    key: 'luting-meeting',
    seller: 'luting',
    name: ['鹭汀视频会议', 'Luting Meetings'],
    summary: [
      '打开浏览器就能开会，最多 500 方同时在线。',
      'Video conferences in the browser, for up to 500 participants.',
    ],
    description: [
      '支持屏幕共享、虚拟背景与会后录像，主持人可以逐个静音。',
      'Screen sharing, virtual backgrounds and recordings; the host can mute anyone.',
    ],
    tags: ['远程会议', '屏幕共享', '录屏'],
    specifications: [
      ['100 方会议', '100 participants'],
      ['500 方会议', '500 participants'],
    ],
    month: '88',
  },
  {
    key: 'luting-minutes',
    seller: 'luting',
    name: ['鹭汀会议纪要助手', 'Luting Minutes'],
    summary: [
      '录音实时转成文字，自动整理结论与待办。',
      'Turns recordings into text and lists decisions and tasks.',
    ],
    description: [
      '区分发言人，支持普通话、粤语与英语，纪要会后一分钟发到与会者邮箱。',
      'Tells speakers apart in Mandarin, Cantonese and English, and mails the minutes a minute after the meeting.',
    ],
    tags: ['语音转写', '会议记录'],
    specifications: [
      ['20 小时/月', '20 hours a month'],
      ['100 小时/月', '100 hours a month'],
    ],
    month: '49',
  },
  {
    key: 'zhuyan-projects',
    seller: 'zhuyan',
    name: ['竹砚项目管理', 'Zhuyan Projects'],
    summary: [
      '甘特图、里程碑与工时放在一处，延期提前预警。',
      'Gantt charts, milestones and timesheets in one place, with early warnings of delay.',
    ],
    description: [
      '模板覆盖研发、工程与市场活动，周报按任务进展自动生成。',
      'Templates for engineering, construction and campaigns; weekly reports write themselves from the tasks.',
    ],
    tags: ['甘特图', '工时', '里程碑'],
    specifications: [
      ['专业版', 'Professional'],
      ['旗舰版', 'Ultimate'],
    ],
    month: '25',
  },
  {
    key: 'zhuyan-board',
    seller: 'zhuyan',
    name: ['竹砚任务看板', 'Zhuyan Boards'],
    summary: [
      '拖动卡片就能更新进度，适合小团队的敏捷看板。',
      'Kanban boards for small teams: drag a card to report progress.',
    ],
    description: [
      '泳道、在制品上限与燃尽图开箱即用，可从表格导入。',
      'Swimlanes, limits of work in progress and burn-down charts are ready to use; imports from spreadsheets.',
    ],
    tags: ['看板', '敏捷', '待办'],
    specifications: [['基础版', 'Basic']],
    month: '9',
  },
  {
    key: 'wanglu-approval',
    seller: 'wanglu',
    name: ['望鹿审批流', 'Wanglu Approvals'],
    summary: [
      '请假、用章、采购都走同一套流程，手机上点一下就批。',
      'Leave, seals and purchases in one workflow, approved with a tap.',
    ],
    description: [
      '拖拽画流程，条件分支、会签与转办齐全，超时自动提醒。',
      'Draw a flow by dragging; branches, joint approval and delegation included, with reminders when time runs out.',
    ],
    tags: ['流程审批', 'OA', '工作流'],
    specifications: [
      ['50 人版', 'Up to 50 users'],
      ['200 人版', 'Up to 200 users'],
    ],
    month: '99',
  },
  {
    key: 'wanglu-wiki',
    seller: 'wanglu',
    name: ['望鹿知识库', 'Wanglu Wiki'],
    summary: [
      '把制度、方案与经验写成页面，全文可搜。',
      'Policies, designs and lessons as pages that everybody can search.',
    ],
    description: [
      '页面按目录与标签组织，过期内容提醒负责人更新。',
      'Pages are kept in a tree with labels, and owners are reminded of what is out of date.',
    ],
    tags: ['知识管理', '维基'],
    specifications: [['标准版', 'Standard']],
    month: '15',
  },
  {
    key: 'beihua-mail',
    seller: 'beihua',
    name: ['北桦企业邮箱', 'Beihua Mail'],
    summary: [
      '用公司域名收发邮件，垃圾邮件拦截率 99.8%。',
      'Email under your own domain, with 99.8% of spam kept out.',
    ],
    description: [
      '容量不限，支持邮件归档与撤回，海外投递走独立线路。',
      'No limit of space, archive and recall included, and separate routes for mail abroad.',
    ],
    tags: ['邮箱', '邮件归档'],
    specifications: [
      ['50 个账号', '50 mailboxes'],
      ['500 个账号', '500 mailboxes'],
    ],
    month: '60',
  },
  {
    key: 'beihua-calendar',
    seller: 'beihua',
    name: ['北桦会议室预订', 'Beihua Rooms'],
    summary: [
      '门口屏幕显示空闲时段，扫码签到，没人来就释放。',
      'Meeting rooms booked from the calendar or the screen at the door, and released if nobody comes.',
    ],
    description: [
      '统计各会议室的使用率，访客到访自动通知接待人。',
      'Reports the use of each room and tells the host when a visitor arrives.',
    ],
    tags: ['会议室', '访客'],
    specifications: [
      ['10 间会议室', '10 rooms'],
      ['50 间会议室', '50 rooms'],
    ],
    month: '120',
  },
  {
    key: 'shiye-form',
    seller: 'shiye',
    name: ['拾野表单', 'Shiye Forms'],
    summary: [
      '不写代码做报名、登记与巡检表，数据实时汇总。',
      'Forms for sign-ups, records and inspections without code.',
    ],
    description: [
      '手机拍照、定位与手写签名都能收集，结果可接到群消息。',
      'Collects photos, places and signatures by hand, and posts results to a chat.',
    ],
    tags: ['低代码', '数据收集', '报名'],
    specifications: [['每月 5000 条', '5,000 entries a month']],
    month: '19',
  },
  {
    key: 'shiye-vote',
    seller: 'shiye',
    name: ['拾野在线投票', 'Shiye Ballots'],
    summary: [
      '业主大会、股东会与评优的实名或匿名表决。',
      'Secret or open ballots for owners, shareholders and awards.',
    ],
    description: [
      '一人一票，防刷票，结果带时间戳存证。',
      'One vote each, protected against repeats, with results under a time stamp.',
    ],
    tags: ['投票', '表决'],
    specifications: [['单次活动', 'One event']],
    month: '39',
  },
  {
    key: 'huiye-archive',
    seller: 'huiye',
    name: ['茴野档案管理系统', '茴野档案管理系统'],
    summary: ['纸质与电子档案统一著录、借阅与销毁。', '纸质与电子档案统一著录、借阅与销毁。'],
    description: [
      '符合电子档案四性检测，支持批量扫描与条码盘点。',
      '符合电子档案四性检测，支持批量扫描与条码盘点。',
    ],
    tags: ['档案', '借阅'],
    specifications: [['标准版', 'Standard']],
    month: '300',
  },
]
