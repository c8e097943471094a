import { hours, minutes } from '@loggia/kernel'
import type { DurationMs } from '@loggia/kernel'
import type { Schedule } from './schema.ts'

/** What a seller would have to start again by hand: for three days, at first as often as its protocol does. */
export const threeDays = (firstMs: DurationMs): Schedule => ({
  windowMs: hours(72),
  spacing: { kind: 'doubling', firstMs, mostMs: hours(1) },
  source: `3 days, ${firstMs / minutes(1)} minutes doubling to 1 hour, then by hand [decide]`,
})
