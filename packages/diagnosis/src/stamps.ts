import { fromIso, toIso } from '@loggia/kernel'
import type { Finding } from './findings.ts'

const hourMs = 3_600_000
/** The time zone of China, which sellers’ servers use. */
const localMs = 8 * hourMs

const utcText = (atMs: number, digits: number): string =>
  toIso(atMs).replace(/\D/g, '').padEnd(17, '0').slice(0, digits)

/** Parses `yyyyMMddHHmmss`, with or without milliseconds, into UTC milliseconds; undefined if it is not a time. */
export function parseUtcMs(text: string): number | undefined {
  const found = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d{3})?$/.exec(text)
  if (!found) return undefined
  const [, year, month, day, hour, minute, second, ms = '000'] = found
  try {
    return fromIso(`${year}-${month}-${day}T${hour}:${minute}:${second}.${ms}Z`)
  } catch {
    return undefined
  }
}

const months = 'JanFebMarAprMayJunJulAugSepOctNovDec'

/** Parses an HTTP date (RFC 9110 §5.6.7) into UTC milliseconds; undefined if it is not one. */
export function parseHttpDateMs(text: string): number | undefined {
  const found = /^\w{3}, (\d\d) (\w{3}) (\d{4}) (\d\d):(\d\d):(\d\d) GMT$/.exec(text.trim())
  if (!found) return undefined
  const [, day, month = '', year, hour, minute, second] = found
  const number = String(months.indexOf(month) / 3 + 1).padStart(2, '0')
  return parseUtcMs(`${year}${number}${day}${hour}${minute}${second}`)
}

/** Parses a timestamp of any protocol into UTC milliseconds. */
export function parseStampMs(text: string): number | undefined {
  if (/^\d{13}$/.test(text)) return Number(text)
  if (/^\d{10}$/.test(text)) return Number(text) * 1000
  return parseUtcMs(text)
}

/** The seconds of a timestamp that is in milliseconds. */
export const toSeconds = (timestamp: string): string | undefined =>
  /^\d{13}$/.test(timestamp) ? timestamp.slice(0, 10) : undefined

/** The same moment in Chinese local time, in the timestamp’s own format. */
export function toLocalTime(timestamp: string): string | undefined {
  const at = parseStampMs(timestamp)
  if (at === undefined || at + localMs >= 253_402_300_800_000) return undefined
  return /^\d{13}$/.test(timestamp) ? String(at + localMs) : utcText(at + localMs, timestamp.length)
}

/** Returns a function that shifts a timestamp by milliseconds, in its own format. The timestamp is parsed once. */
export function createShifter(timestamp: string): (byMs: number) => string | undefined {
  const at = parseStampMs(timestamp)
  if (at === undefined) return () => undefined
  const isMs = /^\d{13}$/.test(timestamp)
  const isSeconds = /^\d{10}$/.test(timestamp)
  return (byMs) => {
    const moved = at + byMs
    if (moved <= 0 || moved >= 253_402_300_800_000) return undefined
    if (isMs) return String(moved)
    return isSeconds ? String(moved / 1000) : utcText(moved, timestamp.length)
  }
}

export const shiftTimestamp = (timestamp: string, byMs: number): string | undefined =>
  createShifter(timestamp)(byMs)

/** A timestamp of seventeen digits without its milliseconds. */
export const toShortTime = (timestamp: string): string | undefined =>
  /^\d{17}$/.test(timestamp) ? timestamp.slice(0, 14) : undefined

/** The time with which a timestamp is compared, and its clock. */
export type ReceivedAt = { readonly atMs: number; readonly clock: 'given' | 'reply' }

/** Finds whether a timestamp differs too much from the receiver's clock, and whether it looks like local time. */
export function findTimeFault(stampedMs: number, at: ReceivedAt, limitMs: number): Finding | undefined {
  const aheadMs = stampedMs - at.atMs
  // The `Date` of a reply has no milliseconds, and the call took some time.
  const slackMs = at.clock === 'reply' ? 30_000 : 0
  if (Math.abs(aheadMs) <= limitMs + slackMs) return undefined
  const hours = Math.round(aheadMs / hourMs)
  const isZone = Math.abs(hours) === 8 && Math.abs(aheadMs - hours * hourMs) <= 60_000
  if (isZone) return { kind: 'timestamp_local', hours, clock: at.clock }
  return { kind: 'clock_skew', byMs: Math.abs(aheadMs), ahead: aheadMs > 0, limitMs, clock: at.clock }
}
