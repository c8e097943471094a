import type { Language } from '@loggia/kernel'
import { productsOfChenglan } from './products-of-chenglan.ts'
import { productsOfLuyu } from './products-of-luyu.ts'
import type { DemoMarkName } from './marks.ts'
import type { DemoProduct } from './product-parts.ts'

/** Every account of the demo has this password; it is printed and shown, so it protects nothing. */
export const demoPassword = 'loggia-demo'

type Person = { readonly name: string; readonly email: string; readonly language: Language }
type Text = { readonly zh: string; readonly en: string }

export type DemoSeller = {
  /** The path of its address at the sample seller: `/<slug>/saas`. */
  readonly slug: string
  readonly mark: DemoMarkName
  readonly name: Text
  readonly member: Person
  readonly products: readonly DemoProduct[]
  /** Whether its server says at once that a service stands, or only when asked again: both can be watched. */
  readonly opening: 'at once' | 'after a while'
}
export type DemoBuyer = {
  readonly name: Text
  readonly member: Person
  readonly balance: string
  readonly reason: string
}

export const demoBuyers: readonly DemoBuyer[] = [
  {
    name: { zh: '沧野制造', en: 'Cangye Manufacturing' },
    member: { name: '林知遥', email: 'lin@cangye.example', language: 'zh-CN' },
    balance: '80000.00',
    reason: '对公转账入账（演示）',
  },
  {
    name: { zh: '鹤庭设计院', en: 'Heting Design Institute' },
    member: { name: 'Zhou Yuan', email: 'zhou@heting.example', language: 'en-US' },
    balance: '30000.00',
    reason: 'Bank transfer received (demo)',
  },
]

export const demoSellers: readonly DemoSeller[] = [
  {
    slug: 'chenglan',
    mark: 'chenglan',
    name: { zh: '澄澜软件', en: 'Chenglan Software' },
    member: { name: '沈澜', email: 'shen@chenglan.example', language: 'zh-CN' },
    products: productsOfChenglan,
    opening: 'at once',
  },
  {
    slug: 'luyu',
    mark: 'luyu',
    name: { zh: '鹿屿科技', en: 'Luyu Technology' },
    member: { name: 'Lu Ming', email: 'lu@luyu.example', language: 'en-US' },
    products: productsOfLuyu,
    opening: 'after a while',
  },
]

export const demoOperator: Person = { name: '顾行', email: 'gu@loggia.example', language: 'zh-CN' }

/** As the sign-in page shows them. */
export const demoAccounts = [
  ...demoBuyers.map(({ name, member }) => account(member, name, 'buyer')),
  ...demoSellers.map(({ name, member }) => account(member, name, 'seller')),
  account(demoOperator, { zh: '市场运营', en: 'Operator' }, 'operator'),
]

function account<R extends 'buyer' | 'seller' | 'operator'>(
  { name, email, language }: Person,
  of: Text,
  role: R,
) {
  return { name: `${name} · ${language === 'zh-CN' ? of.zh : of.en}`, email, password: demoPassword, role }
}
