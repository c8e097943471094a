// A plausible catalogue, generated from words with a seeded generator, so that every run has the same one.

export type MadeProduct = {
  readonly nth: number
  readonly seller: number
  readonly name: { readonly zh: string; readonly en: string }
  readonly summary: { readonly zh: string; readonly en: string }
  readonly description: { readonly zh: string; readonly en: string }
  readonly category: string
  readonly tags?: readonly string[]
  readonly unit: boolean
  /** In 10⁻⁸ of the currency. */
  readonly monthE8: bigint | undefined
  readonly yearE8: bigint
}

type Word = readonly [zh: string, en: string]

/** Syllables of invented brands; two of them make a brand. */
const firsts: readonly Word[] = [
  ['澄', 'Cheng'],
  ['岚', 'Lan'],
  ['朔', 'Shuo'],
  ['汀', 'Ting'],
  ['砚', 'Yan'],
  ['霁', 'Ji'],
  ['麓', 'Lu'],
  ['渚', 'Zhu'],
  ['桐', 'Tong'],
  ['弈', 'Yi'],
  ['棠', 'Tang'],
  ['屿', 'Yu'],
  ['磐', 'Pan'],
  ['曜', 'Yao'],
  ['芷', 'Zhi'],
  ['溯', 'Su'],
  ['衡', 'Heng'],
  ['垣', 'Yuan'],
  ['漪', 'Qi'],
  ['楫', 'Jie'],
  ['璟', 'Jing'],
  ['帆', 'Fan'],
  ['崧', 'Song'],
  ['湛', 'Zhan'],
]
const seconds: readonly Word[] = [
  ['川', 'chuan'],
  ['舟', 'zhou'],
  ['野', 'ye'],
  ['原', 'yuan'],
  ['池', 'chi'],
  ['木', 'mu'],
  ['石', 'shi'],
  ['云', 'yun'],
  ['山', 'shan'],
  ['庭', 'ting'],
  ['桥', 'qiao'],
  ['谷', 'gu'],
  ['星', 'xing'],
  ['禾', 'he'],
  ['渡', 'du'],
  ['林', 'lin'],
]
const adjectives: readonly Word[] = [
  ['智能', 'Smart'],
  ['企业', 'Enterprise'],
  ['轻量', 'Light'],
  ['全域', 'Unified'],
  ['敏捷', 'Agile'],
  ['可信', 'Trusted'],
  ['在线', 'Online'],
  ['移动', 'Mobile'],
  ['一体化', 'Integrated'],
  ['低代码', 'Low-code'],
  ['实时', 'Realtime'],
  ['集团', 'Group'],
]
const topics: Readonly<Record<string, readonly Word[]>> = {
  collaboration: [
    ['协同办公', 'Collaboration'],
    ['项目管理', 'Projects'],
    ['文档协同', 'Documents'],
    ['会议纪要', 'Minutes'],
    ['知识库', 'Knowledge'],
    ['任务看板', 'Boards'],
  ],
  security: [
    ['堡垒机', 'Bastion'],
    ['日志审计', 'Audit log'],
    ['终端安全', 'Endpoint guard'],
    ['漏洞扫描', 'Vulnerability scan'],
    ['数据脱敏', 'Masking'],
    ['身份认证', 'Identity'],
  ],
  finance: [
    ['费用报销', 'Expenses'],
    ['电子发票', 'Invoices'],
    ['合同管理', 'Contracts'],
    ['电子签名', 'Signatures'],
    ['预算管理', 'Budget'],
    ['司库', 'Treasury'],
  ],
  hr: [
    ['人力资源', 'People'],
    ['考勤排班', 'Attendance'],
    ['招聘管理', 'Hiring'],
    ['绩效管理', 'Performance'],
    ['薪酬核算', 'Payroll'],
    ['员工服务', 'Employee desk'],
  ],
  data: [
    ['数据集成', 'Data integration'],
    ['报表分析', 'Reports'],
    ['数据治理', 'Governance'],
    ['指标平台', 'Metrics'],
    ['图像识别', 'Image recognition'],
    ['大屏可视化', 'Dashboards'],
  ],
  'supply-chain': [
    ['仓储管理', 'Warehouse'],
    ['运输管理', 'Transport'],
    ['采购协同', 'Procurement'],
    ['订单管理', 'Orders'],
    ['质量追溯', 'Traceability'],
    ['设备管理', 'Equipment'],
  ],
  development: [
    ['接口测试', 'API testing'],
    ['持续集成', 'Pipelines'],
    ['应用监控', 'Monitoring'],
    ['代码托管', 'Repositories'],
    ['配置中心', 'Configuration'],
    ['消息队列', 'Queues'],
  ],
  marketing: [
    ['客户管理', 'CRM'],
    ['客服工单', 'Service desk'],
    ['会员营销', 'Loyalty'],
    ['问卷调研', 'Surveys'],
    ['呼叫中心', 'Call centre'],
    ['内容管理', 'Content'],
  ],
  education: [
    ['在线学习', 'Learning'],
    ['考试系统', 'Exams'],
    ['培训管理', 'Training'],
    ['直播课堂', 'Live classes'],
    ['题库', 'Question bank'],
    ['校园服务', 'Campus'],
  ],
}
const kinds: readonly Word[] = [
  ['平台', 'Platform'],
  ['系统', 'System'],
  ['云', 'Cloud'],
  ['助手', 'Assistant'],
  ['套件', 'Suite'],
  ['引擎', 'Engine'],
  ['管家', 'Manager'],
  ['软件', 'Software'],
]
const phrases: readonly Word[] = [
  ['支持私有部署与多租户隔离', 'with private deployment and separated tenants'],
  ['审批留痕，权限细到字段', 'with every approval on record and rights by the field'],
  ['与现有系统通过接口对接', 'connected to existing systems by an API'],
  ['报表可自助配置并定时发送', 'with reports that are set up without help and sent on time'],
  ['移动端与网页端数据一致', 'with the same data on phones and in browsers'],
  ['按组织架构分级管理', 'managed by levels of the organisation'],
  ['适合中小企业快速上线', 'for small companies that want to start at once'],
  ['满足等级保护的审计要求', 'meeting the audits that regulation asks for'],
  ['异常自动告警并生成工单', 'raising alarms and tickets by itself'],
  ['历史数据可一键导入', 'with an import of what was there before'],
]

