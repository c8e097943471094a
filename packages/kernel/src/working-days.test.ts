import { describe, expect, test } from 'vitest'
import * as fc from 'fast-check'
import { addDays, fromIso, toInstant, toIso, toZone } from './time.ts'
import type { Instant } from './time.ts'
import {
  addWorkingDays,
  countWorkingDays,
  getWeekday,
  isDate,
  isWorkingDate,
  isWorkingDay,
  listDates,
  toCalendarDate,
  weekendsOnly,
} from './working-days.ts'
import type { DayKind, WorkingDays } from './working-days.ts'

const shanghai = toZone('Asia/Shanghai')
/** Spring Festival of 2027, with the Saturday before and the Sunday after it as workdays. */
const festival: WorkingDays = {
  zone: shanghai,
  calendar: new Map<string, DayKind>([
    ...listDates('2027-02-06', '2027-02-12').map((date) => [date, 'holiday'] as const),
    ['2027-01-30', 'workday'],
    ['2027-02-14', 'workday'],
  ]),
}
const plain: WorkingDays = { zone: shanghai, calendar: weekendsOnly }

describe('dates', () => {
  test.each([
    ['2028-02-29', true],
    ['2027-02-29', false],
    ['2027-13-01', false],
    ['2027-2-6', false],
    ['2027-02-06T00:00:00Z', false],
    [' 2027-02-06', false],
    ['', false],
  ])('%j is a date: %s', (text, expected) => {
    expect(isDate(text)).toBe(expected)
  })

  test('are listed from the first to the last, over the end of a month', () => {
    expect(listDates('2028-02-28', '2028-03-01')).toEqual(['2028-02-28', '2028-02-29', '2028-03-01'])
    expect(listDates('2028-03-01', '2028-03-01')).toEqual(['2028-03-01'])
    expect(listDates('2028-03-01', '2028-02-28')).toEqual([])
    expect(() => listDates('2028-03-01', '2028-02-30')).toThrow(RangeError)
  })

  test('are those of the zone', () => {
    // 23:00 UTC on Sunday is Monday in Shanghai.
    expect(toCalendarDate(fromIso('2026-11-29T23:00:00Z'), shanghai)).toBe('2026-11-30')
    expect([getWeekday('2026-11-29'), getWeekday('2026-11-30')]).toEqual([0, 1])
  })
})

describe('working days', () => {
  test.each([
    ['2026-11-24T06:33:00.000Z', 3, '2026-11-27T06:33:00.000Z', 'Tuesday to Friday'],
    ['2026-11-26T06:33:00.000Z', 3, '2026-12-01T06:33:00.000Z', 'Thursday over the weekend to Tuesday'],
    ['2026-11-28T06:33:00.000Z', 1, '2026-11-30T06:33:00.000Z', 'Saturday to Monday'],
    ['2026-11-29T23:00:00.000Z', 3, '2026-12-02T23:00:00.000Z', 'by the days of the zone'],
    ['2026-11-24T06:33:00.000Z', 0, '2026-11-24T06:33:00.000Z', 'none'],
  ])('R82: without a calendar, from %s, %d on: %s (%s)', (from, count, to) => {
    expect(toIso(addWorkingDays(fromIso(from), count, plain))).toBe(to)
  })

  test.each([
    [
      '2027-02-04T06:33:00.000Z',
      3,
      '2027-02-15T06:33:00.000Z',
      'over the holidays, by the Sunday that is worked',
    ],
    ['2027-01-29T06:33:00.000Z', 1, '2027-01-30T06:33:00.000Z', 'Friday to the Saturday that is worked'],
    ['2027-02-08T06:33:00.000Z', 1, '2027-02-14T06:33:00.000Z', 'from a holiday'],
    ['2027-02-05T16:30:00.000Z', 1, '2027-02-13T16:30:00.000Z', 'past midnight in the zone'],
  ])('R82: with holidays, from %s, %d on: %s (%s)', (from, count, to) => {
    expect(toIso(addWorkingDays(fromIso(from), count, festival))).toBe(to)
  })

  test.each([
    ['2027-02-06', false],
    ['2027-02-10', false],
    ['2027-02-13', false],
    ['2027-02-14', true],
    ['2027-02-15', true],
  ])('%s is one: %s', (date, expected) => {
    expect(isWorkingDate(date, festival.calendar)).toBe(expected)
    expect(isWorkingDay(fromIso(`${date}T23:59:00+08:00`), festival)).toBe(expected)
  })

  test('are counted from the day after the first to the last', () => {
    const [from, to] = [fromIso('2027-02-05T23:00:00+08:00'), fromIso('2027-02-15T01:00:00+08:00')]

    expect(countWorkingDays(from, to, festival)).toBe(2)
    expect(countWorkingDays(to, from, festival)).toBe(0)
    expect(countWorkingDays(from, from, festival)).toBe(0)
  })
})

