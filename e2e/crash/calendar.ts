/**
 * The calendar of the market's zone, Shanghai, which has no daylight saving time. Implemented here, so that a fault in
 * our own calendar cannot hide itself.
 */
export const dayMs = 86_400_000
const aheadOfUtcMs = 8 * 3_600_000

export const toHours = (ms: number): number => ms / 3_600_000
export const toYear = (at: number): number => new Date(at + aheadOfUtcMs).getUTCFullYear()
export const toDayOfMonth = (at: number): number => new Date(at + aheadOfUtcMs).getUTCDate()

/** Adds months at the same time of day, on this day of the month or the last day of a shorter month. */
export function addMonths(at: number, count: number, day: number): number {
  const local = new Date(at + aheadOfUtcMs)
  const [year, month] = [local.getUTCFullYear(), local.getUTCMonth() + count]
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  const timeOfDay = (at + aheadOfUtcMs) % dayMs
  return Date.UTC(year, month, Math.min(day, lastDay)) + timeOfDay - aheadOfUtcMs
}

/** Three in the morning, `days` before the day of a moment. */
export function toThreeOClock(at: number, days: number): number {
  const day = Math.floor((at + aheadOfUtcMs) / dayMs) - days
  return day * dayMs + 3 * 3_600_000 - aheadOfUtcMs
}

/** The format of the wire: seventeen digits, UTC. */
export const toExpireTime = (at: number): string => new Date(at).toISOString().replace(/\D/g, '')

export const toIso = (at: number): string => new Date(at).toISOString()
