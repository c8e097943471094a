import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fromHours, fromIso, fromMinutes, toInstant, toZone, weekendsOnly } from '@loggia/kernel'
import type { Instant, WorkingCalendar } from '@loggia/kernel'
import { presetHours } from '../schema.ts'
import { addSupportTime, countSupportTime, formatMinutes, requireHours, toMinutes } from './support-hours.ts'
import type { SupportTime } from './support-hours.ts'

const zone = toZone('Asia/Shanghai')
const openTime = (calendar: WorkingCalendar = weekendsOnly, hours = presetHours): SupportTime => ({
  hours,
  days: { zone, calendar },
})
const at = (text: string): Instant => fromIso(`${text}+08:00`)

describe('R285: support hours', () => {
  test.each([
    ['within a day', '2026-11-30T10:00:00', 2, '2026-11-30T12:00:00'],
    ['before the hours', '2026-11-30T03:00:00', 2, '2026-11-30T11:00:00'],
    ['over a night', '2026-11-30T17:00:00', 2, '2026-12-01T10:00:00'],
    ['until the last minute', '2026-11-30T16:00:00', 2, '2026-11-30T18:00:00'],
    ['over a weekend', '2026-12-04T17:00:00', 9, '2026-12-07T17:00:00'],
    ['from a Sunday', '2026-12-06T12:00:00', 1, '2026-12-07T10:00:00'],
  ])('time passes only in them: %s', (_, from, hours, to) => {
    expect(addSupportTime(at(from), fromHours(hours), openTime())).toBe(at(to))
    expect(countSupportTime(at(from), at(to), openTime())).toBe(fromHours(hours))
  })

  test('a holiday has none, and a weekend day that is worked has', () => {
    const calendar = new Map([
      ['2026-12-04', 'holiday'],
      ['2026-12-05', 'workday'],
    ] as const)

    const due = addSupportTime(at('2026-12-03T17:00:00'), fromHours(2), openTime(calendar))

    expect(due).toBe(at('2026-12-05T10:00:00'))
  })

  test('weekdays and hours are those of the seller', () => {
    const hours = { weekdays: [1, 2, 3, 4, 5, 6, 7], opensAt: 0, closesAt: 1440 }

    expect(addSupportTime(at('2026-12-04T17:00:00'), fromHours(31), openTime(weekendsOnly, hours))).toBe(
      at('2026-12-06T00:00:00'),
    )
  })

  test.each([
    [{ weekdays: [1, 2, 3, 4], opensAt: 0, closesAt: 1440 }],
    [{ weekdays: [1, 2, 3, 4, 4], opensAt: 540, closesAt: 1080 }],
    [{ weekdays: [1, 2, 3, 4, 5], opensAt: 540, closesAt: 1019 }],
    [{ weekdays: [1, 2, 3, 4, 5], opensAt: 1080, closesAt: 540 }],
  ])('fewer than 5×8 are refused: %j', (hours) => {
    expect(() => requireHours(hours)).toThrow(expect.objectContaining({ code: 'ticket.hours_too_few' }))
  })

  test('5×8 and more are enough', () => {
    expect(() => requireHours({ weekdays: [2, 3, 4, 5, 6], opensAt: 540, closesAt: 1020 })).not.toThrow()
    expect(() => requireHours({ weekdays: [1, 2, 3, 4, 5, 6, 7], opensAt: 0, closesAt: 1440 })).not.toThrow()
  })

  test('counted step by step it is the same', () => {
    const calendar = new Map([
      ['2026-12-02', 'holiday'],
      ['2026-12-06', 'workday'],
    ] as const)
    const time = openTime(calendar, { weekdays: [1, 2, 3, 4, 6], opensAt: 510, closesAt: 1110 })
    const start = at('2026-11-30T00:00:00')
    const minute = fc.nat({ max: 14 * 144 }).map((nth) => nth * 10)
    fc.assert(
      fc.property(minute, minute, (a, b) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b)].map((one) =>
          toInstant(start + fromMinutes(one)),
        ) as [Instant, Instant]
        const counted = countSupportTime(from, to, time)

        expect(counted).toBe(fromMinutes(countMinutes(from, to)))
        // There and back, unless it ends outside the hours.
        const due = addSupportTime(from, counted, time)
        expect(countSupportTime(from, due, time)).toBe(counted)
        expect(due).toBeLessThanOrEqual(Math.max(to, addSupportTime(from, 0, time)))
      }),
      { numRuns: 60 },
    )
  })

  test('a time of day is written and read', () => {
    expect([toMinutes('09:30'), toMinutes('24:00'), formatMinutes(570), formatMinutes(1440)]).toEqual([
      570,
      1440,
      '09:30',
      '24:00',
    ])
  })
})

/** 2 December is a holiday, 6 December, a Sunday, is worked, and Fridays are free; China has no summer time. */
function countMinutes(from: Instant, to: Instant): number {
  let count = 0
  for (let now = from as number; now < to; now += fromMinutes(10)) {
    const there = new Date(now + fromHours(8))
    const date = `${there.getUTCMonth() + 1}-${there.getUTCDate()}`
    const minutes = there.getUTCHours() * 60 + there.getUTCMinutes()
    const isDay = date === '12-6' || (date !== '12-2' && [1, 2, 3, 4, 6].includes(there.getUTCDay()))
    if (isDay && minutes >= 510 && minutes < 1110) count += 10
  }
  return count
}
