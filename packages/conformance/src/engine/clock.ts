import { fromIso } from '@loggia/kernel'
import { readHeaders } from './exchange.ts'
import type { Exchange } from './exchange.ts'

/** V2.0 refuses a timestamp that is 60 s old, and `Date` has whole seconds. */
const leastSkewMs = 55_000

const months = 'JanFebMarAprMayJunJulAugSepOctNovDec'

/** Parses a `Date` header (RFC 9110 §5.6.7) into UTC milliseconds. */
function momentOf(text: string): number | undefined {
  const [, day, name = '', year, time] =
    /^\w{3}, (\d\d) (\w{3}) (\d{4}) (\d\d:\d\d:\d\d) GMT$/.exec(text.trim()) ?? []
  const month = months.indexOf(name) / 3 + 1
  if (year === undefined || !Number.isInteger(month) || month < 1) return undefined
  try {
    return fromIso(`${year}-${String(month).padStart(2, '0')}-${day}T${time}Z`)
  } catch {
    return undefined
  }
}

/** How far the server's clock is ahead of ours, if the difference is enough to refuse a right request. */
export function measureSkew(exchange: Exchange, receivedAtMs: number): number | undefined {
  const [date] = readHeaders(exchange, 'date')
  const at = date === undefined ? undefined : momentOf(date)
  if (at === undefined) return undefined
  const skewMs = at - receivedAtMs
  return Math.abs(skewMs) >= leastSkewMs ? skewMs : undefined
}

const units = [
  ['day', 86_400],
  ['hour', 3_600],
  ['min', 60],
  ['s', 1],
] as const

/** A duration in its two largest units, such as `5 min 3 s`. */
function lengthOf(ms: number): string {
  let left = Math.round(Math.abs(ms) / 1000)
  const parts: string[] = []
  for (const [unit, seconds] of units) {
    const count = Math.floor(left / seconds)
    left -= count * seconds
    if (count > 0) parts.push(`${count} ${unit}${count > 1 && seconds >= 3_600 ? 's' : ''}`)
  }
  return parts.slice(0, 2).join(' ')
}

/** Explains that right requests were refused because the clocks differ. */
export const describeSkew = (skewMs: number, code: string): string =>
  `According to the Date of its responses, the clock of the seller’s server is ${lengthOf(skewMs)} ${skewMs < 0 ? 'behind' : 'ahead of'} the clock of this machine, and it refused correct requests with result code ${code}; a signature with a wrong time is refused, so synchronise both clocks with NTP and check again.`
