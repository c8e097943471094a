import { fromHours } from '@loggia/kernel'

import { formatExpireTime, parseExpireTime } from '../saas/v2/expire-time.ts'

// Times of the kit are in UTC+8 (joint-kit §6), those of every other protocol in UTC.
const aheadMs = fromHours(8)

/** `yyyyMMddHHmmssSSS` in UTC+8, from UTC milliseconds. */
export const formatTime = (atMs: number): string => formatExpireTime(atMs + aheadMs)

/** UTC milliseconds from 14 or 17 digits in UTC+8; undefined if they are no valid time. */
export function parseTime(text: string): number | undefined {
  const at = parseExpireTime(text)
  return at === undefined ? undefined : at - aheadMs
}
