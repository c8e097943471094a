import { expect, test } from 'vitest'
import { createLoader } from './loader.ts'

const Part = () => null

/** A loader whose attempts come to these outcomes, and what runs when the browser is idle. */
function setUp(...outcomes: readonly ('loaded' | 'failed')[]) {
  const idle: (() => Promise<void>)[] = []
  let attempts = 0
  const load = () => {
    const outcome = outcomes[attempts]
    attempts += 1
    return outcome === 'loaded' ? Promise.resolve(Part) : Promise.reject(new Error('offline'))
  }
  const loader = createLoader(load, (run) => void idle.push(run))
  return { loader, whenIdle: () => idle[0]?.(), attempts: () => attempts }
}

test('a part that came when the browser was idle is shown at once and is loaded once', async () => {
  const { loader, whenIdle, attempts } = setUp('loaded')

  await whenIdle()
  await loader.load()

  expect(loader.getState().Loaded).toBe(Part)
  expect(attempts()).toBe(1)
})

test('a failed load is said to whoever shows the part, who may try again', async () => {
  const { loader, attempts } = setUp('failed', 'loaded')
  const seen: boolean[] = []
  loader.subscribe(() => seen.push(loader.getState().isFailed))

  await loader.load()
  expect(loader.getState()).toEqual({ Loaded: undefined, isFailed: true })
  await loader.load()
  expect(attempts()).toBe(1)
  loader.retry()
  await loader.load()

  expect(loader.getState().Loaded).toBe(Part)
  expect(seen).toEqual([true, false, false])
})

test('a failure that nobody has seen is not kept: the first press tries again', async () => {
  const { loader, whenIdle } = setUp('failed', 'loaded')

  await whenIdle()
  expect(loader.getState().isFailed).toBe(false)
  await loader.load()

  expect(loader.getState().Loaded).toBe(Part)
})
