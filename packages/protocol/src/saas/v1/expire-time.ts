import { formatExpireTime as formatWithMs } from '../v2/expire-time.ts'

/**
 * `yyyyMMddHHmmss` in UTC, fourteen digits, from UTC milliseconds; fractions of a second are cut off. Throws a
 * RangeError beyond the years 0000 to 9999.
 */
export const formatExpireTime = (atMs: number): string => formatWithMs(atMs).slice(0, 14)

export { parseExpireTime } from '../v2/expire-time.ts'
