import { expect, test } from 'vitest'
import { findWrongDays, listTypedDays, noDays } from './day-form.ts'
import { formatDate, groupDays } from './days.ts'

const name = { zh: '春节', en: 'Spring Festival' }
const day = (date: string, kind: 'holiday' | 'workday' = 'holiday', zh = name.zh) => ({
  date,
  kind,
  name: { ...name, zh },
})

test('successive days of one kind and name are one row, over the end of a month', () => {
  const days = [
    day('2027-01-30'),
    day('2027-01-31'),
    day('2027-02-01'),
    day('2027-02-03'),
    day('2027-02-04', 'holiday', '元宵节'),
    day('2027-02-06', 'workday', '元宵节'),
  ]

  expect(groupDays(days).map(({ from, to, count }) => [from, to, count])).toEqual([
    ['2027-01-30', '2027-02-01', 3],
    ['2027-02-03', '2027-02-03', 1],
    ['2027-02-04', '2027-02-04', 1],
    ['2027-02-06', '2027-02-06', 1],
  ])
  expect(groupDays([])).toEqual([])
})

test('a date has its weekday', () => {
  const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']

  expect(formatDate('2027-02-06', { language: 'en-US', weekdays })).toBe('Sat 6 Feb 2027')
  expect(formatDate('2027-02-07', { language: 'zh-CN', weekdays: ['周日'] })).toBe('2027-02-07 周日')
})

const typed = { ...noDays, first: '2027-02-06', nameZh: ' 春节 ', nameEn: 'Spring Festival' }

test('without a last day one day is typed, else all to the last', () => {
  expect(listTypedDays(typed)).toEqual([day('2027-02-06')])
  expect(listTypedDays({ ...typed, last: '2027-02-07', kind: 'workday' })).toEqual([
    day('2027-02-06', 'workday'),
    day('2027-02-07', 'workday'),
  ])
})

test.each<[object, string[]]>([
  [{}, []],
  [{ last: '2027-02-12' }, []],
  [{ first: '' }, ['first']],
  [{ first: '2027-02-30', last: '2027-03-01' }, ['first']],
  [{ first: '2100-01-01' }, ['first']],
  [{ last: '2027-02-05' }, ['last']],
  [{ last: '2027-02-31' }, ['last']],
  [{ last: '2028-03-12' }, ['last']],
  [{ nameZh: ' ' }, ['nameZh']],
  [{ nameEn: '' }, ['nameEn']],
  [{ kind: 'workday' }, []],
  [{ kind: 'workday', last: '2027-02-08' }, ['working']],
])('%j: wrong is %j', (change, expected) => {
  const wrong = findWrongDays({ ...typed, ...change })

  expect(Object.entries(wrong).flatMap(([field, is]) => (is ? [field] : []))).toEqual(expected)
})