// The evaluator below shares no code with what it judges: days are whole numbers since 1970-01-01, a Thursday, at eight
// hours before UTC, and their dates are computed in integers.
const dayMs = 86_400_000
const numberOf = (at: number): number => Math.floor((at + 8 * 3_600_000) / dayMs)
function textOf(day: number): string {
  let [year, left] = [1970, day]
  const isLeap = () => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  for (; left >= (isLeap() ? 366 : 365); year += 1) left -= isLeap() ? 366 : 365
  let month = 1
  for (const days of [31, isLeap() ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]) {
    if (left < days) break
    left -= days
    month += 1
  }
  return [String(year), String(month).padStart(2, '0'), String(left + 1).padStart(2, '0')].join('-')
}
type Exceptions = ReadonlyMap<number, DayKind>
const isWorked = (day: number, exceptions: Exceptions): boolean => {
  const kind = exceptions.get(day)
  if (kind) return kind === 'workday'
  // Day 2 was a Saturday, day 3 a Sunday.
  return day % 7 !== 2 && day % 7 !== 3
}
function walk(from: number, count: number, exceptions: Exceptions): number {
  let [at, left] = [from, count]
  while (left > 0) {
    at += dayMs
    if (isWorked(numberOf(at), exceptions)) left -= 1
  }
  return at
}

describe('for any start, any count and any calendar', () => {
  const starts = fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2090, 0, 1) })
  const counts = fc.integer({ min: 0, max: 60 })
  /** Days near the start, so that they matter: up to whole months of holidays. */
  const cases = starts.chain((start) =>
    fc
      .array(
        fc.tuple(
          fc.integer({ min: -5, max: 100 }),
          fc.integer({ min: 1, max: 30 }),
          fc.constantFrom<DayKind>('holiday', 'workday'),
        ),
        { maxLength: 8 },
      )
      .map((runs) => {
        const exceptions = new Map<number, DayKind>()
        for (const [ahead, length, kind] of runs)
          for (let day = 0; day < length; day += 1) exceptions.set(numberOf(start) + ahead + day, kind)
        const calendar = new Map([...exceptions].map(([day, kind]) => [textOf(day), kind]))
        return { start: toInstant(start), exceptions, days: { zone: shanghai, calendar } }
      }),
  )

  test('the result is that of walking day by day, and a working day unless nothing was added', () => {
    fc.assert(
      fc.property(cases, counts, ({ start, exceptions, days }, count) => {
        const to = addWorkingDays(start, count, days)

        expect(to).toBe(walk(start, count, exceptions))
        if (count > 0) expect(isWorkingDay(to, days)).toBe(true)
        expect(countWorkingDays(start, to, days)).toBe(count)
      }),
      { numRuns: 500 },
    )
  })

  test('adding n and then m is adding n + m', () => {
    fc.assert(
      fc.property(cases, counts, counts, ({ start, days }, n, m) => {
        expect(addWorkingDays(addWorkingDays(start, n, days), m, days)).toBe(
          addWorkingDays(start, n + m, days),
        )
      }),
    )
  })

  test('a day is one or not, whatever its time of day', () => {
    fc.assert(
      fc.property(cases, fc.integer({ min: -10, max: 130 }), ({ start, exceptions, days }, ahead) => {
        const at: Instant = addDays(start, ahead, shanghai)

        expect(isWorkingDay(at, days)).toBe(isWorked(numberOf(at), exceptions))
        expect(isWorkingDate(textOf(numberOf(at)), days.calendar)).toBe(isWorked(numberOf(at), exceptions))
      }),
    )
  })
})
