import { productsOfBoyun } from './products-of-boyun.ts'
import { productsOfHengxu } from './products-of-hengxu.ts'
import { productsOfLanji } from './products-of-lanji.ts'
import { productsOfLiyuan } from './products-of-liyuan.ts'
import { productsOfPanxu } from './products-of-panxu.ts'
import { productsOfQiji } from './products-of-qiji.ts'
import { productsOfWuchuan } from './products-of-wuchuan.ts'
import { productsOfXuzhi } from './products-of-xuzhi.ts'
import type { DemoProduct } from './product-parts.ts'
import type { DemoSeller } from './party.ts'

type Told = Pick<DemoSeller, 'name' | 'opening'> & {
  readonly slug: 'wuchuan' | 'qiji' | 'liyuan' | 'boyun' | 'hengxu' | 'panxu' | 'xuzhi' | 'lanji'
  readonly person: string
  /** The part of the email before the seller's domain. */
  readonly mailbox: string
  readonly phone: string
  readonly address: string
  readonly description: DemoSeller['profile']['description']
  readonly hours: readonly [zh: string, en: string]
  readonly help: readonly [zh: string, en: string]
  readonly products: readonly DemoProduct[]
}

const weekdays = ['工作日 9:00–18:00', 'Weekdays, 9:00–18:00'] as const
const always = ['每天 8:00–22:00', 'Every day, 8:00–22:00'] as const

