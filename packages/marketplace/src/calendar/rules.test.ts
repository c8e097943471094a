import { expect, test } from 'vitest'
import { decideChanges, requireDays, requireRange } from './rules.ts'
import type { CalendarDay } from './schema.ts'

const day = (date: string, kind: CalendarDay['kind'] = 'holiday', zh = '春节'): CalendarDay => ({
  date,
  kind,
  name: { zh, en: 'Spring Festival' },
})
const codeOf = (act: () => void): unknown => {
  try {
    act()
    return undefined
  } catch (error) {
    return (error as { code?: unknown }).code
  }
}

test.each<[string, CalendarDay[], string | undefined]>([
  ['a holiday on a Monday', [day('2027-02-08')], undefined],
  ['a holiday on a Saturday', [day('2027-02-06')], undefined],
  ['a workday on a Saturday', [day('2027-02-20', 'workday')], undefined],
  ['a workday on a Sunday', [day('2027-02-14', 'workday')], undefined],
  ['a workday on a Friday', [day('2027-02-05', 'workday')], 'calendar.already_working'],
  ['a date twice', [day('2027-02-08'), day('2027-02-09'), day('2027-02-08')], 'calendar.date_repeated'],
])('%s: %j, %s', (_, days, code) => {
  expect(codeOf(() => requireDays(days))).toBe(code)
})

test.each([
  ['2027-02-06', '2027-02-12', undefined],
  ['2027-02-06', '2027-02-06', undefined],
  ['2027-02-06', '2027-02-05', 'calendar.range_reversed'],
])('from %s to %s: %s', (from, to, code) => {
  expect(codeOf(() => requireRange({ from, to }))).toBe(code)
})

test('what is set already is no change; another kind or name replaces it', () => {
  const before = [day('2027-02-06'), day('2027-02-14'), day('2027-02-08')]
  const days = [
    day('2027-02-06'),
    day('2027-02-14', 'workday'),
    day('2027-02-08', 'holiday', '初三'),
    day('2027-02-09'),
  ]

  expect(decideChanges(before, days)).toEqual({
    changed: days.slice(1),
    replaced: [day('2027-02-14'), day('2027-02-08')],
  })
})
