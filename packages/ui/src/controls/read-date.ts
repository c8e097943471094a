/** A day, with the time of day if one is asked for. */
export type DatePrecision = 'day' | 'minute'

const two = (digits: string): string => digits.padStart(2, '0')

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
  const at = new Date(`${date}T${two(hour)}:${minute.padStart(2, '0')}:00Z`)
  if (year === '' || Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== date) return undefined
  return precision === 'day' ? date : `${date} ${two(hour)}:${minute}`
}
