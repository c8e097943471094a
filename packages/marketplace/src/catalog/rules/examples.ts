import { omitUndefined } from '@loggia/kernel'
import type { Currency, PriceBand } from '@loggia/kernel'
import type { Draft, DraftPrice, Period, Product, ProductState, Purchasable, Quantity } from '../schema.ts'

// Fixtures of the tests of the rules.
export const createText = (zh: string, en = zh) => ({ zh, en })
export const createPrice = (period: Period, amountE8: bigint, currency: Currency = 'CNY'): DraftPrice => ({
  period,
  unitPrice: { amountE8, currency },
  bands: [],
})
export const createBand = (above: number, amountE8: bigint): PriceBand => ({
  above,
  unitPrice: { amountE8, currency: 'CNY' },
})
export const createOnlySku = (...prices: DraftPrice[]) => ({ skus: [{ values: [], prices }] })
export const createSpecification = (
  name = createText('标准版', 'Standard'),
): Draft['specifications'][number] => ({
  name,
  features: [],
  hidden: false,
  ...createOnlySku(createPrice('month', 26_80000000n), createPrice('year', 268_00000000n)),
})
export const seats: Quantity = {
  name: createText('席位', 'Seats'),
  unit: createText('席', 'seat'),
  min: 5,
  max: 200,
}
export const createDraft = (changes: Partial<Draft> = {}): Draft => ({
  name: createText('云账本', 'Cloud Ledger'),
  summary: createText('记账', 'Bookkeeping'),
  description: createText('说明', 'Description'),
  category: 'finance',
  attributes: [],
  specifications: [createSpecification()],
  ...changes,
})
export const createProduct = (state: ProductState, change: Partial<Product> = {}): Product => ({
  id: 'prd_1',
  sellerId: 'sel_1',
  type: 'saas',
  salesMode: 'general',
  state,
  name: createText('云账本', 'Cloud Ledger'),
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
export const createPurchasable = (of: Change = {}): Purchasable => ({
  product: createProduct(of.state ?? 'listed', omitUndefined({ quantity: of.quantity, ...of.product })),
  specification: { id: 'spc_1', name: createText('标准版', 'Standard'), hidden: false, ...of.specification },
  sku: { id: 'sku_1', code: 'code', values: [] },
  priceItem: {
    id: 'pri_1',
    code: 'OFFI',
    ...createPrice(of.period ?? 'month', of.amountE8 ?? 26_80000000n),
    offered: true,
    ...of.priceItem,
  },
})
export const catchRefusal = (work: () => unknown): unknown => {
  try {
    work()
    return 'accepted'
  } catch (error) {
    return (error as { code?: string }).code
  }
}
