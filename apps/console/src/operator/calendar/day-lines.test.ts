import { expect, test } from 'vitest'
import { readDayLines } from './day-lines.ts'
import type { LineFault } from './day-lines.ts'

const spring = { zh: '春节', en: 'Spring Festival' }
const day = (date: string, kind: 'holiday' | 'workday' = 'holiday', name = spring) => ({ date, kind, name })

test.each([
  ['with spaces', '2027-02-08 holiday 春节 | Spring Festival'],
  ['in Chinese', '2027-02-08 放假 春节｜Spring Festival'],
  ['with commas', '2027-02-08,holiday,春节,Spring Festival'],
  ['with commas and quotes', '2027-02-08,"holiday","春节","Spring Festival"'],
  ['with tabs', '2027-02-08\tHoliday\t春节\tSpring Festival'],
  ['as spreadsheets save a date', '2027/2/8,holiday,春节,Spring Festival'],
])('a day is read %s', (_, line) => {
  expect(readDayLines(line)).toEqual({ days: [day('2027-02-08')], wrong: [] })
})

test('an exported table is read as it is: byte order mark, head, quotes, ends of lines', () => {
  const csv = [
    '\uFEFFDate,Kind,Chinese name,English name',
    '2027-01-01,holiday,元旦,"New Year, “1”, ""eve"""',
    '2027-01-02,workday,补班,Make-up',
    '',
  ].join('\r\n')

  expect(readDayLines(csv)).toEqual({
    days: [
      day('2027-01-01', 'holiday', { zh: '元旦', en: 'New Year, “1”, "eve"' }),
      day('2027-01-02', 'workday', { zh: '补班', en: 'Make-up' }),
    ],
    wrong: [],
  })
})

test('a stretch is all its days; empty lines and notes are skipped', () => {
  const { days, wrong } = readDayLines(
    '# 2027\n\n2027-02-28..2027-03-02 holiday 春节 | Spring Festival\n2027-03-06~2027-03-07 上班 春节 | Spring Festival\n',
  )

  expect(wrong).toEqual([])
  expect(days).toEqual([
    day('2027-02-28'),
    day('2027-03-01'),
    day('2027-03-02'),
    day('2027-03-06', 'workday'),
    day('2027-03-07', 'workday'),
  ])
})

test.each<[string, LineFault]>([
  ['2027-02-08', 'form'],
  ['2027-02-08 holiday', 'form'],
  ['2027-02-29 holiday 春节 | Spring Festival', 'date'],
  ['1999-12-31 holiday 春节 | Spring Festival', 'date'],
  ['next Monday 春节 | Spring Festival', 'date'],
  ['2027-02-08..soon holiday 春节 | Spring Festival', 'date'],
  ['2027-02-08..2027-02-09..2027-02-10 holiday 春节 | Spring Festival', 'date'],
  ['2027-02-09..2027-02-08 holiday 春节 | Spring Festival', 'range'],
  ['2027-01-01..2028-12-31 holiday 春节 | Spring Festival', 'range'],
  ['2027-02-08 halfday 春节 | Spring Festival', 'kind'],
  ['2027-02-08 holiday 春节', 'name'],
  ['2027-02-08 holiday 春节 |', 'name'],
  ['2027-02-08,holiday,,Spring Festival', 'name'],
  ['2027-02-08,holiday,春节,Spring Festival,more', 'name'],
  [`2027-02-08 holiday ${'春'.repeat(41)} | Spring Festival`, 'name'],
  ['2027-02-08 workday 春节 | Spring Festival', 'working'],
  ['2027-02-07..2027-02-08 workday 春节 | Spring Festival', 'working'],
])('%s is wrong: %s', (line, fault) => {
  expect(readDayLines(line)).toEqual({ days: [], wrong: [{ line: 1, text: line, fault }] })
})

test('each wrong line is named by its number, and a date that an earlier line has is wrong', () => {
  const { days, wrong } = readDayLines(
    [
      '2027-02-06..2027-02-09 holiday 春节 | Spring Festival',
      'what?',
      '2027-02-09 holiday 春节 | Spring Festival',
    ].join('\n'),
  )

  expect(days).toHaveLength(4)
  expect(wrong).toEqual([
    { line: 2, text: 'what?', fault: 'form' },
    { line: 3, text: '2027-02-09 holiday 春节 | Spring Festival', fault: 'repeated' },
  ])
})
