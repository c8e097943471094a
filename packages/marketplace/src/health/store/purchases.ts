import { sql } from 'kysely'
import { addMs, fromDays } from '@loggia/kernel'
import type { Instant } from '@loggia/kernel'
import { paymentDays } from '@loggia/protocol/console/orders/kinds'
import { toTimestamptz } from '../../platform/index.ts'

/** The time that the figures are computed from. */
export type Window = { readonly from: Instant; readonly now: Instant }

/**
 * New orders `o` that were paid for in the window. It bounds when they were placed as well, by which they are indexed:
 * who pays does so within days.
 */
export const isPurchase = ({ from, now }: Window) => sql`
  o.kind = 'new' and o.paid_at >= ${toTimestamptz(from)} and o.paid_at < ${toTimestamptz(now)}
  and o.created_at >= ${toTimestamptz(addMs(from, -fromDays(paymentDays)))}`
