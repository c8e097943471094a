import type { WrittenProduct } from '../schema.ts'

export const data: readonly WrittenProduct[] = [
  {
    key: 'xiuchuan-bi',
    seller: 'xiuchuan',
    name: ['岫川报表分析', 'Xiuchuan BI'],
    summary: [
      '连上数据库，拖拽就能做报表与仪表盘。',
      'Reports and dashboards by dragging, straight from your database.',
    ],
    description: [
      '支持定时邮件推送、权限到行与手机查看。',
      'Sent by mail on a schedule, with rights by row, and readable on phones.',
    ],
    tags: ['BI', '报表', '仪表盘'],
    specifications: [
      ['10 用户', '10 users'],
      ['100 用户', '100 users'],
    ],
    month: '500',
  },
  {
    key: 'xiuchuan-screen',
    seller: 'xiuchuan',
    name: ['岫川大屏可视化', 'Xiuchuan Wall'],
    summary: [
      '展厅与指挥中心的数据大屏，几十种模板任选。',
      'Wall displays for showrooms and control rooms, with dozens of templates.',
    ],
    description: [
      '三维地图、实时曲线与视频流同屏展示。',
      'Maps in three dimensions, live curves and video on one screen.',
    ],
    tags: ['可视化', '大屏', '三维地图'],
    specifications: [['5 块屏', '5 screens']],
    month: '800',
  },
  {
    key: 'xiuchuan-etl',
    seller: 'xiuchuan',
    name: ['岫川数据集成', 'Xiuchuan Pipelines'],
    summary: [
      '把分散在各系统的数据定时抽取、清洗、入仓。',
      'Extracts, cleans and loads data from all your systems on a schedule.',
    ],
    description: [
      '六十种连接器，断点续传，失败自动重跑并通知。',
      'Sixty connectors, resumable, with retries and alerts.',
    ],
    tags: ['ETL', '数据同步', '数据仓库'],
    specifications: [['20 个任务', '20 jobs']],
    month: '900',
  },
  {
    key: 'xiuchuan-governance',
    seller: 'xiuchuan',
    name: ['岫川数据治理', 'Xiuchuan Governance'],
    summary: [
      '数据标准、质量与血缘一张图，问题有人认领。',
      'Standards, quality and lineage of data on one map, with an owner for each fault.',
    ],
    description: ['自动采集元数据，质量规则按天打分。', 'Collects metadata and scores quality each day.'],
    tags: ['元数据', '数据质量', '血缘'],
    specifications: [['标准版', 'Standard']],
    month: '2000',
  },
  {
    key: 'yanyu-ocr',
    seller: 'yanyu',
    name: ['雁屿文字识别', 'Yanyu OCR'],
    summary: [
      '证件、票据与表格拍照转文字，接口毫秒返回。',
      'Reads cards, receipts and tables from photos, by an API that answers at once.',
    ],
    description: [
      '支持手写体与竖排古籍，按次计费。',
      'Handwriting and old vertical prints included; charged by the call.',
    ],
    tags: ['OCR', '图像识别', '接口'],
    specifications: [
      ['1 万次', '10,000 calls'],
      ['100 万次', '1,000,000 calls'],
    ],
    month: '100',
  },
  {
    key: 'yanyu-face',
    seller: 'yanyu',
    name: ['雁屿人脸比对', 'Yanyu Face Match'],
    summary: [
      '活体检测加人证比对，远程核身更可靠。',
      'Checks that a face is alive and matches the identity card.',
    ],
    description: [
      '提供手机端组件与接口，误识率低于百万分之一。',
      'Comes with components for phones and an API; one false match in a million.',
    ],
    tags: ['人脸识别', '活体检测', '实名'],
    specifications: [['1 万次', '10,000 calls']],
    month: '200',
  },
  {
    key: 'yanyu-speech',
    seller: 'yanyu',
    name: ['雁屿语音合成', 'Yanyu Speech'],
    summary: ['把文字变成自然人声，二十种音色可选。', 'Turns text into natural speech, in twenty voices.'],
    description: [
      '适合有声书、导航与外呼，支持方言。',
      'For audiobooks, navigation and calls, dialects included.',
    ],
    tags: ['语音', '配音', 'TTS'],
    specifications: [['100 万字', '1,000,000 characters']],
    month: '160',
  },
  {
    key: 'yanyu-assistant',
    seller: 'yanyu',
    name: ['雁屿智能问答', 'Yanyu Answers'],
    summary: [
      '上传资料就有一个会答的机器人，答案附出处。',
      'Upload papers and get a chatbot that quotes its sources.',
    ],
    description: [
      '大模型驱动，数据留在企业内，可嵌入网站与群聊。',
      'Driven by a large language model; data stay inside, and it fits into sites and chats.',
    ],
    tags: ['大模型', '机器人', 'AI'],
    specifications: [['10 个知识包', '10 packs']],
    month: '400',
  },
  {
    key: 'qingli-mdm',
    seller: 'qingli',
    name: ['青砾主数据管理', 'Qingli Master Data'],
    summary: [
      '客户、物料、供应商编码全公司统一。',
      'One code for each customer, material and supplier in the whole company.',
    ],
    description: [
      '重复数据智能合并，分发到各业务系统。',
      'Merges duplicates and sends them to every system.',
    ],
    tags: ['主数据', '编码', '物料'],
    specifications: [['标准版', 'Standard']],
    month: '1800',
  },
  {
    key: 'shiye-weather',
    seller: 'shiye',
    name: ['拾野气象数据接口', 'Shiye Weather API'],
    summary: [
      '全国乡镇级天气预报、雷达与历史气象。',
      'Forecasts, radar and history of weather for every town.',
    ],
    description: [
      '每十分钟更新，附灾害预警与农事指数。',
      'Updated every ten minutes, with warnings and figures for farming.',
    ],
    tags: ['天气', '数据接口'],
    specifications: [['每天 1 万次', '10,000 calls a day']],
    month: '90',
  },
  {
    key: 'shiye-map',
    seller: 'shiye',
    name: ['拾野地址解析', 'Shiye Geocoder'],
    summary: [
      '把地址文字变成经纬度，批量清洗收货地址。',
      'Turns addresses into coordinates and cleans lists of addresses.',
    ],
    description: [
      '补全省市区，纠正错别字，支持路线距离计算。',
      'Completes districts, corrects mistakes and measures routes.',
    ],
    tags: ['地理编码', '地图', '地址清洗'],
    specifications: [['10 万次', '100,000 calls']],
    month: '130',
  },
  {
    key: 'huiye-opinion',
    seller: 'huiye',
    name: ['茴野舆情监测', '茴野舆情监测'],
    summary: ['全网提及实时采集，负面消息三分钟预警。', '全网提及实时采集，负面消息三分钟预警。'],
    description: ['情感分析、传播路径与日报自动生成。', '情感分析、传播路径与日报自动生成。'],
    tags: ['舆情', '口碑', '媒体监测'],
    specifications: [['10 个关键词', '10 个关键词']],
    month: '1000',
  },
  {
    key: 'huiye-label',
    seller: 'huiye',
    name: ['茴野数据标注', 'Huiye Labelling'],
    summary: [
      '图片、语音与文本标注，专人质检，按量交付。',
      'Labels for pictures, speech and text, checked by people.',
    ],
    description: [
      '支持拉框、分割与转写，可驻场服务。',
      'Boxes, segments and transcripts, at your site if needed.',
    ],
    tags: ['标注', '训练数据', '人工智能'],
    specifications: [['1 万张图片', '10,000 pictures']],
    month: '3000',
  },
]
