import type { ColumnType } from 'kysely'
import type { Id, Instant, ProductType } from '@loggia/kernel'

export type SearchTables = {
  search_document: {
    facet: number
    seller: number
    listed_at: Instant
    month_price_e8: bigint
    currency: number
    product_id: Id<'prd'>
    name_key_zh: string
    name_key_en: string
    tokens: ColumnType<readonly bigint[], readonly number[], readonly bigint[]>
  }
  search_due: { product_id: Id<'prd'> }
  search_facet: { no: number; category: string; modes: number; price_band: string; type: ProductType }
  search_seller: { no: number; seller_id: Id<'sel'> }
  search_count: { kind: 'facet' | 'seller'; no: number; documents: number }
  search_count_change: { kind: 'facet' | 'seller'; no: number; documents: number }
}
