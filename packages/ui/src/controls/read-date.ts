/** A day, with the time of day if one is asked for. */
export type DatePrecision = 'day' | 'minute'

const two = (digits: string): string => digits.padStart(2, '0')

const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** The days of a month, 1 to 12; none of any other. */
function countDays(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return month === 2 && isLeap ? 29 : (monthDays[month - 1] ?? 0)
}

/**
 * A typed date in the form in which dates are shown, `2026-03-02` or `2026-03-02 08:30`; undefined if it is none. The
 * year comes first, so that no reader has to guess which number is the month.
 */
export function readDate(typed: string, precision: DatePrecision): string | undefined {
  const form =
    precision === 'day'
      ? /^(\d{4})[-/. 年]?(\d{1,2})[-/. 月]?(\d{1,2})日?$/
      : /^(\d{4})[-/. 年]?(\d{1,2})[-/. 月]?(\d{1,2})日?[ T]+(\d{1,2}):(\d{2})$/
  const [, year = '', month = '', day = '', hour = '0', minute = '0'] = form.exec(typed.trim()) ?? []
  const date = `${year}-${two(month)}-${two(day)}`
  const isDay = Number(day) >= 1 && Number(day) <= countDays(Number(year), Number(month))
  if (!isDay || Number(hour) > 23 || Number(minute) > 59) return undefined
  return precision === 'day' ? date : `${date} ${two(hour)}:${minute}`
}
