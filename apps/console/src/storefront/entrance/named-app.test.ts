import { expect, test } from 'vitest'
import { findNamedApp } from './named-app.ts'

test.each([
  ['#/portal-login?ind=UNOP&appId=K7Q2M4XAB3CD5EFG', 'K7Q2M4XAB3CD5EFG'],
  ['#/portal-login?appId=K7Q2M4XAB3CD5EFG&ind=UNOP', 'K7Q2M4XAB3CD5EFG'],
  ['#/portal-login?appId=a%26b', 'a&b'],
  ['#/portal-login?ind=UNOP&appId=', undefined],
  ['#/portal-login?ind=UNOP', undefined],
  ['#main', undefined],
  ['', undefined],
])('the fragment %s names %s', (fragment, appId) => {
  expect(findNamedApp(fragment)).toBe(appId)
})
