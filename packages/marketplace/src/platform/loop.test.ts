import pino from 'pino'
import { expect, test } from 'vitest'
import { toInstant } from '@loggia/kernel'
import type { Instant } from '@loggia/kernel'
import { startLoop } from './loop.ts'

const log = pino({ level: 'silent' })

test('as long as there is work the next round comes at once, by a fresh clock', async () => {
  let now = 0
  const seen: number[] = []
  const { promise: third, resolve } = Promise.withResolvers<void>()
  const loop = startLoop(
    { clock: { source: 'market', now: () => toInstant((now += 1)) }, log },
    {
      async round(at: Instant) {
        seen.push(at)
        if (seen.length === 3) resolve()
        return seen.length < 3
      },
      nextDue: () => Promise.resolve(undefined),
    },
  )

  await third

  expect(seen).toEqual([1, 2, 3])
  loop.rest()
  await loop.ended
})

test('a round that fails is not the last; a loop that rests ends', async () => {
  let rounds = 0
  const { promise: again, resolve } = Promise.withResolvers<void>()
  const loop = startLoop(
    { clock: { source: 'market', now: () => toInstant(0) }, log },
    {
      async round() {
        rounds += 1
        if (rounds === 2) resolve()
        if (rounds === 1) throw new Error('planted')
        return false
      },
      nextDue: () => Promise.resolve(undefined),
    },
  )

  loop.wake()
  await again

  loop.rest()
  await loop.ended
  expect(rounds).toBe(2)
})
