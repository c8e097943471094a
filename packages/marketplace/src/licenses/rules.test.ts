import { describe, expect, test } from 'vitest'
import { addDays, fromIso, toZone } from '@loggia/kernel'
import {
  codeBytes,
  countUsed,
  decideStatus,
  findBegun,
  computeFirstKeptDay,
  formatCode,
  formatDay,
  listActs,
  mayApplyAgain,
  requireIdentification,
} from './rules.ts'
import type { License } from './schema.ts'

const now = fromIso('2026-11-24T06:33:00.000Z')
const utc = toZone('UTC')
const barred = { at: now, reason: 'abuse' }
const day = (days: number) => addDays(now, days, utc)

describe('codes', () => {
  test('have five groups without letters that look alike, and as many random bits as they show', () => {
    const all = Array.from({ length: 256 }, (_, byte) => formatCode(new Uint8Array(codeBytes).fill(byte)))

    expect(all[0]).toMatch(/^([A-HJ-NP-Z2-9]{5}-){4}[A-HJ-NP-Z2-9]{5}$/)
    expect(new Set(all).size).toBe(32)
    expect(formatCode(Uint8Array.from({ length: codeBytes }, (_, at) => at))).toBe(
      'ABCDE-FGHJK-LMNPQ-RSTUV-WXYZ2',
    )
  })
})

describe('how software is answered about a code', () => {
  test.each([
    ['is released when the service is over', 'ended', { state: 'released' }, 'RELEASED'],
    ['lives in its grace', 'active', { state: 'grace', graceUntil: day(1) }, 'ALIVE'],
    ['has expired with its grace', 'active', { state: 'grace', graceUntil: now }, 'EXPIRED'],
    ['has expired while it is frozen', 'active', { state: 'retention' }, 'EXPIRED'],
    ['has expired while it is barred', 'active', { state: 'active', barred }, 'EXPIRED'],
    ['lives within its term', 'active', { state: 'active' }, 'ALIVE'],
  ] as const)('R113, R116: it %s', (_what, state, service, expected) => {
    expect(decideStatus({ state }, service, now)).toBe(expected)
  })
})

describe('what a buyer may do', () => {
  const code = { way: 'code', state: 'issued', isText: true } as License
  const online = { way: 'online', state: 'issued', isText: true, reference: 'i-1' } as License
  const running = { endsAt: day(1) }
  const performed = { stage: 'activation' } as const
  test.each([
    ['collects a code', code, running, performed, ['collect']],
    ['not during an appeal', code, running, { ...performed, appealedAt: now }, []],
    ['not during a refund request', code, running, { ...performed, refundAskedAt: now }, []],
    [
      'opens a collected one then',
      { ...code, collectedAt: now },
      running,
      { ...performed, appealedAt: now },
      ['open'],
    ],
    ['nothing while it is barred', online, { ...running, barred }, undefined, []],
    ['applies for devices', online, running, undefined, ['open', 'apply']],
    ['not after its term', online, { endsAt: now }, undefined, ['open']],
  ] as const)('%s', (_what, of, subscription, supervision, acts) => {
    const around = { reader: 'buyer', quotaLeft: 1, now } as const
    expect(listActs(of, { ...around, subscription, supervision })).toEqual(acts)
  })
})

describe('R112, R242: a known device is applied for again', () => {
  const of = { way: 'online', state: 'issued', reference: 'i-1' } as License
  const around = { subscription: { endsAt: day(30) }, quotaLeft: 0, now } as const
  const short = { state: 'delivered', coversUntil: day(1) } as const
  test.each([
    ['whose license ends before the service', of, short, {}, true],
    ['not while one is asked for', of, { ...short, state: 'asked' }, {}, false],
    ['not if its license lasts as long', of, { ...short, coversUntil: day(30) }, {}, false],
    ['not if its license was handed over by hand', of, { state: 'delivered' }, {}, false],
    ['that was refused, if there is room', of, { state: 'refused' }, { quotaLeft: 1 }, true],
    ['not if another has its place', of, { state: 'refused' }, {}, false],
    ['not while it is barred', of, short, { subscription: { endsAt: day(30), barred } }, false],
    ['not after the term', of, short, { now: day(30) }, false],
    ['not of a seller that was not asked', { ...of, reference: undefined }, short, {}, false],
  ] as const)('%s', (_what, license, application, more, expected) => {
    expect(mayApplyAgain(license as License, application, { ...around, ...more })).toBe(expected)
  })
})

describe('R76: the start of use', () => {
  const paidAt = fromIso('2026-11-20T10:00:00.500Z')
  test.each([
    ['now, if nothing is said', undefined, now],
    ['what the software says', '2026-11-22T00:00:00.000Z', fromIso('2026-11-22T00:00:00.000Z')],
    ['the payment, in its second', '2026-11-20T10:00:00.000Z', paidAt],
    ['refused before the payment', '2026-11-20T09:59:59.000Z', undefined],
    ['now, if the clock of the software is ahead', '2026-11-24T06:37:00.000Z', now],
    ['refused in the future', '2026-11-24T06:39:00.000Z', undefined],
  ])('is %s', (_what, asked, expected) => {
    expect(findBegun(asked === undefined ? undefined : fromIso(asked), { paidAt, now })).toBe(expected)
  })
})

test('usage is counted by the day in UTC and kept for 400 days', () => {
  expect(formatDay(fromIso('2026-11-24T23:59:59.999Z'))).toBe('2026-11-24')
  expect(computeFirstKeptDay(now)).toBe('2025-10-20')
})

test('applications that the seller refused, or that are over, leave their device to others', () => {
  const states = ['asked', 'delivered', 'refused', 'ended'] as const

  expect(countUsed(states.map((state) => ({ state })))).toBe(2)
})

test('an identification code has at most 1,024 bytes', () => {
  requireIdentification('x'.repeat(1024))
  for (const long of ['x'.repeat(1025), '识'.repeat(342), '"'.repeat(513)])
    expect(() => requireIdentification(long)).toThrow(
      expect.objectContaining({ code: 'license.identification_too_long' }),
    )
})
