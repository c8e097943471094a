import { addDays, omitUndefined, setHour } from '@loggia/kernel'
import type { Id, Instant, Language, Zone } from '@loggia/kernel'
import type { DemoFeedback } from '../../feedback/index.ts'
import type { DemoMarkName } from './drawing/marks.ts'
import { newerFeedback } from './newer-feedback.ts'
import { demoSellers } from './parties.ts'
import type { Told } from './told.ts'

/** Written in Chinese, or in English where the text has no Chinese letter. */
const told: readonly Told[] = [
  {
    of: 'chenglan-docs',
    by: '宁川装备制造有限公司',
    days: 18,
    stars: 5,
    months: 7,
    bought: 1,
    said: '法务最看重逐段权限。供应商能看技术条款，看不到报价，以前要拆成两份文件。',
    answer: '外部协作的批量授权将在 12 月上线，届时可以一次添加整个项目组。',
  },
  {
    of: 'chenglan-docs',
    by: '远山建筑设计院',
    days: 32,
    stars: 4,
    months: 4,
    bought: 1,
    said: '版本比对好用。超过两百页的长文档首次打开略慢，约三四秒。',
  },
  {
    of: 'chenglan-docs',
    by: 'Harbour Lane Logistics',
    days: 41,
    stars: 5,
    months: 11,
    bought: 2,
    said: 'Every change to our contracts is on record, word by word. The audit last spring took two days instead of two weeks.',
  },
  {
    of: 'chenglan-docs',
    by: '青岚检测技术有限公司',
    days: 55,
    stars: 3,
    months: 2,
    bought: 0,
    said: '团队版没有审批流，买之前没看清，后来补差价升级到专业版。功能本身没有问题。',
    answer: '规格对比表中已把审批流单列一行。升级只补剩余天数的差价。',
  },
  {
    of: 'chenglan-docs',
    by: 'Fenwick & Moor',
    days: 73,
    stars: 5,
    months: 6,
    bought: 1,
    said: 'Moving forty years of house rules over was a weekend’s work.',
  },
  {
    of: 'chenglan-docs',
    by: '海棠连锁药房',
    days: 90,
    stars: 4,
    months: 9,
    bought: 1,
    said: '门店制度统一更新，店长手机上确认已读，省了不少电话。',
  },
  {
    of: 'chenglan-docs',
    by: '松涧职业学院',
    days: 12,
    said: '导出 Word 时，批注和修订记录会保留吗？',
    answer: '都会保留。导出时可选择是否带批注，修订记录在 Word 中逐条可见。',
  },
  {
    of: 'chenglan-docs',
    by: 'Northgate Museums',
    days: 24,
    said: 'Can we pay by the month first and change to a yearly plan later?',
    answer:
      'Yes. Choose the year when you renew: documents and settings stay as they are, and the new term follows the current one.',
  },
  { of: 'chenglan-docs', by: '云麓城建集团', days: 3, said: '扩容后按哪一档的价格计算？' },
  {
    of: 'chenglan-archive',
    by: '临江第二医院',
    days: 27,
    stars: 5,
    months: 8,
    bought: 1,
    said: '病案扫描件按年份归档，检索两三秒出结果。档案员只用了半天就上手。',
  },
  {
    of: 'chenglan-archive',
    by: '鼎和会计师事务所',
    days: 48,
    stars: 4,
    months: 3,
    bought: 0,
    said: '底稿归档规范了。希望目录支持拖动排序。',
    answer: '目录拖动排序已列入明年一季度的计划。',
  },
  {
    of: 'chenglan-archive',
    by: 'Alder Valley Council',
    days: 66,
    stars: 4,
    months: 12,
    bought: 0,
    said: 'Retention periods are handled for us. The import of old scans needs clean file names.',
  },
  {
    of: 'chenglan-archive',
    by: '桐湾社区服务中心',
    days: 9,
    said: '已有的纸质档案可以请你们代扫描吗？',
    answer: '可以由本地合作伙伴上门扫描，价格另计。请拨打商品页的服务热线预约。',
  },
  {
    of: 'beichuang-minutes',
    by: '陆桥物流集团',
    days: 15,
    stars: 5,
    months: 5,
    bought: 1,
    said: '会后十分钟就有纪要，待办自动分给责任人。方言多的会议要人工改几处。',
  },
  {
    of: 'beichuang-minutes',
    by: 'Tarn Software',
    days: 37,
    stars: 4,
    months: 2,
    bought: 0,
    said: 'Good with mixed Chinese and English meetings. Names of products need a word list first.',
  },
  {
    of: 'beichuang-minutes',
    by: '沐禾农业',
    days: 81,
    stars: 3,
    months: 1,
    bought: 0,
    said: '识别准确，但会议室回声大时发言人会分错。',
  },
  {
    of: 'luyu-care',
    by: '棠里家居',
    days: 11,
    stars: 5,
    months: 10,
    bought: 1,
    said: '六个店铺的咨询合到一个界面，大促当天也没有漏接。',
    answer: '大促前可联系我们预先扩容，避免排队。',
  },
  {
    of: 'luyu-care',
    by: '向野户外用品',
    days: 44,
    stars: 4,
    months: 6,
    bought: 0,
    said: '机器人能答七成的问题，剩下的转人工很顺。报表导出可以再快些。',
  },
  {
    of: 'luyu-care',
    by: 'Lockwood Tea',
    days: 62,
    stars: 5,
    months: 4,
    bought: 0,
    said: 'Set up in one morning. Our three agents now see the order beside the chat.',
  },
  { of: 'luyu-care', by: '初晴书店', days: 5, said: '能接入自己的小程序客服吗？' },
  {
    of: 'hegu-expense',
    by: '清渠水务',
    days: 20,
    stars: 5,
    months: 9,
    bought: 0,
    said: '拍照识别发票，重复报销当场提示。财务月底不再加班。',
  },
  {
    of: 'hegu-expense',
    by: 'Brackwater Engineering',
    days: 51,
    stars: 4,
    months: 5,
    bought: 0,
    said: 'Approval rules by project work well. The first import of cost centres took some care.',
  },
  {
    of: 'hegu-expense',
    by: '南屏幼教',
    days: 8,
    said: '出差补贴可以按城市分档吗？',
    answer: '可以。在“差旅标准”里按城市分档，支持按职级再细分。',
  },
  {
    of: 'qingjie-lms',
    by: '恒砺精密机械',
    days: 29,
    stars: 4,
    months: 7,
    bought: 0,
    said: '新员工三级安全教育全部线上完成，证书自动归档。',
  },
  {
    of: 'qingjie-lms',
    by: 'Saltmarsh Care Homes',
    days: 58,
    stars: 5,
    months: 8,
    bought: 0,
    said: 'Night staff finish their courses on the phone, and the inspector gets one list.',
  },
  {
    of: 'xiuye-rollout',
    by: '雁栖酒店管理',
    days: 35,
    stars: 5,
    months: 2,
    bought: 0,
    said: '顾问驻场两周，按里程碑验收，进度每天有记录。',
    answer: '后续三个月仍可通过服务热线获得支持。',
  },
  {
    of: 'xiuye-portal',
    by: '澧水电气',
    days: 46,
    stars: 4,
    months: 6,
    bought: 0,
    said: '客户能自己查进度，客服电话少了三分之一。',
  },
  {
    of: 'yanxi-labels',
    by: '古田包装',
    days: 22,
    stars: 4,
    months: 10,
    bought: 0,
    said: '标签模板齐全，条码一次扫过。激活只花了几分钟。',
  },
  {
    of: 'yanxi-type',
    by: 'Copperplate Press',
    days: 39,
    stars: 5,
    months: 3,
    bought: 0,
    said: 'Clear licence terms and clean outlines, also at small sizes.',
  },
  {
    of: 'yanxi-type',
    by: '见山出版',
    days: 14,
    said: '授权码可以换到新电脑上使用吗？',
    answer: '可以。先在旧电脑上解除激活，再在新电脑上输入同一授权码。',
  },
]

