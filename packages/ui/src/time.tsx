import { toCalendarParts, fromIso, toZone as zoneOf } from '@loggia/kernel'
import type { Language } from '@loggia/kernel'
import { useLanguage, useZone } from './language.tsx'

export type TimePrecision = 'day' | 'minute' | 'second' | 'ms' | 'clock'
export type TimeStyle = {
  readonly language: Language
  readonly zone: string
  /** The precision. Default: minutes. `clock` shows hours, minutes and seconds without the day. */
  readonly precision?: TimePrecision | undefined
  /** The current year of the reader; a date in that year is shown without it. Leave it out if the date is evidence. */
  readonly currentYear?: number | undefined
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const two = (n: number): string => String(n).padStart(2, '0')

/**
 * `2026-11-24 14:33`, `24 Nov 2026, 14:33` (DESIGN §6 Dates). Throws a RangeError if the text is not an ISO date-time.
 */
export function formatTime(
  at: string,
  { language, zone, precision = 'minute', currentYear }: TimeStyle,
): string {
  const p = toCalendarParts(fromIso(at), zoneOf(zone))
  const withSeconds = `${two(p.hour)}:${two(p.minute)}:${two(p.second)}`
  if (precision === 'clock') return withSeconds
  const withYear = p.year !== currentYear
  const day =
    language === 'zh-CN'
      ? `${withYear ? `${p.year}-` : ''}${two(p.month)}-${two(p.day)}`
      : `${p.day} ${months[p.month - 1] ?? ''}${withYear ? ` ${p.year}` : ''}`
  if (precision === 'day') return day
  const ofDay = {
    minute: withSeconds.slice(0, 5),
    second: withSeconds,
    ms: `${withSeconds}.${String(p.ms).padStart(3, '0')}`,
  }
  return `${day}${language === 'zh-CN' ? ' ' : ', '}${ofDay[precision]}`
}

/** `11-24`, `24 Nov`: a calendar day, given as `2026-11-24`, without its year. */
export const formatDay = (day: string, language: Language): string =>
  formatTime(`${day}T00:00:00Z`, {
    language,
    zone: 'UTC',
    precision: 'day',
    currentYear: Number(day.slice(0, 4)),
  })

/** A moment in the market's zone, in a `<time>` element with the machine-readable value. */
export function Time({
  at,
  precision,
  currentYear,
}: { readonly at: string } & Pick<TimeStyle, 'precision' | 'currentYear'>) {
  const language = useLanguage()
  const zone = useZone()
  return (
    <time className="num" dateTime={at}>
      {formatTime(at, { language, zone, precision, currentYear })}
    </time>
  )
}
