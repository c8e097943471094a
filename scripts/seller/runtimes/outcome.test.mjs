import { expect, test } from 'vitest'
import { outcomeOf } from './outcome.mjs'

const other = (outcome) => ({ outcome, id: 'v1.body-sign.name', why: 'It was spelled body-sign.' })

test.each([
  ['all passed', { passed: 471, others: [] }, true, '471, 0.3 s'],
  ['advice was left', { passed: 470, others: [other('warn')] }, true, '470 + 1 warned of, 0.3 s'],
  ['a check failed', { passed: 470, others: [other('fail')] }, false, '**1 of 471 not passed**'],
  ['a check was skipped', { passed: 470, others: [other('skip')] }, false, '**1 of 471 not passed**'],
  ['nothing was judged', { passed: 0, others: [] }, false, '**0 of 0 not passed**'],
])('where %s, the table says so', (_, judged, ok, text) => {
  expect(outcomeOf({ ...judged, tookMs: 312 })).toMatchObject({ ok, text })
})

test('what did not start is told with its reason, and is well only if it says what it needs', () => {
  const needs =
    'Error: @loggia/seller/sqlite needs node:sqlite: Node.js 22.13 or later. Use createPostgresStore().'

  expect(outcomeOf(new Error(needs))).toMatchObject({
    ok: true,
    text: 'refused: needs Node.js 22.13 or later',
  })
  expect(outcomeOf(new Error('TypeError: no\nserve'))).toMatchObject({
    ok: false,
    text: '**did not run**: TypeError: no serve',
  })
})
