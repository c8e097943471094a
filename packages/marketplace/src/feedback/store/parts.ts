import { omitUndefined } from '@loggia/kernel'
import type { CatalogTables } from '../../catalog/index.ts'
import type { OrderTables } from '../../orders/index.ts'
import type { PartyTables } from '../../parties/index.ts'
import type { Db } from '../../platform/index.ts'
import type { SubscriptionTables } from '../../subscriptions/index.ts'
import type { Feedback, FeedbackText } from '../schema.ts'
import type { FeedbackTables } from '../tables.ts'

/** Only the tables of this domain are written. */
type JoinedTables = CatalogTables & FeedbackTables & OrderTables & PartyTables & SubscriptionTables

export const withTables = (db: Db) => db.withTables<JoinedTables>()

export function fromRow(row: FeedbackTables['feedback']): Feedback {
  const common = omitUndefined({
    id: row.id,
    productId: row.product_id,
    sellerId: row.seller_id,
    buyerId: row.buyer_id ?? undefined,
    createdAt: row.created_at,
    withdrawnAt: row.withdrawn_at ?? undefined,
    publicAt: row.public_at ?? undefined,
    answeredAt: row.answered_at ?? undefined,
  })
  const { specification, used_since: since } = row
  if (specification === null || since === null) return { ...common, kind: 'question' }
  const publicStars = row.public_stars ?? undefined
  return { ...common, kind: 'rating', bought: { specification, since }, ...omitUndefined({ publicStars }) }
}

export const fromTextRow = (row: FeedbackTables['feedback_text']): FeedbackText =>
  omitUndefined({
    id: row.id,
    feedbackId: row.feedback_id,
    by: row.by,
    stars: row.stars ?? undefined,
    text: row.text ?? undefined,
    author: row.author ?? undefined,
    language: row.language,
    state: row.state,
    writtenAt: row.written_at,
    writtenBy: row.written_by ?? undefined,
    waitsSince: row.waits_since ?? undefined,
    decidedAt: row.decided_at ?? undefined,
    decidedBy: row.decided_by ?? undefined,
    reason: row.reason ?? undefined,
    report:
      row.reported_at !== null && row.report_reason !== null
        ? { at: row.reported_at, reason: row.report_reason }
        : undefined,
  })