const hasChinese = (text: string): boolean => /\p{Script=Han}/u.test(text)

export const listTold = (): readonly Told[] => [...told, ...newerFeedback]

type FeedbackOptions = {
  readonly now: Instant
  readonly zone: Zone
  /** What is not added here, because a company of the demo wrote it after a purchase. */
  readonly isLeftOut?: (told: Told) => boolean
}

/** What the demo shows of reviews and questions, oldest first. */
export function listDemoFeedback(
  sellers: readonly {
    readonly slug: string
    readonly sellerId: Id<'sel'>
    readonly products: ReadonlyMap<DemoMarkName, Id<'prd'>>
  }[],
  { now, zone, isLeftOut = () => false }: FeedbackOptions,
): DemoFeedback[] {
  const shown = listTold().filter((one) => !isLeftOut(one))
  const oldestFirst = shown.toSorted((a, b) => b.days - a.days)
  return oldestFirst.flatMap((one) => {
    const seller = sellers.find(({ products }) => products.has(one.of))
    const productId = seller?.products.get(one.of)
    const product = demoSellers
      .find(({ slug }) => slug === seller?.slug)
      ?.products.find(({ mark }) => mark === one.of)
    const specification = product?.specifications[one.bought ?? 0]?.name
    if (!seller || !productId || !specification) return []
    const at = setHour(addDays(now, -one.days, zone), 10, zone)
    const since = addDays(at, -31 * (one.months ?? 0), zone)
    const language: Language = hasChinese(one.said) ? 'zh-CN' : 'en-US'
    return [
      omitUndefined({
        productId,
        sellerId: seller.sellerId,
        author: { zh: one.by, en: one.by },
        language,
        at,
        text: one.said,
        rating: one.stars === undefined ? undefined : { stars: one.stars, specification, since },
        answer:
          one.answer === undefined
            ? undefined
            : { text: one.answer, at: setHour(addDays(at, 1, zone), 15, zone) },
      }),
    ]
  })
}
