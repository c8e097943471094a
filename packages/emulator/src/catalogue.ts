import type { DraftProduct } from '@loggia/protocol/console'
import { identificationParameter } from '@loggia/protocol/console/licenses/kinds'
import type { ProductKey } from './schema.ts'

type Text = { readonly zh: string; readonly en: string }
type Prices = NonNullable<DraftProduct['specifications'][number]['prices']>

const yuan = (amount: string) => ({ amount, currency: 'CNY' as const })
const seats = {
  name: { zh: '席位', en: 'Seats' },
  unit: { zh: '席', en: 'seat' },
  min: 1,
  max: 1000,
}
const monthAndYear = (month: string, year: string): Prices => [
  { period: 'month', unitPrice: yuan(month) },
  { period: 'year', unitPrice: yuan(year) },
]
const onTrial = (prices: Prices): Prices => prices.map((price) => ({ ...price, trialDays: 15 }))
/** The prices in bands: the given ones, then those for more than ten and for more than a hundred units. */
const inBands = (prices: Prices, tenths: readonly [ten: string, hundred: string]): Prices =>
  prices.map((price) => ({
    ...price,
    bands: [
      { above: 10, unitPrice: yuan(tenths[0]) },
      { above: 100, unitPrice: yuan(tenths[1]) },
    ],
  }))

/** Parameter names that were seen in sellers' code (saas-v1 §6.1). One of them is required. */
const asked: NonNullable<DraftProduct['buyerParameters']> = [
  {
    name: 'emailDomainName',
    label: { zh: '企业邮箱域名', en: 'Email domain' },
    required: true,
    kind: 'domain',
  },
  {
    name: 'userName',
    label: { zh: '姓名', en: 'Name' },
    required: false,
    kind: 'text',
    maxLength: 30,
  },
  { name: 'custEmail', label: { zh: '联系邮箱', en: 'Contact email' }, required: false, kind: 'email' },
  {
    name: 'idNum',
    label: { zh: '证件号码', en: 'ID document number' },
    required: false,
    kind: 'text',
    maxLength: 30,
  },
  {
    name: 'identificationCode',
    label: { zh: '识别码', en: 'Identification code' },
    required: false,
    kind: 'text',
    maxLength: 60,
  },
  { name: 'ip', label: { zh: '公网 IP', en: 'Public IP address' }, required: false, kind: 'ip' },
]

type Kind = Pick<DraftProduct, 'type' | 'quantity' | 'attributes' | 'buyerParameters' | 'supervision'> & {
  readonly name: Text
  readonly summary: Text
  readonly specification: Omit<DraftProduct['specifications'][number], 'name' | 'features'>
}
/** The machine for which an online license is; it may be given with the order, or later. */
const machine: NonNullable<DraftProduct['buyerParameters']> = [
  {
    name: identificationParameter,
    label: { zh: '识别码', en: 'Identification code' },
    required: false,
    kind: 'text',
    maxLength: 60,
  },
]
const online: NonNullable<DraftProduct['supervision']> = {
  flow: 'license_online',
  template: { zh: '设备的识别码或设备指纹', en: 'The identification code or the fingerprint of the device' },
  criteria: { zh: '软件可以使用。', en: 'The software can be used.' },
}

