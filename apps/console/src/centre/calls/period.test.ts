import { fromIso } from '@loggia/kernel'
import { describe, expect, test } from 'vitest'
import { isDay, toRange } from './period.ts'

// In Shanghai it is already the 25th.
const at = { now: fromIso('2026-11-24T18:30:00.000Z'), zone: 'Asia/Shanghai' }

describe('periods', () => {
  test.each([
    ['today', '2026-11-24T16:00:00.000Z'],
    ['7d', '2026-11-18T16:00:00.000Z'],
    ['30d', '2026-10-26T16:00:00.000Z'],
  ] as const)('%s begins at midnight in the market’s zone and has no end', (period, from) => {
    expect(toRange({ period }, at)).toEqual({ from })
  })

  test('chosen days are whole ones, the last included', () => {
    expect(toRange({ period: 'custom', from: '2026-11-01', to: '2026-11-02' }, at)).toEqual({
      from: '2026-10-31T16:00:00.000Z',
      to: '2026-11-02T16:00:00.000Z',
    })
  })

  test('either end may be left open, and a day that does not exist is no end', () => {
    expect(toRange({ period: 'custom', to: '2026-11-02' }, at)).toEqual({ to: '2026-11-02T16:00:00.000Z' })
    expect(toRange({ period: 'custom', from: '2026-02-30' }, at)).toEqual({})
    expect(toRange({}, at)).toEqual({})
  })

  test.each([
    ['2026-11-24', true],
    ['2026-02-30', false],
    ['2026-13-01', false],
    ['24.11.2026', false],
  ])('%s is a day: %s', (text, expected) => {
    expect(isDay(text)).toBe(expected)
  })
})
