import { expect, test } from 'vitest'
import { formatDay, formatTime } from './time.tsx'

const at = '2026-11-24T16:03:09.042Z'
const zh = { language: 'zh-CN', zone: 'Asia/Shanghai' } as const
const en = { language: 'en-US', zone: 'Asia/Shanghai' } as const

test.each([
  ['minute', '2026-11-25 00:03', '25 Nov 2026, 00:03'],
  ['second', '2026-11-25 00:03:09', '25 Nov 2026, 00:03:09'],
  ['ms', '2026-11-25 00:03:09.042', '25 Nov 2026, 00:03:09.042'],
  ['day', '2026-11-25', '25 Nov 2026'],
  ['clock', '00:03:09', '00:03:09'],
] as const)(
  'DESIGN dates, by %s: in the market’s zone and the reader’s language',
  (precision, inChinese, inEnglish) => {
    expect(formatTime(at, { ...zh, precision })).toBe(inChinese)
    expect(formatTime(at, { ...en, precision })).toBe(inEnglish)
  },
)

test('the year is left out only in that year', () => {
  expect(formatTime(at, { ...zh, currentYear: 2026 })).toBe('11-25 00:03')
  expect(formatTime(at, { ...en, currentYear: 2026, precision: 'day' })).toBe('25 Nov')
  expect(formatTime(at, { ...zh, currentYear: 2027 })).toBe('2026-11-25 00:03')
})

test('a calendar day is the same in every zone, and without its year', () => {
  expect(formatDay('2026-11-04', 'zh-CN')).toBe('11-04')
  expect(formatDay('2025-11-04', 'en-US')).toBe('4 Nov')
})
