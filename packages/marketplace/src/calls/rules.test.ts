import { describe, expect, test } from 'vitest'
import { addMs, hours, instant, minutes } from '@loggia/kernel'
import { dialects } from '../dialects/index.ts'
import type { Outcome } from '../dialects/index.ts'
import { decideNext } from './rules.ts'
import type { Call } from './schema.ts'

const paidAt = instant(Date.UTC(2026, 10, 24))
const windowEndsAt = addMs(paidAt, hours(3))
const call = (
  fence: number,
  operation: Call['operation'] = { kind: 'create_instance', orderNumber: 'CS1', lineNumber: 'CS1-000001' },
): Call => ({
  id: 'cal_1',
  sellerId: 'sel_1',
  productId: 'prd_1',
  lane: 'sub_1',
  subject: 'ord_1',
  operation,
  protocol: 'saas-v2',
  state: 'sending',
  live: false,
  createdAt: paidAt,
  dueAt: paidAt,
  windowStartsAt: paidAt,
  windowEndsAt,
  windowRuns: true,
  parkedBeforeMs: 0,
  fence,
  openFailure: false,
})
const schedule = dialects['saas-v2'].schedules.create_instance
const decide = (outcome: Outcome, at: { startedAt?: number; fence?: number; call?: Call } = {}) => {
  const startedAt = instant(at.startedAt ?? paidAt)
  return decideNext(at.call ?? call(at.fence ?? 1), { startedAt, outcome }, { now: startedAt, schedule })
}
const failures: [string, Outcome][] = [
  [
    'refused',
    {
      kind: 'refused',
      verdict: { code: 'refused', resultCode: '000100', resultMsg: null },
      resultCode: '000100',
    },
  ],
  ['faulty', { kind: 'faulty', verdict: { code: 'http_status', status: 500 } }],
  ['unreachable', { kind: 'unreachable', verdict: { code: 'connection_refused' } }],
]
const accepted: Outcome = {
  kind: 'pending',
  verdict: { code: 'pending' },
  resultCode: '000004',
  data: { reference: 'i-1' },
}

describe.each(failures)('R70: after an attempt that was %s', (_name, outcome) => {
  test('the call waits two minutes', () => {
    expect(decide(outcome)).toEqual({ state: 'waiting', dueAt: addMs(paidAt, minutes(2)) })
  })

  test('the last try is moved to the end of the three hours', () => {
    expect(decide(outcome, { startedAt: windowEndsAt - minutes(1) })).toEqual({
      state: 'waiting',
      dueAt: windowEndsAt,
    })
  })

  test('the attempt at the end of the three hours is the last', () => {
    expect(decide(outcome, { startedAt: windowEndsAt - 1 })).toMatchObject({ state: 'waiting' })
    expect(decide(outcome, { startedAt: windowEndsAt })).toEqual({ state: 'stopped' })
  })
})

test('an attempt in flight at the deadline is waited for and decides', () => {
  const done: Outcome = {
    kind: 'confirmed',
    verdict: { code: 'succeeded' },
    resultCode: '000000',
    data: { reference: 'i-1' },
  }

  expect(decide(done, { startedAt: windowEndsAt + 1 })).toEqual({ state: 'confirmed' })
})

test('an attempt that we broke off ourselves costs the seller no try: the call is due at once', () => {
  const interrupted: Outcome = { kind: 'unreachable', verdict: { code: 'interrupted' } }

  expect(decide(interrupted, { startedAt: windowEndsAt })).toEqual({ state: 'waiting', dueAt: windowEndsAt })
})

test('R71: newInstance accepted with an id closes the create call', () => {
  expect(decide(accepted)).toEqual({ state: 'confirmed' })
})

test('“in progress” to any other operation is tried again', () => {
  const release = call(1, { kind: 'release_instance', reference: 'i-1' })

  expect(decide(accepted, { call: release })).toMatchObject({ state: 'waiting' })
})

test('R71: the query for an instance comes again after 10, 20, 40 s …, at most five minutes', () => {
  const { spacingMs, windowMs } = dialects['saas-v2'].schedules.query_instance

  expect([1, 2, 3, 4, 5, 6, 7].map(spacingMs)).toEqual([
    10_000, 20_000, 40_000, 80_000, 160_000, 300_000, 300_000,
  ])
  expect(windowMs).toBe(hours(3))
})
