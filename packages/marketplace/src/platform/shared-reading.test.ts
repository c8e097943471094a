import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { shareReading } from './shared-reading.ts'

let now = 0
let reads = 0
let end: (value: number) => void
let fail: (error: Error) => void
const share = () =>
  shareReading(
    () => {
      reads += 1
      return new Promise<number>((resolve, reject) => {
        end = resolve
        fail = reject
      })
    },
    {
      stopwatch: {
        source: 'monotonic',
        start() {
          const from = now
          return () => now - from
        },
      },
      keepMs: 1_000,
      limitMs: 2_000,
    },
  )

beforeEach(() => {
  vi.useFakeTimers()
  now = 0
  reads = 0
})
afterEach(() => vi.useRealTimers())

test('all who ask at a time share one reading, and so does who asks within a second of its end', async () => {
  const read = share()
  const both = Promise.all([read(), read()])
  now = 900
  end(7)

  expect(await both).toEqual([7, 7])
  now = 1_899
  expect(await read()).toBe(7)
  expect(reads).toBe(1)
  now = 1_900
  const later = read()
  end(8)
  expect(await later).toBe(8)
})

test('a reading that failed is not tried again within a second either', async () => {
  const read = share()
  const first = read()
  fail(new Error('planted'))
  await expect(first).rejects.toThrow('planted')

  await expect(read()).rejects.toThrow('planted')

  expect(reads).toBe(1)
})

test('nobody waits longer than two seconds, and nobody begins another reading beside one that hangs', async () => {
  const read = share()
  const first = read().catch((error: Error) => error.message)
  await vi.advanceTimersByTimeAsync(2_000)
  expect(await first).toContain('2000 ms')
  now = 60_000
  const second = read()
  end(7)

  expect(await second).toBe(7)
  expect(reads).toBe(1)
  expect(vi.getTimerCount()).toBe(0)
})
