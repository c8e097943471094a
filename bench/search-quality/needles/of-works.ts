import type { WrittenProduct } from '../schema.ts'

/** Supply chain: works, farms, yards and shops. */
export const ofWorks: readonly WrittenProduct[] = [
  {
    key: 'cold',
    seller: 'shuangyi',
    name: ['霜驿冷链温度监控', 'Shuangyi Cold Chain Monitor'],
    summary: [
      '冷藏车与冷库温度每分钟上报，断电也不丢。',
      'Temperatures of trucks and cold stores every minute, even without power.',
    ],
    description: [
      '疫苗与生鲜运输记录可打印，超温电话通知。',
      'Prints records for vaccines and fresh food, and phones when it is too warm.',
    ],
    tags: ['冷链', '冷库', '温湿度'],
    specifications: [['20 个探头', '20 sensors']],
    month: '260',
  },
  {
    key: 'fuel',
    seller: 'shuangyi',
    name: ['霜驿车队油耗', 'Shuangyi Fleet Fuel'],
    summary: [
      '油位、里程与驾驶习惯一起看，偷油马上报警。',
      'Fuel, mileage and driving habits together; theft raises an alarm.',
    ],
    description: [
      '加油卡对账，保养到期提醒，百公里油耗排行。',
      'Reconciles fuel cards, reminds of services, and ranks by consumption.',
    ],
    tags: ['车队', '油耗', '车载终端'],
    specifications: [['50 辆车', '50 vehicles']],
    month: '300',
  },
  {
    key: 'lims',
    seller: 'yanbai',
    name: ['砚白实验室管理', 'Yanbai LIMS'],
    summary: ['样品登记、检测任务到报告签发全程无纸。', 'Samples, tests and signed reports without paper.'],
    description: [
      '仪器数据自动采集，符合实验室认可的要求。',
      'Collects data from instruments, as accreditation asks.',
    ],
    tags: ['LIMS', '实验室', '检测报告'],
    specifications: [['20 用户', '20 users']],
    month: '1200',
  },
  {
    key: 'elevator',
    seller: 'yanbai',
    name: ['砚白电梯维保', 'Yanbai Lift Maintenance'],
    summary: ['半月保到期派工，困人救援全程计时。', 'Plans the checks of lifts and times every rescue.'],
    description: [
      '配件更换留照，年检日期与监管平台同步。',
      'Photos of replaced parts; inspection dates shared with the authority.',
    ],
    tags: ['电梯', '维保', '特种设备'],
    specifications: [['100 台电梯', '100 lifts']],
    month: '190',
  },
  {
    key: 'chemicals',
    seller: 'yanbai',
    name: ['砚白危化品管理', 'Yanbai Hazardous Materials'],
    summary: [
      '危险化学品双人收发、称重与流向登记。',
      'Hazardous chemicals received and issued by two people, weighed and traced.',
    ],
    description: [
      '安全技术说明书随品种查看，超量存放自动报警。',
      'Data sheets for each substance, with an alarm above the limit.',
    ],
    tags: ['危化品', '试剂', '安全生产'],
    specifications: [['一个库房', 'One store']],
    month: '350',
  },
  {
    key: 'energy',
    seller: 'shuangyi',
    name: ['霜驿能耗监测', 'Shuangyi Energy Meter'],
    summary: [
      '水电气表自动采集，峰谷用电一图看懂。',
      'Reads meters of water, power and gas, and shows peaks.',
    ],
    description: [
      '按车间与产品分摊，异常用能当天发现。',
      'Shared out by workshop and product; waste is found the same day.',
    ],
    tags: ['能耗', '抄表', '节能'],
    specifications: [['100 块表', '100 meters']],
    month: '280',
  },
  {
    key: 'carbon',
    seller: 'shuangyi',
    name: ['霜驿碳排放核算', 'Shuangyi Carbon Accounting'],
    summary: [
      '范围一二三碳排放自动核算，报告可核查。',
      'Works out emissions of scopes 1, 2 and 3 in reports that can be verified.',
    ],
    description: [
      '排放因子库按年更新，产品碳足迹可到零件。',
      'Factors are updated each year; footprints go down to the part.',
    ],
    tags: ['碳排放', '双碳', 'ESG'],
    specifications: [['一个工厂', 'One plant']],
    month: '800',
  },
  {
    key: 'site',
    seller: 'yanbai',
    name: ['砚白工地实名制', 'Yanbai Site Roster'],
    summary: [
      '工人刷脸进场，考勤与工资专户对得上。',
      'Workers enter by face, and attendance matches the wage account.',
    ],
    description: [
      '班组、合同与安全交底一人一档，数据上报住建平台。',
      'One file for each worker with crew, contract and briefing, reported to the authority.',
    ],
    tags: ['工地', '劳务', '农民工工资'],
    specifications: [['一个项目', 'One site']],
    month: '500',
  },
  {
    key: 'garment',
    seller: 'zhumian',
    name: ['苎棉服装进销存', 'Zhumian Garments'],
    summary: [
      '颜色尺码二维录入，铺货、补货、调货看得清。',
      'Stock by colour and size, from the first delivery to the transfer.',
    ],
    description: [
      '吊牌打印、会员折扣与换季清仓分析。',
      'Tags, discounts of members and figures of clearances.',
    ],
    tags: ['服装', '尺码', '鞋帽'],
    specifications: [['3 家门店', '3 shops']],
    month: '88',
  },
  {
    key: 'pharmacy',
    seller: 'zhumian',
    name: ['苎棉药店管理', 'Zhumian Pharmacy'],
    summary: [
      '符合 GSP 的进货、养护与处方药登记。',
      'Purchasing, storage and prescriptions as GSP requires.',
    ],
    description: [
      '近效期预警，医保结算接口，会员用药提醒。',
      'Warns of expiry, settles with insurers and reminds members of their medicines.',
    ],
    tags: ['药店', 'GSP', '处方药'],
    specifications: [['单店', 'One pharmacy']],
    month: '128',
  },
  {
    key: 'greenhouse',
    seller: 'zhumian',
    name: ['苎棉智慧大棚', 'Zhumian Greenhouse'],
    summary: [
      '温湿光与土壤实时看，卷帘滴灌手机控制。',
      'Climate and soil live, with blinds and irrigation from the phone.',
    ],
    description: [
      '病虫害图片识别，农事记录可追溯到批次。',
      'Recognises pests from photos and records work by lot.',
    ],
    tags: ['农业', '大棚', '滴灌'],
    specifications: [['5 座大棚', '5 houses']],
    month: '75',
  },
  {
    key: 'aqua',
    seller: 'zhumian',
    name: ['苎棉水产养殖监测', 'Zhumian Aquaculture'],
    summary: [
      '溶氧低了自动开增氧机，半夜不用守塘。',
      'Starts the aerator when oxygen is low, so nobody has to watch the pond.',
    ],
    description: [
      '水温、酸碱与氨氮曲线，投喂量有建议。',
      'Curves of temperature, acidity and ammonia, with advice on feed.',
    ],
    tags: ['水产', '鱼塘', '溶氧'],
    specifications: [['3 口塘', '3 ponds']],
    month: '90',
  },
  {
    key: 'yard',
    seller: 'haicheng',
    name: ['海程集装箱堆场', 'Haicheng Container Yard'],
    summary: [
      '进闸、堆位与提箱预约，翻箱次数更少。',
      'Gates, slots and pick-up times of containers, with fewer moves.',
    ],
    description: [
      '箱况拍照、修洗箱费用与船公司自动结算。',
      'Photos of damage; repairs and cleaning are billed to the lines.',
    ],
    tags: ['集装箱', '港口', '堆场'],
    specifications: [['一个堆场', 'One yard']],
    month: '1500',
  },
  {
    key: 'locker',
    seller: 'tongguan',
    name: ['桐关智能快递柜', 'Tongguan Parcel Lockers'],
    summary: [
      '园区快递统一存柜，取件码自动发给员工。',
      'Parcels of a site in lockers, with the code sent to whoever they are for.',
    ],
    description: ['滞留提醒、寄件下单与柜机远程维护。', 'Reminders, sending and remote care of the lockers.'],
    tags: ['快递柜', '取件', '园区'],
    specifications: [['100 格', '100 boxes']],
    month: '160',
  },
]
