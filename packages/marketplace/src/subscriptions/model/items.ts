// What the model's market sells, in the form that the rules take.
import { omitUndefined } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type { Purchasable } from '../../catalog/index.ts'
import type { Term } from '../schema.ts'
import { mostUnits } from './prices.ts'
import type { ModelHolding, ModelPeriod, ModelPrices, ModelSku } from './prices.ts'

const text = (zh: string, en: string) => ({ zh, en })
const yuan = (amountE8: bigint) => ({ amountE8, currency: 'CNY' as const })

/** What is sold at present. */
export type Sold = { readonly prices: ModelPrices; readonly maxQuantity?: number | undefined }

export function toPurchasable({ prices, maxQuantity }: Sold, priceItemId: Id<'pri'>): Purchasable {
  const { sku, period } = toModelHolding({ priceItemId, quantity: 1 })
  const { e8, bands } = prices.of[sku][period]
  return {
    product: {
      id: 'prd_1',
      sellerId: 'sel_1',
      type: 'saas',
      salesMode: 'general',
      state: 'listed',
      name: text('云账本', 'Cloud Ledger'),
      category: 'finance',
      hidden: false,
      quantity: {
        name: text('席位', 'Seats'),
        unit: text('席', 'seat'),
        min: 1,
        max: mostUnits,
        pricing: prices.pricing,
      },
      attributes: [],
      audience: { kind: 'all' },
      buyerData: [],
      buyerParameters: [],
      verification: 'personal',
      afterSale: { fiveDayRefund: true, upgrades: true, renewalChanges: true },
    },
    specification: omitUndefined({
      id: 'spc_1',
      name: text('标准版', 'Standard'),
      hidden: false,
      maxQuantity,
    }),
    sku: { id: `sku_${sku}`, code: sku, values: [] },
    priceItem: {
      id: `pri_${sku}_${period}`,
      code: `${sku}-${period}`,
      period,
      unitPrice: yuan(e8),
      bands: bands.map((band) => ({ above: band.above, unitPrice: yuan(band.e8) })),
      offered: true,
    },
  }
}

/** A holding in the types of the model. */
export function toModelHolding({
  priceItemId,
  quantity,
}: Pick<Term, 'priceItemId' | 'quantity'>): ModelHolding {
  const [, sku, period] = priceItemId.split('_')
  return { sku: sku as ModelSku, period: period as ModelPeriod, quantity }
}
