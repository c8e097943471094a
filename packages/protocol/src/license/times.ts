import { parseExpireTime } from '../saas/v2/expire-time.ts'

/** `yyyyMMddHHmmss` in UTC, as license interfaces write every time. */
export { formatExpireTime as formatTime } from '../saas/v1/expire-time.ts'

const spelled = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d) ?(?:z|utc|gmt)?$/i

/**
 * UTC milliseconds from 14 or 17 digits, or from the spelling of the published example, `2023-10-27 10:30:15 z`
 * (license §3.4); undefined if the text is no valid time.
 */
export const parseTime = (text: string): number | undefined =>
  parseExpireTime(spelled.exec(text)?.slice(1).join('') ?? text)
