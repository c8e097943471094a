import type { WrittenProduct } from '../schema.ts'

export const development: readonly WrittenProduct[] = [
  {
    key: 'zhuyan-api',
    seller: 'zhuyan',
    name: ['竹砚接口测试', 'Zhuyan API Lab'],
    summary: [
      '设计、调试、自动化测试接口，文档同步生成。',
      'Design, debug and test APIs, with documentation made on the way.',
    ],
    description: [
      '支持模拟服务、数据驱动与流水线集成。',
      'Mock servers, data-driven cases and a place in your pipeline.',
    ],
    tags: ['API', '自动化测试', 'Mock'],
    specifications: [['10 人', '10 people']],
    month: '90',
  },
  {
    key: 'zhuyan-git',
    seller: 'zhuyan',
    name: ['竹砚代码托管', 'Zhuyan Git'],
    summary: [
      '私有代码仓库，合并请求、评审与分支保护。',
      'Private repositories with merge requests, reviews and protected branches.',
    ],
    description: ['代码扫描发现密钥泄露，支持大文件。', 'Scans for leaked keys and stores large files.'],
    tags: ['Git', '代码仓库', '代码评审'],
    specifications: [['20 人', '20 people']],
    month: '60',
  },
  {
    key: 'zhuyan-ci',
    seller: 'zhuyan',
    name: ['竹砚持续集成', 'Zhuyan CI'],
    summary: [
      '提交即构建、测试、发布，失败马上知道是谁改的。',
      'Builds, tests and deploys each commit, and says whose change failed.',
    ],
    description: [
      '并行构建、缓存加速，支持私有构建机。',
      'Parallel and cached builds, on your own machines if you like.',
    ],
    tags: ['CI/CD', '流水线', '构建'],
    specifications: [['每月 3000 分钟', '3,000 minutes a month']],
    month: '150',
  },
  {
    key: 'zhuyan-bugs',
    seller: 'zhuyan',
    name: ['竹砚缺陷跟踪', 'Zhuyan Bug Tracker'],
    summary: ['测试提的缺陷有状态、有责任人、有版本。', 'Bugs with a state, an owner and a version.'],
    description: [
      '截图标注、重复合并，缺陷趋势按版本统计。',
      'Marked screenshots, merged duplicates and trends by version.',
    ],
    tags: ['缺陷管理', 'Bug', '测试管理'],
    specifications: [['标准版', 'Standard']],
    month: '40',
  },
  {
    key: 'xiuchuan-apm',
    seller: 'xiuchuan',
    name: ['岫川应用性能监控', 'Xiuchuan APM'],
    summary: [
      '一次请求慢在哪里，从页面追到 SQL。',
      'Shows where a request is slow, from the page to the SQL.',
    ],
    description: [
      '支持 Java、Go、Node.js 等语言，无需改代码。',
      'Java, Go, Node.js and more, without a change of code.',
    ],
    tags: ['APM', '链路追踪', '性能'],
    specifications: [['10 个节点', '10 nodes']],
    month: '700',
  },
  {
    key: 'xiuchuan-alert',
    seller: 'xiuchuan',
    name: ['岫川告警中心', 'Xiuchuan Alerts'],
    summary: [
      '各监控系统的告警降噪、合并、电话通知值班人。',
      'Merges alarms of all monitors and phones whoever is on call.',
    ],
    description: [
      '值班排班与升级策略灵活，故障复盘有时间轴。',
      'Rotas, escalation and a time line for the review afterwards.',
    ],
    tags: ['告警', '值班', '运维'],
    specifications: [['20 人', '20 people']],
    month: '180',
  },
  {
    key: 'xiuchuan-uptime',
    seller: 'xiuchuan',
    name: ['岫川网站拨测', 'Xiuchuan Uptime'],
    summary: [
      '全国三十个城市每分钟访问一次，打不开就通知。',
      'Visits your site every minute from thirty cities and tells you when it is down.',
    ],
    description: [
      '检测解析、证书、首屏时间与关键字。',
      'Checks DNS, certificates, first paint and words on the page.',
    ],
    tags: ['可用性监控', '拨测'],
    specifications: [['10 个网址', '10 addresses']],
    month: '35',
  },
  {
    key: 'wanglu-lowcode',
    seller: 'wanglu',
    name: ['望鹿低代码平台', 'Wanglu Low-code'],
    summary: [
      '业务人员拖出表单、流程与报表，三天上线一个应用。',
      'Forms, flows and reports built by dragging: an app in three days.',
    ],
    description: [
      '可扩展脚本与自定义组件，支持私有部署。',
      'Extended by scripts and components, on your own servers if you like.',
    ],
    tags: ['低代码', '应用搭建', '零代码'],
    specifications: [
      ['5 个应用', '5 apps'],
      ['50 个应用', '50 apps'],
    ],
    month: '450',
  },
  {
    key: 'wanglu-push',
    seller: 'wanglu',
    name: ['望鹿消息推送', 'Wanglu Push'],
    summary: [
      '手机厂商通道统一接入，通知送达率更高。',
      'One interface to the push channels of all phones, with more delivered.',
    ],
    description: [
      '按标签分群，定时与地理围栏推送，点击可统计。',
      'By group, time or place, with clicks counted.',
    ],
    tags: ['推送', 'App 通知'],
    specifications: [['10 万设备', '100,000 devices']],
    month: '120',
  },
  {
    key: 'wanglu-sms',
    seller: 'wanglu',
    name: ['望鹿短信平台', 'Wanglu SMS'],
    summary: [
      '验证码、通知与营销短信，三网合一五秒到达。',
      'Codes, notices and marketing by text message, delivered in five seconds.',
    ],
    description: [
      '模板审核快，退订与黑名单自动处理，支持国际短信。',
      'Quick approval of templates, opt-outs handled, international numbers included.',
    ],
    tags: ['短信', '验证码', '群发'],
    specifications: [
      ['1 万条', '10,000 messages'],
      ['10 万条', '100,000 messages'],
    ],
    month: '450',
  },
  {
    key: 'chenxi-config',
    seller: 'chenxi',
    name: ['晨汐配置中心', 'Chenxi Config'],
    summary: [
      '配置集中管理，灰度下发，改错一键回滚。',
      'Configuration in one place, rolled out step by step and rolled back with a click.',
    ],
    description: [
      '环境隔离、变更审计，客户端本地缓存防宕机。',
      'Separate environments, an audit of changes, and a local cache against failures.',
    ],
    tags: ['配置管理', '灰度发布'],
    specifications: [['标准版', 'Standard']],
    month: '85',
  },
  {
    key: 'shuying-cdn',
    seller: 'shuying',
    name: ['疏影内容分发', 'Shuying CDN'],
    summary: [
      '图片与视频就近访问，页面打开快一倍。',
      'Pictures and videos from the nearest node: pages twice as fast.',
    ],
    description: ['支持自动压缩、防盗链与实时日志。', 'Compression, hot-link protection and live logs.'],
    tags: ['CDN', '加速'],
    specifications: [
      ['500 GB 流量', '500 GB of traffic'],
      ['5 TB 流量', '5 TB of traffic'],
    ],
    month: '95',
  },
  {
    key: 'shuying-queue',
    seller: 'shuying',
    name: ['Shuying Message Queue', 'Shuying Message Queue'],
    summary: [
      'Managed queues and streams with exactly-once delivery and replay.',
      'Managed queues and streams with exactly-once delivery and replay.',
    ],
    description: [
      'Compatible with common clients; scales to a million messages a second without downtime.',
      'Compatible with common clients; scales to a million messages a second without downtime.',
    ],
    tags: ['queue', 'streaming', 'middleware'],
    specifications: [
      ['Developer', 'Developer'],
      ['Production', 'Production'],
    ],
    month: '380',
  },
]
