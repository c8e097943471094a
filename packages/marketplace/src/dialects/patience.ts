import { fromHours, fromMinutes } from '@loggia/kernel'
import type { DurationMs } from '@loggia/kernel'
import type { Schedule } from './schema.ts'

/**
 * The schedule for calls that a seller would otherwise have to start again by hand: three days, at first as often as
 * its protocol retries.
 */
export const createThreeDaySchedule = (firstMs: DurationMs): Schedule => ({
  windowMs: fromHours(72),
  spacing: { kind: 'doubling', firstMs, mostMs: fromHours(1) },
  source: `3 days, ${firstMs / fromMinutes(1)} minutes doubling to 1 hour, then by hand [decide]`,
})
