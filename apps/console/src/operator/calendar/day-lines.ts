import { listDates } from '@loggia/kernel'
import type { DayKind } from '@loggia/kernel'
import type { CalendarDay } from '@loggia/protocol/console'
import { mostDaysAtOnce } from '@loggia/protocol/console/calendar/kinds'
import { isCalendarDate, isDayName, isWorkedAnyway } from './days.ts'

/** What may be wrong with a line. */
export type LineFault = 'form' | 'date' | 'range' | 'kind' | 'name' | 'repeated' | 'working'
export type WrongLine = { readonly line: number; readonly text: string; readonly fault: LineFault }
export type DayLines = { readonly days: readonly CalendarDay[]; readonly wrong: readonly WrongLine[] }

/** For the empty field. */
export const exampleLines = [
  '2027-02-06..2027-02-12 holiday 春节 | Spring Festival',
  '2027-02-14 workday 春节调休 | Spring Festival',
].join('\n')

const kinds: ReadonlyMap<string, DayKind> = new Map([
  ['holiday', 'holiday'],
  ['放假', 'holiday'],
  ['workday', 'workday'],
  ['上班', 'workday'],
  ['调休上班', 'workday'],
])

/**
 * Reads lines such as `2027-02-06 holiday 春节 | Spring Festival`, or the same four values separated by commas (RFC 4180)
 * or tabs. The date may be a stretch: `2027-02-06..2027-02-12`. Empty lines, lines that begin with `#` and the head of a
 * table are skipped.
 */
export function readDayLines(text: string): DayLines {
  const byDate = new Map<string, CalendarDay>()
  const wrong: WrongLine[] = []
  text.split(/\r\n|\r|\n/).forEach((written, at) => {
    const line = written.replace('\uFEFF', '').trim()
    if (line === '' || line.startsWith('#')) return
    const fields = splitLine(line)
    if (wrong.length + byDate.size === 0 && /^(date|日期)$/i.test(fields[0] ?? '')) return
    const read = readFields(fields)
    const fault =
      typeof read === 'string' ? read : read.some(({ date }) => byDate.has(date)) ? 'repeated' : undefined
    if (fault) wrong.push({ line: at + 1, text: line, fault })
    else if (typeof read !== 'string') for (const day of read) byDate.set(day.date, day)
  })
  return { days: [...byDate.values()], wrong }
}

function splitLine(line: string): string[] {
  if (line.includes('\t')) return line.split('\t').map((field) => field.trim())
  if (/^[^\s,]+\s*,/.test(line)) return splitCsv(line)
  const [, date = '', kind = '', names] = /^(\S+)\s+(\S+)\s+(.+)$/.exec(line) ?? []
  return names === undefined ? [line] : [date, kind, ...names.split(/[|｜]/).map((name) => name.trim())]
}

const splitCsv = (line: string): string[] =>
  [...line.matchAll(/(?:^|,)\s*(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain = '']) =>
    (quoted?.replaceAll('""', '"') ?? plain).trim(),
  )

function readFields(fields: readonly string[]): CalendarDay[] | LineFault {
  const [dates = '', kindName = '', zh = '', en = ''] = fields
  if (fields.length < 3) return 'form'
  const ends = dates.split(/\.\.|~|～|至/)
  const [first, last] = [toDate(ends[0] ?? ''), toDate(ends.at(-1) ?? '')]
  if (first === undefined || last === undefined || ends.length > 2) return 'date'
  const kind = kinds.get(kindName.toLowerCase())
  if (!kind) return 'kind'
  if (fields.length !== 4 || !isDayName(zh) || !isDayName(en)) return 'name'
  const days = listDates(first, last).map((date) => ({ date, kind, name: { zh, en } }))
  if (days.length === 0 || days.length > mostDaysAtOnce) return 'range'
  return days.some(isWorkedAnyway) ? 'working' : days
}

/** Spreadsheets write `2027/2/6`. */
function toDate(written: string): string | undefined {
  const [, year = '', month = '', day = ''] = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/.exec(written.trim()) ?? []
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isCalendarDate(date) ? date : undefined
}
