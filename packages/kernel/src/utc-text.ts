import { fromIso, toInstant } from './time.ts'
import type { Instant } from './time.ts'

const dayEnd = 10
const secondsEnd = 19
const digit = (text: string, at: number): number => text.charCodeAt(at) - 48
const two = (text: string, at: number): number => digit(text, at) * 10 + digit(text, at + 1)

/** Milliseconds from the digits of a fraction; finer digits are cut off. */
function fraction(text: string, from: number, to: number): number {
  let ms = 0
  for (let at = from, unit = 100; at < to && unit >= 1; at += 1, unit /= 10) ms += digit(text, at) * unit
  return ms
}

/**
 * Reads a time as a database prints it, in UTC: `2026-11-24 06:33:00.123+00`. Every row has several, so the common form
 * is read by position; any other text is read and validated as an ISO date-time.
 */
export function fromUtcText(text: string): Instant {
  const hasFraction = text.charAt(secondsEnd) === '.'
  const isCommon =
    text.charAt(dayEnd) === ' ' && text.endsWith('+00') && (hasFraction || text.length === secondsEnd + 3)
  if (!isCommon) return fromIso(text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00'))
  const year = two(text, 0) * 100 + two(text, 2)
  const ms = hasFraction ? fraction(text, secondsEnd + 1, text.length - 3) : 0
  const at = Date.UTC(year, two(text, 5) - 1, two(text, 8), two(text, 11), two(text, 14), two(text, 17), ms)
  // `Date.UTC` takes a year below 100 for one of the last century.
  return year < 100 ? fromIso(text.replace(' ', 'T').replace('+00', 'Z')) : toInstant(at)
}
