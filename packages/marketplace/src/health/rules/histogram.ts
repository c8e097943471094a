import { percentileError } from '@loggia/protocol/console/health/kinds'
import type { Histogram } from '../schema.ts'

/**
 * The bucket `b` has durations above `growth^(b-1)` and up to `growth^b` milliseconds. A value is reported as the point
 * of its bucket that is at most `percentileError` beside every duration in it, rounded to a whole millisecond.
 */
export const growth = (1 + percentileError) / (1 - percentileError)

const readPoint = (bucket: number): number => Math.round((2 * growth ** bucket) / (growth + 1))

/** The duration that this share of the attempts does not exceed (nearest rank); undefined without durations. */
export function findPercentile(durations: Histogram, share: number): number | undefined {
  const total = durations.reduce((sum, { attempts }) => sum + attempts, 0)
  const rank = Math.ceil(share * total)
  let seen = 0
  for (const { bucket, attempts } of durations) {
    seen += attempts
    if (seen >= rank && total > 0) return readPoint(bucket)
  }
  return undefined
}

/** The durations of all of them. */
export function addHistograms(all: readonly Histogram[]): Histogram {
  const sums = new Map<number, number>()
  for (const { bucket, attempts } of all.flat()) sums.set(bucket, (sums.get(bucket) ?? 0) + attempts)
  return [...sums].sort(([a], [b]) => a - b).map(([bucket, attempts]) => ({ bucket, attempts }))
}
