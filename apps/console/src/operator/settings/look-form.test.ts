import { expect, test } from 'vitest'
import { findWrong, readContrast, readLook, toTypedLook } from './look-form.ts'

const empty = toTypedLook({})

test('what is typed is read as what was set, and empty fields are left out', () => {
  const profile = {
    name: { zh: '晴川', en: 'Qingchuan' },
    contact: { email: 'help@qingchuan.example', phone: '400 123', hours: { zh: '工作日', en: 'Weekdays' } },
    accent: '#7a1f4d',
  }

  expect(readLook(toTypedLook(profile))).toEqual(profile)
  expect(readLook(empty)).toEqual({})
  expect(readLook({ ...empty, email: ' a@b.example ', accent: '#7A1F4D' })).toEqual({
    contact: { email: 'a@b.example' },
    accent: '#7a1f4d',
  })
})

test.each([
  [{}, []],
  [{ nameZh: '晴川' }, ['nameEn']],
  [{ hoursEn: 'Weekdays' }, ['hoursZh']],
  [{ email: 'help' }, ['email']],
  [{ phone: 'ring' }, ['phone']],
  [{ phone: '+86 (21) 123-456' }, []],
  [{ accent: 'red' }, ['accent']],
  [{ accent: '#ffd400' }, ['accent']],
  [{ accent: '#0b6174' }, []],
])('%j is wrong in %j', (typed, fields) => {
  const wrong = Object.entries(findWrong({ ...empty, ...typed })).filter(([, isWrong]) => isWrong)

  expect(wrong.map(([field]) => field)).toEqual(fields)
})

test('the contrast is rounded down, so that none is shown as enough that is not', () => {
  expect(readContrast('#7a1f4d')).toBe(7.8)
  expect(readContrast('#0b61')).toBeUndefined()
})
