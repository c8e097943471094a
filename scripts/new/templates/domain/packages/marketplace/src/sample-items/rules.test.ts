import { describe, expect, test } from 'vitest'
import { addMs, instant, toIso, zone } from '@loggia/kernel'
import { sampleItemLimits } from '@loggia/protocol/console/sample-items/kinds'
import { decideEnd, decideState, requireRoom } from './rules.ts'

const shanghai = zone('Asia/Shanghai')
const now = instant(Date.UTC(2026, 10, 24, 6, 33))
const refused = expect.objectContaining({ code: 'sample_item.not_in_force' })

describe('a sample item', () => {
  test('ends after so many days of the calendar, at the hour at which it was declared', () => {
    expect(toIso(decideEnd({ days: 30 }, now, shanghai))).toBe('2026-12-24T06:33:00.000Z')
  })

  test.each([
    ['in_force', 'withdraw', -1, 'withdrawn'],
    ['in_force', 'end', 0, 'ended'],
  ] as const)('that is %s: %s %i ms after its end makes it %s', (state, action, after, next) => {
    expect(decideState({ state, endsAt: now }, action, addMs(now, after))).toBe(next)
  })

  test.each([
    ['in_force', 'withdraw', 0],
    ['withdrawn', 'withdraw', -1],
    ['withdrawn', 'end', 0],
    ['ended', 'withdraw', 0],
    ['ended', 'end', 0],
  ] as const)('that is %s: %s %i ms after its end is refused', (state, action, after) => {
    expect(() => decideState({ state, endsAt: now }, action, addMs(now, after))).toThrow(refused)
  })

  test('is one too many only beyond the limit', () => {
    const { inForce: most } = sampleItemLimits

    expect(() => requireRoom(most - 1)).not.toThrow()
    expect(() => requireRoom(most)).toThrow(
      expect.objectContaining({ code: 'sample_item.too_many', details: { most } }),
    )
  })
})
