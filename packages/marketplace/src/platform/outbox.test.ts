import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { mostSubjects } from './announcements.ts'
import { createNotifyBatcher } from './outbox.ts'

let sent: string[][]
let isThere: boolean
/** Ends the batch that is being sent; without `isHeld` a batch ends at once. */
let release: (() => void) | undefined
let isHeld: boolean

const open = () =>
  createNotifyBatcher(async (subjects) => {
    if (isHeld) await new Promise<void>((resolve) => (release = resolve))
    if (isThere) sent.push([...subjects])
    return isThere
  }, 20)

beforeEach(() => {
  vi.useFakeTimers()
  sent = []
  isThere = true
  isHeld = false
})
afterEach(() => vi.useRealTimers())

test('what is said in one turn goes out together, each subject once, without delay', async () => {
  const outbox = open()
  for (const subject of ['a', 'b', 'a']) outbox.add(subject)

  await vi.advanceTimersByTimeAsync(1)

  expect(sent).toEqual([['a', 'b']])
  await outbox.close()
})

test('what comes within 20 ms of a batch waits for the next one', async () => {
  const outbox = open()
  outbox.add('a')
  await vi.advanceTimersByTimeAsync(1)
  outbox.add('b')
  await vi.advanceTimersByTimeAsync(10)
  outbox.add('c')
  expect(sent).toEqual([['a']])

  await vi.advanceTimersByTimeAsync(10)

  expect(sent).toEqual([['a'], ['b', 'c']])
  await outbox.close()
})

test('one batch is under way at a time, however long it takes', async () => {
  const outbox = open()
  isHeld = true
  outbox.add('a')
  await vi.advanceTimersByTimeAsync(1)
  outbox.add('b')
  await vi.advanceTimersByTimeAsync(500)
  expect(sent).toEqual([])

  isHeld = false
  release?.()
  await vi.advanceTimersByTimeAsync(20)

  expect(sent).toEqual([['a'], ['b']])
  await outbox.close()
})

test('what could not be sent is kept and not tried again until told', async () => {
  const outbox = open()
  isThere = false
  outbox.add('a')
  await vi.advanceTimersByTimeAsync(100)
  outbox.add('b')
  await vi.advanceTimersByTimeAsync(100)
  isThere = true
  expect(vi.getTimerCount()).toBe(0)

  outbox.flush()
  await vi.advanceTimersByTimeAsync(1)

  expect(sent).toEqual([['a', 'b']])
  await outbox.close()
})

test('no more is kept than could be named', async () => {
  const outbox = open()
  isThere = false
  for (let n = 0; n < 3 * mostSubjects; n += 1) outbox.add(String(n))
  await vi.advanceTimersByTimeAsync(1)
  isThere = true
  outbox.flush()

  await vi.advanceTimersByTimeAsync(20)

  expect(sent[0]).toHaveLength(mostSubjects + 1)
  await outbox.close()
})

test('closing says the rest at once and leaves no timer', async () => {
  const outbox = open()
  outbox.add('a')
  await vi.advanceTimersByTimeAsync(1)
  outbox.add('b')

  await outbox.close()

  expect(sent).toEqual([['a'], ['b']])
  expect(vi.getTimerCount()).toBe(0)
})
