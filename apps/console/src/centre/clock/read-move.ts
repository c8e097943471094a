import type { CalendarParts } from '@loggia/kernel'

/** Reads a typed number of months, days or hours; an empty text is 0. */
export function readWhole(text: string): number | undefined {
  const typed = text.trim()
  if (typed === '') return 0
  return /^\d{1,6}$/.test(typed) ? Number(typed) : undefined
}

/** Reads a browser's `2027-01-31T09:30`. */
export function readLocal(text: string): CalendarParts | undefined {
  const read = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d))?/.exec(text)
  if (!read) return undefined
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = read
    .slice(1)
    .map((part) => Number(part || 0))
  return { year, month, day, hour, minute, second, ms: 0 }
}
