import type { WrittenProduct } from '../schema.ts'

/** Marketing and service: products for single trades. */
export const ofTrades: readonly WrittenProduct[] = [
  {
    key: 'dental',
    seller: 'chiyuan',
    name: ['齿园口腔诊所管理', 'Chiyuan Dental Clinic'],
    summary: [
      '预约、病历、收费与回访，为口腔门诊而做。',
      'Appointments, records and billing for dental practices.',
    ],
    description: [
      '牙位图直接点选，种植与正畸分期收费，影像随病历保存。',
      'Charts of teeth, instalments for implants and braces, and X-rays with the record.',
    ],
    tags: ['口腔', '牙科', '诊所'],
    specifications: [['单诊所', 'One practice']],
    month: '199',
  },
  {
    key: 'pet',
    seller: 'chiyuan',
    name: ['齿园宠物医院系统', 'Chiyuan Vet'],
    summary: [
      '宠物档案、疫苗提醒与住院护理记录。',
      'Records of pets, reminders of vaccinations and notes of the ward.',
    ],
    description: [
      '挂号、处方、库存与美容寄养收银合一。',
      'Registration, prescriptions, stock, grooming and boarding in one till.',
    ],
    tags: ['宠物', '兽医', '疫苗'],
    specifications: [['单院', 'One clinic']],
    month: '150',
  },
  {
    key: 'hotel',
    seller: 'yuzhan',
    name: ['屿栈酒店前台', 'Yuzhan Front Desk'],
    summary: [
      '房态、入住与夜审一屏完成，直连各预订渠道。',
      'Rooms, check-in and night audit on one screen, linked to booking sites.',
    ],
    description: [
      '适合民宿与单体酒店，门锁与身份证读卡器可接。',
      'For guesthouses and independent hotels; works with locks and card readers.',
    ],
    tags: ['酒店', 'PMS', '民宿'],
    specifications: [
      ['30 间客房', '30 rooms'],
      ['100 间客房', '100 rooms'],
    ],
    month: '168',
  },
  {
    key: 'gym',
    seller: 'yuzhan',
    name: ['屿栈健身房会员系统', 'Yuzhan Gym'],
    summary: [
      '办卡、约课、私教消课与刷脸入场。',
      'Memberships, classes, personal training and entry by face.',
    ],
    description: [
      '会员到期与久未到店自动提醒，教练提成自动算。',
      'Reminds those who expire or stay away, and works out what trainers earn.',
    ],
    tags: ['健身', '约课', '私教'],
    specifications: [['单馆', 'One gym']],
    month: '138',
  },
  {
    key: 'housekeeping',
    seller: 'linjia',
    name: ['邻家家政派单', 'Linjia Home Services'],
    summary: [
      '保洁、月嫂与搬家订单自动派给附近的阿姨。',
      'Sends cleaning, nanny and moving jobs to whoever is near.',
    ],
    description: [
      '阿姨健康证与评价可查，上门打卡，次日结算。',
      'With health certificates and ratings, check-in at the door, and pay the next day.',
    ],
    tags: ['家政', '派单', '保洁'],
    specifications: [['20 名员工', '20 workers']],
    month: '118',
  },
  {
    key: 'appliance',
    seller: 'linjia',
    name: ['邻家家电维修调度', 'Linjia Repairs'],
    summary: [
      '报修、派工、配件与保修期一条线。',
      'Repairs of appliances from the call through spare parts to the guarantee.',
    ],
    description: [
      '师傅手机接单，旧件拍照回传，厂家结算对账。',
      'Technicians take jobs on the phone, photograph old parts, and settle with makers.',
    ],
    tags: ['维修', '上门服务', '保修'],
    specifications: [['10 名师傅', '10 technicians']],
    month: '98',
  },
  {
    key: 'scenic',
    seller: 'yuzhan',
    name: ['屿栈景区票务', 'Yuzhan Ticketing'],
    summary: [
      '分时预约、窗口售票与闸机检票一套系统。',
      'Timed tickets, counters and gates for scenic spots in one system.',
    ],
    description: [
      '年卡、团队票与旅行社分销额度统一管理。',
      'Annual passes, groups and quotas of travel agencies.',
    ],
    tags: ['景区', '门票', '闸机'],
    specifications: [['2 个入口', '2 entrances']],
    month: '900',
  },
  {
    key: 'expo',
    seller: 'yuzhan',
    name: ['屿栈展会签到', 'Yuzhan Event Check-in'],
    summary: [
      '线上报名、现场打印胸牌、扫码入场。',
      'Registration online, badges printed at the door, entry by code.',
    ],
    description: ['观众动线与展位热度实时统计。', 'Counts how visitors move and which stands they see.'],
    tags: ['展会', '会展', '签到'],
    specifications: [['单场活动', 'One event']],
    month: '480',
  },
  {
    key: 'groupbuy',
    seller: 'linjia',
    name: ['邻家社区团购', 'Linjia Group Buying'],
    summary: ['团长开团、按小区汇总订单、次日自提。', 'Neighbours order together and collect the next day.'],
    description: [
      '佣金自动分账，生鲜损耗售后一键处理。',
      'Commissions are split and spoiled goods refunded with a click.',
    ],
    tags: ['团购', '社区', '团长'],
    specifications: [['50 个团长', '50 leaders']],
    month: '260',
  },
  {
    key: 'helpdesk',
    seller: 'tongguan',
    name: ['桐关 IT 服务台', 'Tongguan ITSM'],
    summary: [
      '员工电脑报障、变更与资产，按 ITIL 流程处理。',
      'Incidents, changes and assets of staff computers, by ITIL.',
    ],
    description: [
      '自助门户、知识推荐与值班排班，响应时限有统计。',
      'A portal, suggested articles and rotas; response times are counted.',
    ],
    tags: ['ITSM', 'ITIL', '运维服务'],
    specifications: [['10 名工程师', '10 engineers']],
    month: '320',
  },
  {
    key: 'shopguide',
    seller: 'linjia',
    name: ['邻家导购激励', 'Linjia Sales Floor'],
    summary: [
      '门店导购的任务、佣金与排行每天看得见。',
      'Tasks, commissions and rankings of shop assistants, every day.',
    ],
    description: [
      '话术与素材一键转发，离职客户自动移交。',
      'Texts and pictures to forward; customers of leavers are passed on.',
    ],
    tags: ['导购', '提成', '零售'],
    specifications: [['10 家门店', '10 shops']],
    month: '240',
  },
  {
    key: 'parking',
    seller: 'tongguan',
    name: ['桐关停车场收费', 'Tongguan Parking'],
    summary: [
      '车牌识别、月租车与临停缴费，无人值守。',
      'Number plates, season tickets and payment without a guard.',
    ],
    description: [
      '逃费追缴，充电桩占位提醒，多车场统一对账。',
      'Collects unpaid fees, warns of blocked chargers and reconciles several sites.',
    ],
    tags: ['停车', '车牌识别', '道闸'],
    specifications: [['2 进 2 出', '2 in, 2 out']],
    month: '210',
  },
]
