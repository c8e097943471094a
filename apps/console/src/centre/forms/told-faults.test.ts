import { expect, test } from 'vitest'
import { findFieldName, readToldFaults } from './told-faults.ts'

test('a refusal about one member is said at it, one about the form’s shape at each', () => {
  const details = { faults: [{ path: 'body.contact.email', message: 'No email' }, { path: 'query.x' }, 7] }

  expect(readToldFaults({ detail: 'Taken.', field: 'email', details: {} })).toEqual([
    { field: 'email', text: 'Taken.' },
  ])
  expect(readToldFaults({ detail: 'Invalid.', details })).toEqual([
    { field: 'contact.email', text: 'No email' },
  ])
  expect(readToldFaults({ detail: 'Not now.', details: {} })).toEqual([])
})

test.each([
  ['email', 'email'],
  ['member.email', 'email'],
  ['phone', 'contact.phone'],
  ['topics.0', 'topics'],
  ['mail', undefined],
])('the member %s is the field %s', (member, name) => {
  expect(findFieldName(['email', 'contact.phone', 'topics'], member)).toBe(name)
})
