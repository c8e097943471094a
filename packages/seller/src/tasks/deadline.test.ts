import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { withDeadline, createDeadlines } from './deadline.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

test('deadlines that share one timer come each at its own time', () => {
  const start = createDeadlines(100)
  const over: string[] = []
  const begin = (name: string) => {
    const deadline = start()
    deadline.onOver(() => over.push(name))
    return deadline
  }
  begin('first')
  vi.advanceTimersByTime(30)
  const answered = begin('answered')
  begin('second')
  answered.clear()

  expect(vi.getTimerCount()).toBe(1)
  vi.advanceTimersByTime(70)
  expect(over).toEqual(['first'])
  vi.advanceTimersByTime(30)
  expect(over).toEqual(['first', 'second'])
  expect(answered.isOver()).toBe(false)
})

test('a deadline that is over calls back at once, and one that starts after all others were cleared comes too', () => {
  const start = createDeadlines(100)
  const early = start()
  early.clear()
  vi.advanceTimersByTime(60)
  const late = start()
  vi.advanceTimersByTime(99)
  expect(late.isOver()).toBe(false)
  vi.advanceTimersByTime(1)

  let called = false
  late.onOver(() => (called = true))

  expect([late.isOver(), called]).toEqual([true, true])
})

test('what takes longer than the grace after a deadline goes on without its caller', async () => {
  const deadline = createDeadlines(100)()
  const inGrace = withDeadline(
    deadline,
    new Promise((resolve) => void setTimeout(() => resolve('late'), 140)),
    50,
  )
  const beyond = withDeadline(
    deadline,
    new Promise((resolve) => void setTimeout(() => resolve('later'), 160)),
    50,
  )
  await vi.advanceTimersByTimeAsync(200)

  expect([await inGrace, await beyond]).toEqual([{ value: 'late' }, undefined])
})

test('timers that are numbers, as those of a browser are, do as well', () => {
  const given = globalThis.setTimeout
  vi.stubGlobal('setTimeout', (...asked: Parameters<typeof given>) => Number(given(...asked)))
  const start = createDeadlines(100)
  start().clear()

  const late = start()
  vi.advanceTimersByTime(200)

  expect(late.isOver()).toBe(true)
})
