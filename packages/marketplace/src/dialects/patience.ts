import { hours, minutes, seconds } from '@loggia/kernel'
import type { DurationMs } from '@loggia/kernel'
import type { Schedule, Schedules } from './schema.ts'

const windowMs = hours(72)

/** What a seller would have to start again by hand: for three days, at first as often as its protocol does. */
export const threeDays = (firstMs: DurationMs): Schedule => ({
  windowMs,
  spacing: { kind: 'doubling', firstMs, mostMs: hours(1) },
  source: `3 days, ${firstMs / minutes(1)} minutes doubling to 1 hour, then by hand [decide]`,
})

/** The *patient* plan of SaaS products. What gives a buyer's money back when its time is over stays as it is. */
export function patiently(compatible: Schedules, firstMs: DurationMs): Schedules {
  const byHand = threeDays(firstMs)
  return {
    ...compatible,
    query_instance: {
      windowMs,
      spacing: { kind: 'doubling', firstMs: seconds(10), mostMs: hours(1) },
      source: 'R71; access data of an open service for 3 days, an opening for as long as R70 allows [decide]',
    },
    refresh_instance: byHand,
    set_instance_status: byHand,
    lift_freeze: byHand,
    release_instance: byHand,
  }
}
