import { describe, expect, test } from 'vitest'
import * as fc from 'fast-check'
import {
  addMonths,
  addMs,
  findNextHour,
  toCalendarParts,
  fromDays,
  pickEarlier,
  pickFirst,
  fromCalendar,
  fromIso,
  fromHours,
  toInstant,
  pickLater,
  getOffsetMinutes,
  formatShortStamp,
  toIso,
  toZone,
} from './time.ts'
import type { CalendarParts, Instant, Zone } from './time.ts'

const shanghai = toZone('Asia/Shanghai')
const newYork = toZone('America/New_York')
const berlin = toZone('Europe/Berlin')
const lordHowe = toZone('Australia/Lord_Howe')
const kathmandu = toZone('Asia/Kathmandu')
const apia = toZone('Pacific/Apia')

const parts = (text: string): CalendarParts => {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, ms = 0] = text
    .split(/\D/)
    .map(Number)
  return { year, month, day, hour, minute, second, ms }
}
const at = (text: string): Instant => fromIso(text)
const instants = fc
  .integer({ min: Date.UTC(1995, 0, 1), max: Date.UTC(2100, 0, 1) })
  .map((ms) => toInstant(ms))
const zones = fc.constantFrom<Zone>(shanghai, newYork, berlin, lordHowe, kathmandu, apia)

describe('a calendar in a zone', () => {
  test.each([
    ['2026-11-24T06:33:00.123Z', shanghai, '2026-11-24 14:33:00.123'],
    ['2026-11-24T16:00:00.000Z', shanghai, '2026-11-25 00:00:00.000'],
    ['2026-01-01T00:00:00.000Z', newYork, '2025-12-31 19:00:00.000'],
    ['1969-12-31T23:59:59.999Z', shanghai, '1970-01-01 07:59:59.999'],
    ['2026-06-01T00:00:00.000Z', kathmandu, '2026-06-01 05:45:00.000'],
  ])('shows %s in %s as %s', (text, name, shown) => {
    expect(toCalendarParts(at(text), name)).toEqual(parts(shown))
  })

  test.each([
    ['2026-11-24T06:33:00.123Z', shanghai, 480],
    ['2026-03-29T00:59:59.999Z', berlin, 60],
    ['2026-03-29T01:00:00.000Z', berlin, 120],
    ['2026-01-01T00:00:00.000Z', newYork, -300],
    ['2026-06-01T00:00:00.000Z', kathmandu, 345],
  ])('is at %s in %s ahead of UTC by %i minutes', (text, name, ahead) => {
    expect(getOffsetMinutes(at(text), name)).toBe(ahead)
  })

  test('shows what the runtime’s own calendar shows, on days on which clocks are moved too', () => {
    const formatter = (timeZone: Zone) =>
      new Intl.DateTimeFormat('en-CA', {
        timeZone,
        dateStyle: 'short',
        timeStyle: 'medium',
        hourCycle: 'h23',
      })
    const formatters = new Map([newYork, berlin, lordHowe, apia].map((name) => [name, formatter(name)]))
    const moved = fc.constantFrom('2026-03-08', '2026-11-01', '2026-03-29', '2026-04-04', '2011-12-30')
    const nearMoves = fc
      .tuple(moved, fc.integer({ min: -fromHours(30), max: fromHours(50) }))
      .map(([day, ms]) => addMs(at(`${day}T00:00:00Z`), ms - (ms % 1000)))

    fc.assert(
      fc.property(fc.oneof(instants, nearMoves), fc.constantFrom(...formatters.keys()), (moment, name) => {
        const shown = formatters.get(name)?.format(moment) ?? ''
        expect(toCalendarParts(moment, name)).toEqual({
          ...parts(shown.replace(', ', ' ')),
          ms: moment % 1000,
        })
      }),
      { numRuns: 500 },
    )
  })

  test('gives back the instant of every reading, in a zone that never moves its clocks', () => {
    fc.assert(
      fc.property(instants, (moment) => {
        expect(fromCalendar(toCalendarParts(moment, shanghai), shanghai)).toBe(moment)
      }),
    )
  })

  test('gives back an instant that reads the same in any zone: the moment itself, or the earlier of the two', () => {
    fc.assert(
      fc.property(instants, zones, (moment, name) => {
        const read = toCalendarParts(moment, name)

        const back = fromCalendar(read, name)

        expect(toCalendarParts(back, name)).toEqual(read)
        expect(back).toBeLessThanOrEqual(moment)
        expect(moment - back).toBeLessThanOrEqual(fromHours(1))
      }),
    )
  })

  test.each([
    ['in New York', newYork, '2026-03-08 02:30', '2026-03-08T07:30:00.000Z'],
    ['in Berlin', berlin, '2026-03-29 02:00', '2026-03-29T01:00:00.000Z'],
    ['of half an hour on Lord Howe', lordHowe, '2026-10-04 02:15', '2026-10-03T15:45:00.000Z'],
    ['of a whole day in Apia', apia, '2011-12-30 12:00', '2011-12-30T22:00:00.000Z'],
  ])('reads a time that falls into a gap %s as the later one', (_where, name, shown, expected) => {
    expect(toIso(fromCalendar(parts(shown), name))).toBe(expected)
  })

  test.each([
    ['in New York', newYork, '2026-11-01 01:30', '2026-11-01T05:30:00.000Z'],
    ['in Berlin', berlin, '2026-10-25 02:30', '2026-10-25T00:30:00.000Z'],
    ['of half an hour on Lord Howe', lordHowe, '2026-04-05 01:45', '2026-04-04T14:45:00.000Z'],
  ])('reads a time that comes twice %s as the earlier one', (_where, name, shown, expected) => {
    expect(toIso(fromCalendar(parts(shown), name))).toBe(expected)
  })

  test('refuses a zone that is not known', () => {
    expect(() => toZone('Asia/Nowhere')).toThrow(RangeError)
  })
})