const told: readonly Told[] = [
  {
    slug: 'wuchuan',
    name: { zh: '梧川云技术', en: 'Wuchuan Cloud' },
    person: '梁川',
    mailbox: 'liang',
    phone: '010 5550 0510',
    address: '北京市示例区梧桐路 12 号',
    description: {
      zh: '梧川云技术做研发与运维团队使用的流水线、观测平台和镜像。每项产品先在自己的团队使用半年，再对外销售。',
      en: 'Wuchuan Cloud makes pipelines, monitoring and images for teams that build and run software. Each product is used by our own teams for half a year before it is sold.',
    },
    hours: always,
    help: ['接入、迁移与故障处理', 'Integration, migration and faults'],
    opening: 'at once',
    products: productsOfWuchuan,
  },
  {
    slug: 'qiji',
    name: { zh: '栖霁人力科技', en: 'Qiji People' },
    person: '方霁',
    mailbox: 'fang',
    phone: '020 5550 0610',
    address: '广州市示例区晴川街 30 号',
    description: {
      zh: '栖霁人力科技做考勤、薪酬、招聘与员工调研。各地规则由专人维护，调整前提前说明影响。',
      en: 'Qiji People makes attendance, payroll, hiring and staff surveys. Local rules are maintained for you, and changes are explained before they apply.',
    },
    hours: weekdays,
    help: ['规则设置、数据导入与算薪核对', 'Rules, imports and checks of payroll'],
    opening: 'at once',
    products: productsOfQiji,
  },
  {
    slug: 'liyuan',
    name: { zh: '砾原数据', en: 'Liyuan Data' },
    person: '石原',
    mailbox: 'shi',
    phone: '0755 5550 0710',
    address: '深圳市示例区原上路 7 号',
    description: {
      zh: '砾原数据做看板、数据质检与预测，并出售行业价格数据。所有指标都说得清来源和口径。',
      en: 'Liyuan Data makes boards, data quality and forecasts, and sells prices of trades. Every figure says where it comes from and how it is defined.',
    },
    hours: weekdays,
    help: ['数据接入与指标定义', 'Connecting data and defining measures'],
    opening: 'after a while',
    products: productsOfLiyuan,
  },
  {
    slug: 'boyun',
    name: { zh: '泊云供应链', en: 'Boyun Supply Chain' },
    person: '船越',
    mailbox: 'chuan',
    phone: '0574 5550 0810',
    address: '宁波市示例区码头路 55 号',
    description: {
      zh: '泊云供应链做仓储、运输与采购系统，也派顾问到现场规划仓库。团队一半的人做过仓库管理。',
      en: 'Boyun makes systems for stock, transport and purchasing, and sends consultants to plan warehouses. Half of the team has run one.',
    },
    hours: always,
    help: ['作业问题、设备连接与上线指导', 'Work in the warehouse, devices and first days'],
    opening: 'at once',
    products: productsOfBoyun,
  },
  {
    slug: 'hengxu',
    name: { zh: '衡叙财税', en: 'Hengxu Finance' },
    person: '叶衡',
    mailbox: 'ye',
    phone: '025 5550 0910',
    address: '南京市示例区秤砣巷 4 号',
    description: {
      zh: '衡叙财税做发票、电子签署与总账软件，并由执业顾问提供年度申报服务。',
      en: 'Hengxu Finance makes software for invoices, signatures and ledgers, and its licensed consultants file annual returns.',
    },
    hours: weekdays,
    help: ['开票、签署与申报问题', 'Invoices, signatures and filing'],
    opening: 'at once',
    products: productsOfHengxu,
  },
  {
    slug: 'panxu',
    name: { zh: '磐序安全', en: 'Panxu Security' },
    person: '岳序',
    mailbox: 'yue',
    phone: '029 5550 1010',
    address: '西安市示例区城墙路 21 号',
    description: {
      zh: '磐序安全做日志审计与口令保管，并由工程师手工检测系统。检测报告只写能够复现的问题。',
      en: 'Panxu Security makes log auditing and password keeping, and its engineers test systems by hand. Reports only state what can be reproduced.',
    },
    hours: always,
    help: ['接入、告警研判与应急支持', 'Integration, judging alerts and emergencies'],
    opening: 'after a while',
    products: productsOfPanxu,
  },
  {
    slug: 'xuzhi',
    name: { zh: '序知教育科技', en: 'Xuzhi Learning' },
    person: '温知',
    mailbox: 'wenzhi',
    phone: '027 5550 1110',
    address: '武汉市示例区书院路 66 号',
    description: {
      zh: '序知教育科技做考试、直播课堂与职业课件，服务企业培训部门和职业院校。',
      en: 'Xuzhi Learning makes exams, live classrooms and courses for training departments and vocational schools.',
    },
    hours: always,
    help: ['考务支持与课件导入', 'Running exams and loading courses'],
    opening: 'at once',
    products: productsOfXuzhi,
  },
  {
    slug: 'lanji',
    name: { zh: '蓝霁软件', en: 'Lanji Software' },
    person: '秦蓝',
    mailbox: 'qin',
    phone: '0592 5550 1210',
    address: '厦门市示例区海风路 9 号',
    description: {
      zh: '蓝霁软件做客户管理、订阅邮件、在线会话与项目计划，适合十人到五百人的团队。',
      en: 'Lanji Software makes customer records, letters, chat and project plans for teams of ten to five hundred.',
    },
    hours: weekdays,
    help: ['使用问题与数据迁移', 'Questions of use and data migration'],
    opening: 'at once',
    products: productsOfLanji,
  },
]

/** The demo's other sellers: they have accounts, which the sign-in page does not list. */
export const newerSellers: readonly DemoSeller[] = told.map(
  ({ slug, name, person, mailbox, phone, address, description, hours, help, opening, products }, nth) => ({
    slug,
    mark: slug,
    name,
    member: { name: person, email: `${mailbox}@${slug}.example`, language: 'zh-CN' },
    isListed: false,
    products,
    opening,
    profile: {
      registrationNumber: `91000000DEMO000${15 + nth}${'EFGHIJKL'[nth] ?? 'X'}`,
      contact: { name: person, email: `${mailbox}@${slug}.example`, phone },
      address,
      description,
      site: `https://${slug}.example`,
      support: {
        hours: { zh: hours[0], en: hours[1] },
        content: { zh: help[0], en: help[1] },
        hotline: phone,
        email: `support@${slug}.example`,
      },
    },
  }),
)
