import { expect, test } from 'vitest'
import { toInstant, toZone } from '@loggia/kernel'
import { toConditions, listUnmet } from './company-conditions.ts'
import { companyPresets } from './schema/seller-applications.ts'

const asked = toConditions(companyPresets)
const today = { now: toInstant(Date.UTC(2026, 10, 24, 6, 33)), zone: toZone('Asia/Shanghai') }
const company = {
  staff: 15,
  foundedOn: '2025-11-24',
  capital: 500_000,
  support: { days: 5, hours: 8 },
}

test.each<[string, object, string[]]>([
  ['what just meets all of it', {}, []],
  ['one person less', { staff: 14 }, ['staff']],
  ['a day younger', { foundedOn: '2025-11-25' }, ['years']],
  ['a yuan less', { capital: 499_999 }, ['capital']],
  ['a day of support less', { support: { days: 4, hours: 8 } }, ['support']],
  ['an hour of support less', { support: { days: 5, hours: 7 } }, ['support']],
  ['what was never asked for', { capital: undefined, support: undefined }, ['capital', 'support']],
])('R81: of %s not met is what it lacks', (_, change, unmet) => {
  expect(listUnmet({ ...company, ...change }, asked, today)).toEqual(unmet)
})

test('R81: a condition of 0 is none', () => {
  const none = toConditions({
    sellerMinStaff: 0,
    sellerMinYears: 0,
    sellerMinCapital: 0,
    sellerSupportDays: 0,
    sellerSupportHours: 0,
  })

  expect(none).toEqual({})
  expect(listUnmet({ staff: 1, foundedOn: '2026-11-24' }, none, today)).toEqual([])
})
