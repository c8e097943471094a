// What is sold in the model's market, as the rules are given it.
import type { Purchasable } from '../../catalog/index.ts'
import type { Term } from '../schema.ts'
import { modelPrices } from './service.ts'
import type { ModelHolding, ModelPeriod, ModelSku } from './service.ts'

const e8PerFen = 1_000_000n
const text = (zh: string, en: string) => ({ zh, en })

const itemOf = (sku: ModelSku, period: ModelPeriod): Purchasable => ({
  product: {
    id: 'prd_1',
    sellerId: 'sel_1',
    state: 'listed',
    name: text('云账本', 'Cloud Ledger'),
    category: 'finance',
    hidden: false,
    quantity: { name: text('席位', 'Seats'), unit: text('席', 'seat'), min: 1, max: 100 },
    attributes: [],
    audience: { kind: 'all' },
    buyerData: [],
    buyerParameters: [],
    verification: 'personal',
    afterSale: { fiveDayRefund: true, upgrades: true, renewalChanges: true },
  },
  specification: { id: 'spc_1', name: text('标准版', 'Standard'), hidden: false },
  sku: { id: `sku_${sku}`, code: sku, values: [] },
  priceItem: {
    id: `pri_${sku}_${period}`,
    code: `${sku}-${period}`,
    period,
    unitPrice: { amountE8: modelPrices[sku][period] * e8PerFen, currency: 'CNY' },
    bands: [],
    offered: true,
  },
})
const items = new Map<string, Purchasable>()
for (const sku of ['small', 'large'] as const)
  for (const period of ['month', 'year'] as const) items.set(`pri_${sku}_${period}`, itemOf(sku, period))

export function item(priceItemId: string): Purchasable {
  const found = items.get(priceItemId)
  if (!found) throw new Error(`There is no price item ${priceItemId}`)
  return found
}

/** In the model's words. */
export function rigHolding({ priceItemId, quantity }: Pick<Term, 'priceItemId' | 'quantity'>): ModelHolding {
  const [, sku, period] = priceItemId.split('_')
  return { sku: sku as ModelSku, period: period as ModelPeriod, quantity }
}
