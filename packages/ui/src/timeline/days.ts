import { toCalendarParts, fromIso, toZone as zoneOf } from '@loggia/kernel'
import type { Language } from '@loggia/kernel'

/** The time zone of calendar days, and the language of their names. */
export type DayStyle = { readonly language: Language; readonly zone: string }

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const two = (n: number): string => String(n).padStart(2, '0')

/** `2026-11-25 周三`, `Wed, 25 Nov 2026`: the day of a moment in this zone, with its weekday. */
export function formatDayHeading(at: string, { language, zone }: DayStyle): string {
  const p = toCalendarParts(fromIso(at), zoneOf(zone))
  const weekday = new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: zone }).format(fromIso(at))
  return language === 'zh-CN'
    ? `${p.year}-${two(p.month)}-${two(p.day)} ${weekday}`
    : `${weekday}, ${p.day} ${months[p.month - 1] ?? ''} ${p.year}`
}

/** The year of a moment in this zone. */
export const toYear = (at: string, zone: string): number => toCalendarParts(fromIso(at), zoneOf(zone)).year

export type DayGroup<T> = { readonly heading: string; readonly entries: readonly T[] }

/** Groups neighbours of the same day and keeps their order. */
export function groupByDay<T extends { readonly at: string }>(
  entries: readonly T[],
  style: DayStyle,
): readonly DayGroup<T>[] {
  const groups: { heading: string; entries: T[] }[] = []
  for (const entry of entries) {
    const heading = formatDayHeading(entry.at, style)
    const last = groups.at(-1)
    if (last?.heading === heading) last.entries.push(entry)
    else groups.push({ heading, entries: [entry] })
  }
  return groups
}
