import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addMs, fromHours, toInstant, fromMinutes, fromSeconds } from '@loggia/kernel'
import { dialects } from '../dialects/index.ts'
import type { Outcome, Schedule } from '../dialects/index.ts'
import {
  decideGate,
  decideNext,
  decideRestart,
  decideFlip,
  computeParkedMs,
  computeRoom,
  toSignal,
  computeSpacing,
  computeWindowEnd,
} from './rules.ts'
import type { Signal } from './rules.ts'
import type { Call, Gate } from './schema.ts'

const paidAt = toInstant(Date.UTC(2026, 10, 24))
const windowEndsAt = addMs(paidAt, fromHours(3))
const call = (
  fence: number,
  operation: Call['operation'] = { kind: 'create_instance', orderNumber: 'CS1', lineNumber: 'CS1-000001' },
): Call => ({
  id: 'cal_1',
  sellerId: 'sel_1',
  channelId: 'chn_1',
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
const schedule = dialects['saas-v2'].schedules.compatible.create_instance as Schedule
const decide = (outcome: Outcome, at: { startedAt?: number; fence?: number; call?: Call } = {}) => {
  const startedAt = toInstant(at.startedAt ?? paidAt)
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
    expect(decide(outcome)).toEqual({ state: 'waiting', dueAt: addMs(paidAt, fromMinutes(2)) })
  })

  test('the last try is moved to the end of the three hours', () => {
    expect(decide(outcome, { startedAt: windowEndsAt - fromMinutes(1) })).toEqual({
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

test('nor does it lengthen the pauses of a schedule that doubles them', () => {
  const kit = call(4, { kind: 'sync_departments', batchId: 'syb_1' })
  const schedule = dialects['kit-v2'].schedules.compatible.sync_departments as Schedule
  const timing = { now: paidAt, schedule }
  const failed = { startedAt: paidAt, outcome: failures[0]?.[1] as Outcome }
  const pauseAfter = (interrupted?: number) => {
    const next = decideNext(kit, failed, { ...timing, interrupted })
    return next.state === 'waiting' ? next.dueAt - paidAt : undefined
  }

  expect([pauseAfter(), pauseAfter(1), pauseAfter(3)]).toEqual([8, 4, 1].map(fromMinutes))
})

test('R71: newInstance accepted with an id closes the create call', () => {
  expect(decide(accepted)).toEqual({ state: 'confirmed' })
})

test('“in progress” to any other operation is tried again', () => {
  const release = call(1, { kind: 'release_instance', reference: 'i-1' })

  expect(decide(accepted, { call: release })).toMatchObject({ state: 'waiting' })
})

test('R71: the query for an instance comes again after 10, 20, 40 s …, at most five minutes', () => {
  const { spacing, windowMs } = dialects['saas-v2'].schedules.compatible.query_instance as Schedule

  expect([1, 2, 3, 4, 5, 6, 7].map((n) => computeSpacing(spacing, n))).toEqual([
    10_000, 20_000, 40_000, 80_000, 160_000, 300_000, 300_000,
  ])
  expect(windowMs).toBe(fromHours(3))
})

describe('the gate of a seller', () => {
  const by = { limit: 4, breaker: { failures: 5, probeFirstMs: 10_000, probeMostMs: 120_000 } }
  const closed: Gate = { channelId: 'chn_1', limit: 4, breaker: 'closed', failures: 0, parkedMs: 0 }
  const open: Gate = {
    ...closed,
    breaker: 'open',
    limit: 1,
    failures: 5,
    openedAt: paidAt,
    probeAt: addMs(paidAt, 10_000),
  }
  const now = addMs(paidAt, fromMinutes(1))
  const after = (gate: Gate, signal: Signal): Gate => decideGate(gate, signal, { ...by, now })

  test.each<[string, Gate, Signal, Partial<Gate>]>([
    [
      'the fourth failure does not park',
      { ...closed, failures: 3 },
      'failed',
      { breaker: 'closed', failures: 4, limit: 4 },
    ],
    [
      'the fifth parks',
      { ...closed, failures: 4 },
      'failed',
      { breaker: 'open', failures: 5, limit: 1, openedAt: now, probeAt: addMs(now, 10_000) },
    ],
    ['a time-out lowers the limit', closed, 'timed_out', { breaker: 'closed', failures: 1, limit: 1 }],
    [
      'an answer begins the count anew and raises the limit',
      { ...closed, failures: 4, limit: 1 },
      'answered',
      { failures: 0, limit: 2 },
    ],
    ['what was under way when it opened says nothing new', open, 'timed_out', open],
    [
      'but an answer of it does',
      open,
      'answered',
      { breaker: 'closed', failures: 0, limit: 1, parkedMs: fromMinutes(1) },
    ],
    [
      'a probe that fails parks on, with a longer pause',
      { ...open, breaker: 'half_open' },
      'failed',
      { breaker: 'open', failures: 6, openedAt: paidAt, probeAt: addMs(now, 20_000) },
    ],
    [
      'pauses grow to two minutes',
      { ...open, breaker: 'half_open', failures: 60 },
      'failed',
      { probeAt: addMs(now, fromMinutes(2)) },
    ],
    [
      'a probe that is answered opens the way',
      { ...open, breaker: 'half_open' },
      'answered',
      { breaker: 'closed', parkedMs: fromMinutes(1) },
    ],
    [
      'a probe that we broke off is made again',
      { ...open, breaker: 'half_open' },
      'unknown',
      { breaker: 'open', failures: 5, probeAt: now },
    ],
  ])('%s', (_name, gate, signal, expected) => {
    expect(after(gate, signal)).toMatchObject(expected)
  })

  test('a healthy seller’s row is not written: the gate is the same one', () => {
    expect(after(closed, 'answered')).toBe(closed)
    expect(after(closed, 'unknown')).toBe(closed)
  })

  test('after any attempts a gate has a place, a limit within bounds, and is told of each change once', () => {
    const signals = fc.array(fc.constantFrom<Signal>('answered', 'failed', 'timed_out', 'unknown'), {
      maxLength: 60,
    })
    fc.assert(
      fc.property(signals, fc.array(fc.boolean(), { minLength: 60, maxLength: 60 }), (list, probes) => {
        let gate = closed
        let parked = 0
        list.forEach((signal, i) => {
          const at = addMs(paidAt, fromSeconds(10) * (i + 1))
          if (gate.breaker === 'open' && probes[i] && gate.probeAt !== undefined && gate.probeAt <= at)
            gate = { ...gate, breaker: 'half_open' }
          const next = decideGate(gate, signal, { ...by, now: at })
          parked += { parked: 1, recovered: -1, none: 0 }[decideFlip(gate, next) ?? 'none']
          gate = next
          expect(gate.limit).toBeGreaterThanOrEqual(1)
          expect(gate.limit).toBeLessThanOrEqual(4)
          expect(gate.openedAt === undefined).toBe(gate.breaker === 'closed')
          expect(gate.breaker !== 'open' || gate.probeAt !== undefined).toBe(true)
          expect(parked).toBe(gate.breaker === 'closed' ? 0 : 1)
          expect(gate.parkedMs).toBeLessThanOrEqual(fromSeconds(10) * (i + 1))
        })
      }),
    )
  })

  test.each<[string, Gate, number, number]>([
    ['a closed breaker: what is left of the limit', closed, 3, 1],
    ['more under way than a lowered limit', { ...closed, limit: 1 }, 4, 0],
    ['parked, before its probe', { ...open, probeAt: addMs(now, 1) }, 0, 0],
    ['parked, at its probe', open, 0, 1],
    ['parked, while an older call is under way', open, 1, 0],
    ['while one tries', { ...open, breaker: 'half_open' }, 1, 0],
  ])('room: %s', (_name, gate, sending, room) => {
    expect(computeRoom(gate, sending, now)).toBe(room)
  })

  test('only a failure of the server counts; what its application says is an answer, however wrong', () => {
    const signal = (outcome: Outcome) => toSignal(outcome)
    expect(
      signal({
        kind: 'refused',
        resultCode: '000005',
        verdict: { code: 'refused', resultCode: '000005', resultMsg: null },
      }),
    ).toBe('answered')
    expect(signal({ kind: 'faulty', verdict: { code: 'http_status', status: 502 } })).toBe('failed')
    expect(signal({ kind: 'faulty', verdict: { code: 'member_missing', name: 'instanceId' } })).toBe(
      'answered',
    )
    expect(
      signal({ kind: 'unreachable', verdict: { code: 'timed_out', phase: 'headers', ms: 20_000 } }),
    ).toBe('timed_out')
    expect(signal({ kind: 'unreachable', verdict: { code: 'connection_refused' } })).toBe('failed')
    expect(signal({ kind: 'unreachable', verdict: { code: 'interrupted' } })).toBe('unknown')
  })
})

describe('the window of a call', () => {
  const gate = { parkedMs: fromHours(5), openedAt: addMs(paidAt, fromHours(1)) }

  test('R70: a purchase’s runs on while its seller is parked', () => {
    expect(computeWindowEnd(call(1), gate, addMs(paidAt, fromHours(2)))).toBe(windowEndsAt)
  })

  test('every other one stands still: it ends later by what its seller was parked since it was made', () => {
    const still = { ...call(1), windowRuns: false, parkedBeforeMs: fromHours(5) }

    expect(computeWindowEnd(still, gate, addMs(paidAt, fromHours(2)))).toBe(addMs(windowEndsAt, fromHours(1)))
    expect(computeWindowEnd(still, { parkedMs: fromHours(5) }, addMs(paidAt, fromHours(2)))).toBe(
      windowEndsAt,
    )
  })

  test('one that is made while its seller is parked does not gain what was before it', () => {
    const madeAt = addMs(paidAt, fromHours(3))
    const parked: Gate = {
      channelId: 'chn_1',
      limit: 1,
      breaker: 'open',
      failures: 5,
      probeAt: madeAt,
      ...gate,
    }
    const still = { ...call(1), windowRuns: false, parkedBeforeMs: computeParkedMs(parked, madeAt) }

    expect(computeWindowEnd(still, parked, madeAt)).toBe(windowEndsAt)
    expect(computeWindowEnd(still, parked, addMs(madeAt, fromHours(9)))).toBe(
      addMs(windowEndsAt, fromHours(9)),
    )
  })
})

test.each<[string, Partial<Call>, string]>([
  ['a failing call that waits is tried now', { state: 'waiting', openFailure: true }, 'try_now'],
  ['one whose tries are over is started again', { state: 'stopped', openFailure: true }, 'start_again'],
  ['one that waits and has not failed is left alone', { state: 'waiting' }, 'refuse'],
  ['one that was given up with its order is not', { state: 'stopped' }, 'refuse'],
  ['a stuck one is the operator’s', { state: 'stuck', openFailure: true }, 'refuse'],
  ['one that was replaced is not', { state: 'superseded' }, 'refuse'],
])('R243a: %s', (_name, of, expected) => {
  expect(decideRestart({ ...call(1), ...of })).toBe(expected)
})
