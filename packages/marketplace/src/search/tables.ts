import type { ColumnType } from 'kysely'
import type { Id, Instant, ProductType } from '@loggia/kernel'
import type { SynonymOrigin } from '@loggia/protocol/console'
import type { ExportedOf } from '../platform/index.ts'

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
    words: ColumnType<readonly number[], readonly number[], readonly number[]>
  }
  search_word: {
    no: number
    word: string
    is_phrase: boolean
    documents: number
    keys: ColumnType<readonly bigint[], readonly number[], readonly number[]>
    /** Its keys are those of an earlier version. */
    stale: boolean
  }
  search_word_change: { words: readonly number[]; documents: readonly number[] }
  search_synonym: {
    id: Id<'syn'>
    words: readonly string[]
    keys: ColumnType<readonly bigint[], readonly number[], readonly number[]>
    origin: SynonymOrigin
    changed_at: Instant
  }
  search_rating: { product_id: Id<'prd'>; tenths: number }
  search_sales: { product_id: Id<'prd'>; orders: number }
  search_ticket_desk: { seller_id: Id<'sel'> }
  search_due: { product_id: Id<'prd'> }
  search_facet: {
    no: number
    category: string
    modes: number
    price_band: string
    type: ProductType
    traits: number
  }
  search_seller: { no: number; seller_id: Id<'sel'> }
  search_count: { kind: 'facet' | 'seller'; no: number; documents: number }
  search_count_change: { kind: 'facet' | 'seller'; no: number; documents: number }
}

export const searchExports: ExportedOf<SearchTables> = {
  search_synonym: { key: ['id'], columns: ['id', 'words', 'origin', 'changed_at'] },
}
