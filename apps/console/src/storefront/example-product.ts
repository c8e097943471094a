import type { PageFrame, PriceItem, Product, Specification } from '@loggia/protocol/console'

// An invented product for tests.
const id = <P extends string>(prefix: P, n: number) => `${prefix}_${String(n).padStart(26, '0')}` as const
const both = (zh: string, en: string) => ({ zh, en })

export const createPriceItem = (n: number, amount: string, rest: Partial<PriceItem> = {}): PriceItem => ({
  id: id('pri', n),
  code: `code-${n}`,
  period: 'month',
  unitPrice: { amount, currency: 'CNY' },
  maxPeriods: 12,
  ...rest,
})

export const createSpecification = (n: number, priceItems: PriceItem[]): Specification => ({
  id: id('spc', n),
  name: both(`规格 ${n}`, `Specification ${n}`),
  features: [both('审计导出', 'Audit export')],
  skus: [{ id: id('sku', n), code: `sku-${n}`, values: [], priceItems }],
})

export const createProduct = (change: Partial<Product> = {}): Product => ({
  id: id('prd', 1),
  name: both('澄澜协同文档', 'Chenglan Docs'),
  summary: both('写得下，管得住。', 'Room to write.'),
  description: both('第一段。\n\n第二段。', 'First.\n\nSecond.'),
  category: '办公协同',
  seller: { id: id('sel', 1), name: both('澄澜软件', 'Chenglan Software') },
  from: { unitPrice: { amount: '45', currency: 'CNY' }, period: 'month', perUnit: both('席', 'seat') },
  state: 'listed',
  afterSale: { fiveDayRefund: true, upgrades: true, renewalChanges: true },
  quantity: { name: both('席位', 'Seats'), unit: both('席', 'seat'), min: 5, max: 2000 },
  specifications: [
    createSpecification(1, [
      createPriceItem(1, '45'),
      createPriceItem(2, '468', { period: 'year', maxPeriods: 3 }),
    ]),
    createSpecification(2, [createPriceItem(3, '798', { period: 'year', maxPeriods: 2 })]),
  ],
  ...change,
})

export const createFrame = (change: Partial<PageFrame> = {}): PageFrame => ({
  language: 'zh-CN',
  theme: 'system',
  path: '/',
  origin: 'https://market.example',
  session: null,
  zone: 'Asia/Shanghai',
  zoneOffsetMinutes: 480,
  demo: false,
  ...change,
})

export const buyerSession = {
  member: { id: id('mbr', 1), name: '林知遥', email: 'lin@cangye.example', language: 'zh-CN' },
  buyer: {
    id: id('byr', 1),
    name: both('沧野制造', 'Cangye Manufacturing'),
    verification: 'enterprise',
    hasPhone: true,
  },
  operator: false,
  rights: { buyer: { main: true, grants: [] } },
  mustChangePassword: false,
  mustAddFactor: false,
  csrfToken: 'token-of-the-session',
} as const satisfies PageFrame['session']
