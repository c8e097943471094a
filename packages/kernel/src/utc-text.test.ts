import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fromIso, toIso } from './time.ts'
import { fromUtcText } from './utc-text.ts'

describe('times as a database prints them', () => {
  test('every time of four-digit years is read as the ISO date-time that it is', () => {
    const dates = fc.date({
      min: new Date(-62_167_219_200_000),
      max: new Date(253_402_300_799_999),
      noInvalidDate: true,
    })
    fc.assert(
      fc.property(dates, (date) => {
        const iso = toIso(date.getTime())

        expect(fromUtcText(iso.replace('T', ' ').replace('Z', '+00'))).toBe(fromIso(iso))
      }),
    )
  })

  test.each([
    ['2026-11-24 06:33:00+00', '2026-11-24T06:33:00.000Z'],
    ['2026-11-24 06:33:00.1+00', '2026-11-24T06:33:00.100Z'],
    ['2026-11-24 06:33:00.12+00', '2026-11-24T06:33:00.120Z'],
    ['2026-11-24 06:33:00.123456+00', '2026-11-24T06:33:00.123Z'],
    ['2026-11-24 06:33:00.9999+00', '2026-11-24T06:33:00.999Z'],
    ['2026-11-24 14:33:00.5+08', '2026-11-24T06:33:00.500Z'],
    ['2026-11-24 14:33:00+08', '2026-11-24T06:33:00.000Z'],
    ['0001-01-01 00:00:00+00', '0001-01-01T00:00:00.000Z'],
  ])('%s', (text, expected) => {
    expect(toIso(fromUtcText(text))).toBe(expected)
  })

  test.each(['infinity', '', '10000-01-01 00:00:00+00', '0044-03-15 00:00:00+00 BC', '2026-11-24'])(
    '“%s” is refused',
    (text) => {
      expect(() => fromUtcText(text)).toThrow(RangeError)
    },
  )
})