const kinds: Readonly<Record<ProductKey, Kind>> = {
  seats: {
    name: { zh: '按席位计价', en: 'Priced by seat' },
    summary: {
      zh: '支持包月和包年，有大小两种规格，可试用 15 天。',
      en: 'Monthly and yearly terms, two sizes, and a 15-day trial.',
    },
    quantity: seats,
    attributes: [
      {
        name: { zh: '规格', en: 'Size' },
        values: [
          { zh: '小', en: 'Small' },
          { zh: '大', en: 'Large' },
        ],
      },
    ],
    specification: {
      skus: [
        { values: [0], prices: onTrial(monthAndYear('10', '100')) },
        { values: [1], prices: onTrial(monthAndYear('20', '200')) },
      ],
    },
  },
  flat: {
    name: { zh: '固定价格', en: 'Flat price' },
    summary: { zh: '支持包月和包年，不按数量计价。', en: 'Monthly and yearly terms, without a quantity.' },
    specification: { prices: monthAndYear('500', '5000') },
  },
  once: {
    name: { zh: '一次性购买', en: 'One-time purchase' },
    summary: { zh: '一次付费，永久有效。', en: 'Paid once, without an expiry.' },
    specification: { prices: [{ period: 'one_time', unitPrice: yuan('3000') }] },
  },
  tiers: {
    name: { zh: '整量计价', en: 'Volume pricing' },
    summary: {
      zh: '全部数量按所在档位的单价计算。',
      en: 'The whole quantity is charged at the unit price of its band.',
    },
    quantity: { ...seats, pricing: 'tier' },
    specification: { prices: inBands(monthAndYear('10', '100'), ['9', '8']) },
  },
  steps: {
    name: { zh: '分段计价', en: 'Graduated pricing' },
    summary: {
      zh: '各档位内的数量按此档单价计算。',
      en: 'The quantity in each band is charged at the unit price of that band.',
    },
    quantity: { ...seats, pricing: 'step' },
    specification: { prices: inBands(monthAndYear('10', '100'), ['9', '8']) },
  },
  asks: {
    name: { zh: '需填写开通信息', en: 'With activation details' },
    summary: {
      zh: '按席位计价，下单时须填写邮箱域名等开通信息，可试用 15 天。',
      en: 'Priced by seat; buyers enter an email domain and other details. With a 15-day trial.',
    },
    quantity: seats,
    buyerParameters: asked,
    specification: { prices: onTrial(monthAndYear('10', '100')) },
  },
  accepted: {
    name: { zh: '验收后生效', en: 'Accepted by the buyer' },
    summary: {
      zh: '付款后立即开通，商家交付、买家验收后服务期才开始。',
      en: 'Activated once it is paid. The term starts when the seller has delivered and the buyer has accepted.',
    },
    supervision: {
      flow: 'saas',
      criteria: { zh: '管理员可以登录。', en: 'The administrator can sign in.' },
    },
    specification: { prices: monthAndYear('300', '3000') },
  },
  joint: {
    name: { zh: '联营商品', en: 'Joint product' },
    summary: {
      zh: '企业、部门和人员通过联营 kit 同步到您的服务器。',
      en: 'Your server is told of the company, its departments and people, over the joint kit.',
    },
    specification: { prices: monthAndYear('80', '800') },
  },
  'license-code': {
    type: 'license',
    name: { zh: 'License：授权码', en: 'License: authorisation code' },
    summary: {
      zh: '商家交付后买家领取授权码，软件激活后服务期开始。',
      en: 'The buyer collects a code once the seller has delivered. The term starts when the software activates it.',
    },
    quantity: seats,
    supervision: {
      flow: 'license_code',
      criteria: { zh: '授权码可以激活。', en: 'The code can be activated.' },
    },
    specification: { prices: monthAndYear('20', '200') },
  },
  'license-online': {
    type: 'license',
    name: { zh: 'License：在线开通', en: 'License: online activation' },
    summary: {
      zh: '为每台设备申请 License，由您的服务器上传。',
      en: 'A license for each device, which your server uploads.',
    },
    quantity: { ...seats, name: { zh: '设备', en: 'Devices' }, unit: { zh: '台', en: 'device' } },
    buyerParameters: machine,
    supervision: online,
    specification: { prices: monthAndYear('30', '300') },
  },
  'license-v1': {
    type: 'license',
    name: { zh: 'License：识别码（1.0）', en: 'License: identification code (1.0)' },
    summary: {
      zh: '买家提交识别码，您的服务器在响应中返回 License。',
      en: 'The buyer gives an identification code, and the response of your server has the license.',
    },
    buyerParameters: machine,
    supervision: online,
    specification: { prices: monthAndYear('40', '400') },
  },
}

/** The draft of a product, as its seller would write it. */
export function createDraft(key: ProductKey): DraftProduct {
  const { name, summary, specification, ...rest } = kinds[key]
  return {
    name,
    summary,
    description: {
      zh: '模拟器的商品，购买后会调用您的服务器。',
      en: 'A product of the emulator. When it is bought, your server is called.',
    },
    category: 'collaboration',
    tags: ['模拟器'],
    ...rest,
    afterSale: {
      fiveDayRefund: rest.supervision === undefined,
      upgrades: rest.quantity !== undefined && rest.type !== 'license',
      renewalChanges: rest.quantity !== undefined && rest.type !== 'license',
    },
    specifications: [{ name: { zh: '标准版', en: 'Standard' }, features: [], ...specification }],
  }
}
