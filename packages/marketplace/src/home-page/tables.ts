import type { Id, Instant, Language } from '@loggia/kernel'
import type { ExportedOf } from '../platform/index.ts'
import type { HomePart } from './schema.ts'

export type HomePageTables = {
  home_page: {
    part: HomePart
    version: number
    shown_from: string | null
    shown_until: string | null
    changed_at: Instant
  }
  home_product: { place: number; product_id: Id<'prd'>; note_zh: string | null; note_en: string | null }
  home_word: { language: Language; place: number; word: string }
}

export const homePageExports: ExportedOf<HomePageTables> = {
  home_page: { key: ['part'] },
  home_product: { key: ['place'] },
  home_word: { key: ['language', 'place'] },
}
