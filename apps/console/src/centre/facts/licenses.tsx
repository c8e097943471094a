import type { licenseFacts } from '@loggia/protocol/console/licenses/facts'
import { defineTexts, formatTime } from '@loggia/ui'
import type { FactOf, KindsOn } from './fact.ts'
import { describeWhom } from './teller.tsx'
import type { FactNames, Look, OrderTellers, Teller, Told } from './teller.tsx'

const texts = defineTexts(
  {
    titles: {
      'license.collected': '买家首次查看',
      'license.activated': '授权码已激活',
      'license.applied': '买家为设备申请 License',
      'license.delivered': '设备的 License 已交付',
      'license.refused': '设备的 License 未能签发',
      'license.unissued': '商家未在 24 小时内上传设备的 License',
      'license.renewed': '续费后的新 License 已交付',
      'license.renewal_told': '商家已确认新的到期时间',
      'license.renewal_unconfirmed': '商家未确认新的到期时间',
      'license.released': '商家已释放 License',
    },
    issued: { code: '商家已交付授权码', online: 'License 已交付', offline: 'License 已交付' },
    opened: { buyer: '买家查看 License', seller: '商家查看 License' },
    begun: (time: string) => `开始使用时间 ${time}`,
    until: (time: string) => `到期时间 ${time}`,
    unaffected: '已支付的服务期不受影响，运营人员正在跟进。',
  },
  {
    titles: {
      'license.collected': 'First viewed by the buyer',
      'license.activated': 'Authorisation code activated',
      'license.applied': 'License for a device applied for by the buyer',
      'license.delivered': 'License for a device delivered',
      'license.refused': 'License for a device not issued',
      'license.unissued': 'License for a device not uploaded within 24 hours',
      'license.renewed': 'License for the renewed term delivered',
      'license.renewal_told': 'New expiry date confirmed by the seller',
      'license.renewal_unconfirmed': 'New expiry date not confirmed by the seller',
      'license.released': 'License released by the seller',
    },
    issued: {
      code: 'Authorisation code delivered',
      online: 'License delivered',
      offline: 'License delivered',
    },
    opened: { buyer: 'License viewed by the buyer', seller: 'License viewed by the seller' },
    begun: (time) => `In use since ${time}`,
    until: (time) => `Expiry date ${time}`,
    unaffected: 'The paid term is not affected. An operator is following up.',
  },
)

/** The names in the audit log of facts that belong to no order. */
export const licenseNames = defineTexts<FactNames<typeof licenseFacts>>(
  { 'product.test_license_made': '创建商品的测试授权码' },
  { 'product.test_license_made': 'Test code of a product created' },
)
type ProductTitles = { readonly [K in KindsOn<typeof licenseFacts, 'prd'>]: string }
/** The timeline of a product. */
export const licenseTitles = defineTexts<ProductTitles>(
  { 'product.test_license_made': '创建测试授权码' },
  { 'product.test_license_made': 'Test code created' },
)
export const licenseLooks: { readonly [K in keyof ProductTitles]: Look } = {
  'product.test_license_made': ['plain', 'key'],
}

type Kind = KindsOn<typeof licenseFacts, 'ord'>
type Titled = Exclude<Kind, 'license.issued' | 'license.opened'>
type Details = { readonly title?: string; readonly lines?: readonly (string | undefined)[] }

function describe(
  fact: FactOf<Kind>,
  teller: Teller,
  [[tone, icon], { title, lines = [] }]: [Look, Details],
): Told {
  const { titles } = texts.in(teller.language)
  return {
    tone,
    icon,
    title: title ?? titles[fact.kind as Titled],
    body: (
      <>
        {lines.map((line) => line && <p key={line}>{line}</p>)}
        {describeWhom(fact, teller)}
      </>
    ),
  }
}

/** What happened to a license, from its delivery to its end. */
export const licenseTellers: OrderTellers<typeof licenseFacts> = {
  'license.issued': (fact, teller) => {
    const title = texts.in(teller.language).issued[fact.data.way]
    return describe(fact, teller, [['call', 'key'], { title }])
  },
  'license.collected': (fact, teller) => describe(fact, teller, [['plain', 'key'], {}]),
  'license.opened': (fact, teller) => {
    const title = texts.in(teller.language).opened[fact.data.by]
    return describe(fact, teller, [['plain', 'eye'], { title }])
  },
  'license.activated': (fact, teller) => {
    const begun = texts.in(teller.language).begun(formatTime(fact.data.begunAt, teller))
    return describe(fact, teller, [['ok', 'check'], { lines: [begun] }])
  },
  'license.applied': (fact, teller) => describe(fact, teller, [['plain', 'server'], {}]),
  'license.delivered': (fact, teller) =>
    describe(fact, teller, [['ok', 'check'], { lines: [fact.data.file] }]),
  'license.refused': (fact, teller) => describe(fact, teller, [['bad', 'x'], {}]),
  'license.unissued': (fact, teller) => describe(fact, teller, [['warn', 'clock'], {}]),
  'license.renewed': (fact, teller) => describe(fact, teller, [['ok', 'check'], {}]),
  'license.renewal_told': (fact, teller) => {
    const until = texts.in(teller.language).until(formatTime(fact.data.endsAt, teller))
    return describe(fact, teller, [['ok', 'check'], { lines: [until] }])
  },
  'license.renewal_unconfirmed': (fact, teller) => {
    const { until, unaffected } = texts.in(teller.language)
    const end = until(formatTime(fact.data.endsAt, teller))
    return describe(fact, teller, [['warn', 'alert'], { lines: [end, unaffected] }])
  },
  'license.released': (fact, teller) => describe(fact, teller, [['plain', 'trash'], {}]),
}
