import { defined } from '@loggia/kernel'
import type { Currency, PriceBand } from '@loggia/kernel'
import type { Draft, DraftPrice, Period, Product, ProductState, Purchasable, Quantity } from '../schema.ts'

// What the tests of the rules start from.
export const text = (zh: string, en = zh) => ({ zh, en })
export const price = (period: Period, amountE8: bigint, currency: Currency = 'CNY'): DraftPrice => ({
  period,
  unitPrice: { amountE8, currency },
  bands: [],
})
export const band = (above: number, amountE8: bigint): PriceBand => ({
  above,
  unitPrice: { amountE8, currency: 'CNY' },
})
export const plain = (...prices: DraftPrice[]) => ({ skus: [{ values: [], prices }] })
export const specification = (name = text('标准版', 'Standard')): Draft['specifications'][number] => ({
  name,
  features: [],
  hidden: false,
  ...plain(price('month', 26_80000000n), price('year', 268_00000000n)),
})
export const seats: Quantity = { name: text('席位', 'Seats'), unit: text('席', 'seat'), min: 5, max: 200 }
export const draft = (changes: Partial<Draft> = {}): Draft => ({
  name: text('云账本', 'Cloud Ledger'),
  summary: text('记账', 'Bookkeeping'),
  description: text('说明', 'Description'),
  category: 'finance',
  attributes: [],
  specifications: [specification()],
  ...changes,
})
export const product = (state: ProductState, change: Partial<Product> = {}): Product => ({
  id: 'prd_1',
  sellerId: 'sel_1',
  type: 'saas',
  salesMode: 'general',
  state,
  name: text('云账本', 'Cloud Ledger'),
  category: 'finance',
  hidden: false,
  attributes: [],
  audience: { kind: 'all' },
  buyerData: [],
  buyerParameters: [],
  verification: 'personal',
  afterSale: { fiveDayRefund: true, upgrades: false, renewalChanges: false },
  ...change,
})
type Change = {
  readonly state?: ProductState
  readonly quantity?: Quantity
  readonly period?: Period
  readonly amountE8?: bigint
  readonly product?: Partial<Product>
  readonly specification?: Partial<Purchasable['specification']>
  readonly priceItem?: Partial<Purchasable['priceItem']>
}
export const purchasable = (of: Change = {}): Purchasable => ({
  product: product(of.state ?? 'listed', defined({ quantity: of.quantity, ...of.product })),
  specification: { id: 'spc_1', name: text('标准版', 'Standard'), hidden: false, ...of.specification },
  sku: { id: 'sku_1', code: 'code', values: [] },
  priceItem: {
    id: 'pri_1',
    code: 'OFFI',
    ...price(of.period ?? 'month', of.amountE8 ?? 26_80000000n),
    offered: true,
    ...of.priceItem,
  },
})
export const refusedWith = (work: () => unknown): unknown => {
  try {
    work()
    return 'accepted'
  } catch (error) {
    return (error as { code?: string }).code
  }
}
