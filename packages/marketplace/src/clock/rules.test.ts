import { describe, expect, test } from 'vitest'
import { addMs, fromIso, fromHours, toZone } from '@loggia/kernel'
import { decideTarget, computeLatestTarget } from './rules.ts'
import type { MoveAsk } from './schema.ts'

const shanghai = toZone('Asia/Shanghai')
const now = fromIso('2026-01-31T02:00:00+08:00')
const next = fromIso('2026-02-01T03:00:00+08:00')
const decide = (ask: MoveAsk, at = { now, next: next as typeof next | undefined, zone: shanghai }) =>
  decideTarget(ask, at)

describe('where a move goes', () => {
  test.each([
    [{ kind: 'by', days: 30 } as const, '2026-03-02T02:00:00+08:00'],
    [{ kind: 'by', months: 1 } as const, '2026-02-28T02:00:00+08:00'],
    [{ kind: 'by', months: 1, days: 1, hours: 2, minutes: 3 } as const, '2026-03-01T04:03:00+08:00'],
    [{ kind: 'to', at: fromIso('2026-06-01T00:00:00Z') } as const, '2026-06-01T00:00:00Z'],
    [{ kind: 'next' } as const, '2026-02-01T03:00:00+08:00'],
  ])('%j goes to %s', (ask, at) => {
    expect(decide(ask)).toBe(fromIso(at))
  })

  test('what is due already, and could not be done yet, is next now', () => {
    expect(decide({ kind: 'next' }, { now, next: addMs(now, -fromHours(1)), zone: shanghai })).toBe(now)
  })

  test.each([
    ['clock.backwards', { kind: 'to', at: addMs(now, -1) } as const, next],
    ['clock.too_far', { kind: 'to', at: addMs(computeLatestTarget(now, shanghai), 1) } as const, next],
    ['clock.too_far', { kind: 'by', months: 121 } as const, next],
    ['clock.too_far', { kind: 'by', months: 1e9 } as const, next],
    ['clock.too_far', { kind: 'by', minutes: Number.MAX_SAFE_INTEGER } as const, next],
    ['clock.no_length', { kind: 'by', hours: 0 } as const, next],
    ['clock.no_length', { kind: 'by' } as const, next],
    ['clock.nothing_next', { kind: 'next' } as const, undefined],
  ])('%s', (code, ask, following) => {
    expect(() => decide(ask, { now, next: following, zone: shanghai })).toThrow(
      expect.objectContaining({ code }) as Error,
    )
  })

  test('ten years are not too far', () => {
    expect(decide({ kind: 'by', months: 120 })).toBe(computeLatestTarget(now, shanghai))
  })
})