/** mulberry32: a small, fast generator with the same results everywhere. */
export function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

export type Pick = <T>(from: readonly T[]) => T
export const createPicker =
  (random: () => number): Pick =>
  (from) =>
    from[Math.floor(random() * from.length)] as never

const brand = (nth: number): Word => {
  const first = firsts[nth % firsts.length] as Word
  const second = seconds[Math.floor(nth / firsts.length) % seconds.length] as Word
  return [`${first[0]}${second[0]}`, `${first[1]}${second[1]}`]
}

/** The name of a seller; brands repeat with a number. */
export function createSellerName(nth: number): { zh: string; en: string } {
  const [zh, en] = brand(nth)
  const round = Math.floor(nth / (firsts.length * seconds.length))
  const more = round === 0 ? '' : ` ${round + 1}`
  return { zh: `${zh}软件${more}`, en: `${en} Software${more}` }
}

export function makeProduct(nth: number, sellers: number): MadeProduct {
  const random = createRandom(nth + 1)
  const pick = createPicker(random)
  const seller = Math.floor(random() ** 1.5 * sellers)
  const category = pick(Object.keys(topics))
  const [brandZh, brandEn] = brand(seller)
  const [adjectiveZh, adjectiveEn] = pick(adjectives)
  const [topicZh, topicEn] = pick(topics[category] ?? [])
  const [kindZh, kindEn] = pick(kinds)
  const told = [pick(phrases), pick(phrases), pick(phrases)] as const
  const [beside] = [pick(topics[pick(Object.keys(topics))] ?? [])]
  const month = Math.round(10 * 2 ** (random() * 9))
  return {
    nth,
    seller,
    name: {
      zh: `${brandZh}${adjectiveZh}${topicZh}${kindZh}`,
      en: `${brandEn} ${adjectiveEn} ${topicEn} ${kindEn}`,
    },
    summary: { zh: `${topicZh}，${told[0][0]}。`, en: `${topicEn} ${told[0][1]}.` },
    description: {
      zh: `${brandZh}${topicZh}${kindZh}：${told[1][0]}；${told[2][0]}。可与${beside[0]}一起使用。`,
      en: `${topicEn} ${told[1][1]}, ${told[2][1]}. Works with ${beside[1]}.`,
    },
    category,
    unit: random() < 0.6,
    monthE8: random() < 0.7 ? BigInt(month) * 100_000_000n : undefined,
    yearE8: BigInt(month * 10) * 100_000_000n,
  }
}
