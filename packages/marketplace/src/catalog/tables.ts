import type { Currency, Id, Instant, ProductType, SalesMode } from '@loggia/kernel'
import type { DraftProduct } from '@loggia/protocol/console'
import type { Form } from '@loggia/protocol/console/catalog/draft/form'
import type {
  ApplicationKind,
  ApplicationState,
  Attribute,
  BuyerAudience,
  BuyerData,
  BuyerParameter,
  Certificate,
  Period,
  ProductState,
  ProductSupervision,
  Quantity,
  SkuName,
  Text,
} from './schema.ts'

/** `amountE8` is a decimal string in JSON; the currency is its price item's. */
export type StoredBand = { readonly above: number; readonly amountE8: string }

export type CatalogTables = {
  category: { code: string; parent: string | null; name_zh: string; name_en: string; position: number }
  product: {
    id: Id<'prd'>
    seller_id: Id<'sel'>
    type: ProductType
    sales_mode: SalesMode
    state: ProductState
    name_zh: string
    name_en: string
    summary_zh: string
    summary_en: string
    description_zh: string
    description_en: string
    category: string
    logo: string | null
    quantity: Quantity | null
    attributes: readonly Attribute[]
    tags: readonly string[]
    pictures: readonly string[]
    video: string | null
    documents: NonNullable<DraftProduct['documents']>
    data_location: Text | null
    support: NonNullable<DraftProduct['support']> | null
    buyer_data: readonly BuyerData[]
    buyer_parameters: readonly BuyerParameter[]
    certificates: readonly Certificate[]
    certificates_shown: boolean
    certificates_told: readonly string[]
    audience: BuyerAudience
    regions: readonly string[] | null
    trial_buyers: readonly Id<'byr'>[] | null
    hidden: boolean
    verification: 'personal' | 'enterprise'
    five_day_refund: boolean
    upgrades: boolean
    renewal_changes: boolean
    supervision: ProductSupervision | null
    suspended_until: Instant | null
    seller_suspended: boolean
    interface_frozen: boolean
    interface_delisted: boolean
    position: number
    created_at: Instant
    listed_at: Instant | null
  }
  specification: {
    id: Id<'spc'>
    product_id: Id<'prd'>
    name_zh: string
    name_en: string
    features: readonly Text[]
    position: number
    hidden: boolean
    delisted_at: Instant | null
    audience: BuyerAudience | null
    max_purchases: number | null
    max_quantity: number | null
    stock: bigint | null
  }
  sku: {
    id: Id<'sku'>
    specification_id: Id<'spc'>
    code: string
    attribute_values: readonly number[]
    offered: boolean
    delisted_at: Instant | null
    position: number
  }
  price_item: {
    id: Id<'pri'>
    sku_id: Id<'sku'>
    code: string
    period: Period
    unit_price_e8: bigint
    currency: Currency
    bands: readonly StoredBand[]
    trial_days: number | null
    offered: boolean
  }
  service_agreement: { product_id: Id<'prd'>; version: number; text_zh: string; text_en: string; at: Instant }
  product_application: {
    id: Id<'apl'>
    product_id: Id<'prd'>
    seller_id: Id<'sel'>
    kind: ApplicationKind
    state: ApplicationState
    content: DraftProduct | null
    specification_ids: readonly Id<'spc'>[] | null
    skus: readonly SkuName[] | null
    evidence: string | null
    reason: string | null
    changes_prices: boolean
    shows_certificates: boolean
    filed_at: Instant
    due_at: Instant
    opened_by: Id<'mbr'> | null
    opened_at: Instant | null
    seconded_by: Id<'mbr'> | null
    decided_by: Id<'mbr'> | null
    decided_at: Instant | null
    decision_reason: string | null
  }
  product_draft: {
    product_id: Id<'prd'>
    seller_id: Id<'sel'>
    version: number
    form: Form | null
    base: Form | null
    saved_at: Instant
    saved_by: Id<'mbr'>
    saved_name: string
  }
  purchase: {
    order_line_id: Id<'orl'>
    buyer_id: Id<'byr'>
    product_id: Id<'prd'>
    specification_id: Id<'spc'>
    trial: boolean
    stock_taken: bigint | null
    stock_due: bigint | null
    hold_ended_at: Instant | null
    standing: boolean
    counts: boolean
    state: 'held' | 'paid' | 'freed'
  }
}
