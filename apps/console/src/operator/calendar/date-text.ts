import { useLanguage } from '@loggia/ui'
import { formatDate } from './days.ts'
import type { Stretch } from './days.ts'
import { calendarTexts } from './texts.ts'

/** How a stretch of dates is written: one date, or the first and the last. */
export function useDateText(): (of: Pick<Stretch, 'from' | 'to'>) => string {
  const { weekdays, range } = calendarTexts.use()
  const language = useLanguage()
  const format = (date: string) => formatDate(date, { language, weekdays })
  return ({ from, to }) => (from === to ? format(from) : range(format(from), format(to)))
}