describe('calendar months', () => {
  test.each([
    ['2026-01-31T02:00:00.000Z', 1, undefined, '2026-02-28T02:00:00.000Z'],
    ['2028-01-31T02:00:00.000Z', 1, undefined, '2028-02-29T02:00:00.000Z'],
    ['2026-02-28T02:00:00.000Z', 1, undefined, '2026-03-28T02:00:00.000Z'],
    ['2026-02-28T02:00:00.000Z', 1, 31, '2026-03-31T02:00:00.000Z'],
    ['2026-11-24T06:33:00.123Z', 12, undefined, '2027-11-24T06:33:00.123Z'],
    ['2028-02-29T02:00:00.000Z', 12, undefined, '2029-02-28T02:00:00.000Z'],
    ['2026-01-15T02:00:00.000Z', -1, undefined, '2025-12-15T02:00:00.000Z'],
    ['2026-03-31T02:00:00.000Z', -13, undefined, '2025-02-28T02:00:00.000Z'],
    // In Shanghai it is already the first of February.
    ['2026-01-31T16:00:00.000Z', 1, undefined, '2026-02-28T16:00:00.000Z'],
  ])('%s and %i months, anchored on day %s, in Shanghai are %s', (from, count, anchorDay, expected) => {
    expect(toIso(addMonths(at(from), count, shanghai, anchorDay))).toBe(expected)
  })

  test('keep the time on the wall when the clocks have moved', () => {
    const before = at('2026-02-15T14:00:00.000Z')

    const after = addMonths(before, 1, newYork)

    expect(toCalendarParts(before, newYork).hour).toBe(9)
    expect(toCalendarParts(after, newYork).hour).toBe(9)
    expect(after - before).toBe(fromDays(28) - fromHours(1))
  })

  test('keep the day, or end on the last one of a shorter month', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: -600, max: 600 }), (moment, count) => {
        const from = toCalendarParts(moment, shanghai)

        const to = toCalendarParts(addMonths(moment, count, shanghai), shanghai)

        expect(to.year * 12 + to.month).toBe(from.year * 12 + from.month + count)
        const tomorrow = toCalendarParts(addMs(addMonths(moment, count, shanghai), fromDays(1)), shanghai)
        expect(to.day === from.day || (to.day < from.day && tomorrow.day === 1)).toBe(true)
        expect({ ...to, year: 0, month: 0, day: 0 }).toEqual({ ...from, year: 0, month: 0, day: 0 })
      }),
    )
  })

  test('taken one by one with their anchor end where they end when taken at once', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 1, max: 30 }), (moment, count) => {
        const anchorDay = toCalendarParts(moment, shanghai).day

        let stepwise = moment
        for (let step = 0; step < count; step += 1) stepwise = addMonths(stepwise, 1, shanghai, anchorDay)

        expect(stepwise).toBe(addMonths(moment, count, shanghai))
      }),
    )
  })
})

describe('the text of an instant', () => {
  test('is read back as the same instant', () => {
    fc.assert(
      fc.property(instants, (moment) => {
        expect(fromIso(toIso(moment))).toBe(moment)
      }),
    )
  })

  test.each([
    ['2026-11-24T14:33:00+08:00', '2026-11-24T06:33:00.000Z'],
    ['2026-11-24T01:03:00-05:30', '2026-11-24T06:33:00.000Z'],
  ])('%s is %s', (text, expected) => {
    expect(toIso(fromIso(text))).toBe(expected)
  })

  test.each([
    '',
    'Z',
    '2026-11-24',
    '2026-11-24T06:33:00',
    '24 Nov 2026 06:33:00Z',
    '2026-13-01T00:00:00Z',
    '2026-02-30T00:00:00Z',
    '2026-02-01T25:00:00Z',
  ])('%j is refused: without an offset, or no such time', (text) => {
    expect(() => fromIso(text)).toThrow(RangeError)
  })

  test.each([Number.NaN, Number.POSITIVE_INFINITY, 1.5, 8.64e15 + 1])('%d is no instant', (ms) => {
    expect(() => toInstant(ms)).toThrow(RangeError)
  })
})

test('the stamp of an order number shows the zone’s time', () => {
  expect(formatShortStamp(at('2026-11-24T16:05:00.000Z'), shanghai)).toBe('2611250005')
})

test('an hour comes next today or tomorrow, by the clock of the zone', () => {
  const three = (text: string, zone: Zone) => toIso(findNextHour(at(text), 3, zone))

  expect(three('2026-11-24T18:59:59.999Z', shanghai)).toBe('2026-11-24T19:00:00.000Z')
  expect(three('2026-11-24T19:00:00.000Z', shanghai)).toBe('2026-11-25T19:00:00.000Z')
  // The night in which the clocks go back has 25 hours.
  expect(three('2026-10-24T12:00:00.000Z', berlin)).toBe('2026-10-25T02:00:00.000Z')
})

test('of two instants the earlier and the later are told apart', () => {
  const [a, b] = [at('2026-01-01T00:00:00Z'), at('2026-01-01T00:00:01Z')]

  expect(pickEarlier(b, a)).toBe(a)
  expect(pickLater(a, b)).toBe(b)
  expect([pickFirst(b, a), pickFirst(undefined, b), pickFirst(a, undefined)]).toEqual([a, b, a])
  expect(pickFirst(undefined, undefined)).toBeUndefined()
})
