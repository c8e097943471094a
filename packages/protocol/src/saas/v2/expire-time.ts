import { fromIso, toIso } from '@loggia/kernel'

/**
 * `yyyyMMddHHmmssSSS` in UTC, seventeen digits, from UTC milliseconds. Throws a RangeError beyond the years 0000 to
 * 9999.
 */
export function formatExpireTime(atMs: number): string {
  const digits = toIso(atMs).replace(/[-:T.Z]/g, '')
  if (!/^\d{17}$/.test(digits)) throw new RangeError(`No time that seventeen digits can say: ${atMs}`)
  return digits
}

/** UTC milliseconds from 14 or 17 digits in UTC; undefined if they are no valid time. */
export function parseExpireTime(text: string): number | undefined {
  const found = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d{3})?$/.exec(text)
  if (!found) return undefined
  const [, year, month, day, hour, minute, second, ms = '000'] = found
  try {
    const at = fromIso(`${year}-${month}-${day}T${hour}:${minute}:${second}.${ms}Z`)
    // Some engines turn 30 February into a day in March; such a time is refused.
    return formatExpireTime(at) === text.padEnd(17, '0') ? at : undefined
  } catch {
    return undefined
  }
}
