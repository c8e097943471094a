import { describe, expect, test } from 'vitest'
import { groupByDay, formatDayHeading, toYear } from './days.ts'

const zh = { language: 'zh-CN', zone: 'Asia/Shanghai' } as const

describe('days of a time line', () => {
  test('a day is named with its weekday in the language of the reader', () => {
    expect(formatDayHeading('2026-11-25T01:12:40.000Z', zh)).toBe('2026-11-25 周三')
    expect(formatDayHeading('2026-11-25T01:12:40.000Z', { ...zh, language: 'en-US' })).toBe(
      'Wed, 25 Nov 2026',
    )
  })

  test('days begin at midnight of the market, not of UTC', () => {
    const entries = [
      { at: '2026-11-24T16:00:00.000Z' },
      { at: '2026-11-24T15:59:59.999Z' },
      { at: '2026-11-24T06:00:00.000Z' },
    ]

    const days = groupByDay(entries, zh)

    expect(days.map((day) => [day.heading, day.entries.length])).toEqual([
      ['2026-11-25 周三', 1],
      ['2026-11-24 周二', 2],
    ])
  })

  test('the year is the one of the zone', () => {
    expect(toYear('2026-12-31T16:00:00.000Z', 'Asia/Shanghai')).toBe(2027)
    expect(toYear('2026-12-31T16:00:00.000Z', 'UTC')).toBe(2026)
  })
})
