import { fromDays, fromHours } from '@loggia/kernel'
import type { Instant } from '@loggia/kernel'

/** How much time for an answer is left or overdue: whole days, and hours below one day. */
export type Due = { readonly isLate: boolean; readonly days: number; readonly hours: number }

export function computeDue(dueAt: Instant, now: Instant): Due {
  const apart = Math.abs(dueAt - now)
  return {
    isLate: now > dueAt,
    days: Math.floor(apart / fromDays(1)),
    hours: Math.floor((apart % fromDays(1)) / fromHours(1)),
  }
}
