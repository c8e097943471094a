import { fromIso, toIso } from '@loggia/kernel'

/**
 * `yyyyMMddHHmmssSSS` in UTC, seventeen digits, from UTC milliseconds: the `timeStamp` of SaaS V1.0 (saas-v1 §3).
 * Throws a RangeError beyond the years 0000 to 9999.
 */
export function formatTimeStamp(atMs: number): string {
  const digits = toIso(atMs).replace(/[-:T.Z]/g, '')
  if (!/^\d{17}$/.test(digits)) throw new RangeError(`No time that seventeen digits can say: ${atMs}`)
  return digits
}

/** UTC milliseconds from seventeen digits in UTC; undefined if they are no valid time. */
export function parseTimeStamp(text: string): number | undefined {
  const found = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d{3})$/.exec(text)
  if (!found) return undefined
  const [, year, month, day, hour, minute, second, ms] = found
  try {
    const at = fromIso(`${year}-${month}-${day}T${hour}:${minute}:${second}.${ms}Z`)
    // Some engines turn 30 February into a day in March; such a time is refused.
    return formatTimeStamp(at) === text ? at : undefined
  } catch {
    return undefined
  }
}
