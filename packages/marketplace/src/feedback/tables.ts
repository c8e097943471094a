import type { Id, Instant, Language } from '@loggia/kernel'
import type { Text } from '@loggia/protocol/console'
import type { ExportedOf } from '../platform/index.ts'
import type { FeedbackKind, FeedbackState, FeedbackWriter } from './schema.ts'

export type FeedbackTables = {
  feedback: {
    id: Id<'fbk'>
    kind: FeedbackKind
    product_id: Id<'prd'>
    seller_id: Id<'sel'>
    buyer_id: Id<'byr'> | null
    demo: boolean
    specification: Text | null
    used_since: Instant | null
    created_at: Instant
    withdrawn_at: Instant | null
    public_at: Instant | null
    public_stars: number | null
    answered_at: Instant | null
  }
  feedback_text: {
    id: Id<'fbt'>
    feedback_id: Id<'fbk'>
    by: FeedbackWriter
    stars: number | null
    text: string | null
    author: Text | null
    language: Language
    state: FeedbackState
    written_at: Instant
    written_by: Id<'mbr'> | null
    waits_since: Instant | null
    decided_at: Instant | null
    decided_by: Id<'mbr'> | null
    reason: string | null
    reported_at: Instant | null
    report_reason: string | null
  }
  rating_count: { product_id: Id<'prd'>; seller_id: Id<'sel'>; stars: number; count: number }
}

export const feedbackExports = {
  feedback: { key: ['id'] },
  feedback_text: { key: ['id'] },
  rating_count: { key: ['product_id', 'stars'] },
} satisfies ExportedOf<FeedbackTables>
