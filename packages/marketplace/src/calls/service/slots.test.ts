import { describe, expect, test } from 'vitest'
import { createSlots } from './slots.ts'
import type { Slot } from './slots.ts'

/** The indices of the slots that may be sent now. */
async function sendable(slots: readonly Slot[]): Promise<number[]> {
  const ready: number[] = []
  for (const [nth, slot] of slots.entries()) void slot.place.then(() => ready.push(nth))
  await new Promise((resolve) => setImmediate(resolve))
  return [...ready]
}
const take = (slots: ReturnType<typeof createSlots>, n: number): Slot[] =>
  Array.from({ length: n }, () => slots.take())
/** Slots after one answer that took this many milliseconds. */
function answeredIn(ms: number, limit = 4) {
  const slots = createSlots(limit)
  const [first] = take(slots, 1)
  first?.answered(ms)
  first?.settled()
  return slots
}

describe('the calls that a process has under way', () => {
  test('before the first answer as many are claimed as may be on the wire', () => {
    const slots = createSlots(4)

    const rooms = [slots.room()]
    for (let i = 0; i < 4; i += 1) {
      slots.take()
      rooms.push(slots.room())
    }

    expect(rooms).toEqual([4, 3, 2, 1, 0])
  })

  test.each([
    [1, 16],
    [16, 16],
    [25, 12],
    [50, 8],
    [100, 6],
    [200, 5],
    [201, 4],
    [20_000, 4],
  ])(
    'with answers after %d ms there is room for %d: nothing waits here longer than 50 ms',
    (ms, expected) => {
      expect(answeredIn(ms).room()).toBe(expected)
    },
  )

  test('what is claimed ahead is sent when an answer makes a place on the wire, in the order it was claimed', async () => {
    const slots = answeredIn(1)
    const taken = take(slots, 7)

    const first = await sendable(taken)
    taken[2]?.answered(1)
    taken[0]?.answered(1)
    const then = await sendable(taken)

    expect(first).toEqual([0, 1, 2, 3])
    expect(then).toEqual([0, 1, 2, 3, 4, 5])
  })

  test('an answer that is not written yet leaves its place on the wire, until five times the limit is unwritten', () => {
    const slots = createSlots(2)

    for (let i = 0; i < 10; i += 1) {
      expect(slots.room()).toBeGreaterThan(0)
      slots.take().answered(60_000)
    }

    expect(slots.room()).toBe(0)
  })

  test('one that could not be sent makes its place free all the same', async () => {
    const slots = answeredIn(1, 1)
    const taken = take(slots, 2)

    taken[0]?.settled()

    expect(await sendable(taken)).toEqual([0, 1])
    taken[1]?.answered(1)
    taken[1]?.settled()
    expect(slots.room()).toBe(4)
  })

  test('the claim is woken once there is room for a quarter again, not for each answer', () => {
    const slots = createSlots(8)
    let woken = 0
    slots.onRoom(() => {
      woken += 1
    })
    const taken = take(slots, 8)

    const after = taken.map((slot) => {
      slot.answered(60_000)
      slot.settled()
      return woken
    })

    expect(after).toEqual([0, 1, 1, 1, 1, 1, 1, 1])
  })
})
