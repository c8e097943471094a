import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createMemoryStore } from '../stores/memory.ts'
import type { SellerProblem } from '../problems.ts'
import type { SellerStore } from '../stores/store.ts'
import { createDeadlines } from './deadline.ts'
import { createOnce } from './once.ts'
import type { Once, WorkDone } from './once.ts'

const deadlineIn = (ms: number) => createDeadlines(ms)()

let nowMs: number
let store: SellerStore
let problems: SellerProblem[]
const owners = new Map<string, Once>()

function onceOf(owner: string): Once {
  const known =
    owners.get(owner) ??
    createOnce({ store, owner, leaseMs: 9_000, budgetMs: 100, onProblem: (one) => problems.push(one) })
  owners.set(owner, known)
  return known
}

beforeEach(() => {
  vi.useFakeTimers()
  nowMs = 1_000_000
  problems = []
  owners.clear()
  store = createMemoryStore({ now: () => nowMs })
})
afterEach(() => {
  vi.useRealTimers()
})

async function pass(ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= 50) {
    nowMs += Math.min(50, left)
    await vi.advanceTimersByTimeAsync(Math.min(50, left))
  }
}

function held(result: string): { work: () => Promise<WorkDone>; finish: () => void; runs: () => number } {
  let runs = 0
  let finish: (() => void) | undefined
  const over = new Promise<void>((resolve) => (finish = resolve))
  const work = async (): Promise<WorkDone> => {
    runs += 1
    await over
    return { result, keep: 'always' }
  }
  return { work, finish: () => finish?.(), runs: () => runs }
}

test('work that takes longer than its lease keeps it as long as its process lives', async () => {
  const { work, finish, runs } = held('done')
  const first = onceOf('a').run({ key: 'k', value: 'v', work, deadline: deadlineIn(100_000) })
  await pass(30_000)
  const second = onceOf('b').run({ key: 'k', value: 'w', work, deadline: deadlineIn(100_000) })
  await pass(1_000)
  finish()
  await pass(200)

  expect(await first).toEqual({ ended: true, value: 'v', result: 'done' })
  expect(await second).toEqual({ ended: true, value: 'v', result: 'done' })
  expect(runs()).toBe(1)
})

test('a process that stood still loses its work to another, and its result is not kept', async () => {
  const slow = held('of the first')
  const quick = held('of the second')
  quick.finish()
  const first = onceOf('a').run({ key: 'k', value: 'v', work: slow.work, deadline: deadlineIn(100_000) })
  await vi.advanceTimersByTimeAsync(0)
  // The store's clock advances, but the timers of this process, which extend the lease, do not fire.
  nowMs += 20_000
  const second = await onceOf('b').run({
    key: 'k',
    value: 'w',
    work: quick.work,
    deadline: deadlineIn(100_000),
  })
  slow.finish()
  await vi.advanceTimersByTimeAsync(0)

  expect(second).toEqual({ ended: true, value: 'v', result: 'of the second' })
  expect(await first).toEqual({ ended: false, value: 'v' })
  expect(problems).toMatchObject([{ code: 'lease_lost' }])
  expect(await store.lookUp('k')).toMatchObject({ state: 'done', result: { result: 'of the second' } })
})

test('who waits in vain is told after its time that the work goes on', async () => {
  const { work, finish } = held('done')
  const waiting = onceOf('a').run({ key: 'k', value: 'v', work, deadline: deadlineIn(300) })
  const elsewhere = onceOf('b').run({ key: 'k', value: 'w', work, deadline: deadlineIn(300) })
  await pass(400)

  expect(await waiting).toEqual({ ended: false, value: 'v' })
  expect(await elsewhere).toEqual({ ended: false, value: 'v' })
  finish()
  await onceOf('a').idle()
  const later = onceOf('b').run({ key: 'k', value: 'w', work, deadline: deadlineIn(300) })
  expect(await later).toEqual({ ended: true, value: 'v', result: 'done' })
})

test('who is told late what was kept for one caller does not end the work that was begun after that', async () => {
  const memory = store
  const heldBack: (() => void)[] = []
  let holds = false
  store = {
    ...memory,
    settle: async (settlement) => {
      if (holds) await new Promise<void>((resolve) => heldBack.push(resolve))
      return memory.settle(settlement)
    },
  }
  const refused = async (): Promise<WorkDone> => ({ result: 'no', keep: 'once' })
  const next = held('done')
  const asked = (owner: string, work = next.work) =>
    onceOf(owner).run({ key: 'k', value: 'v', work, deadline: deadlineIn(100_000) })
  await onceOf('a').resume({ key: 'k', value: 'v', work: refused })
  await onceOf('a').idle()

  holds = true
  const told = [asked('a'), asked('a')]
  await vi.advanceTimersByTimeAsync(0)
  heldBack[0]?.()
  await told[0]
  holds = false
  const begun = asked('a')
  await vi.advanceTimersByTimeAsync(0)
  heldBack[1]?.()
  await told[1]
  const elsewhere = asked('b')
  await pass(200)
  next.finish()
  await pass(200)

  expect(await begun).toEqual({ ended: true, value: 'v', result: 'done' })
  expect(await elsewhere).toEqual({ ended: true, value: 'v', result: 'done' })
  expect(next.runs()).toBe(1)
  expect(problems).toEqual([])
})

test('a result that cannot be kept behind the answer is told', async () => {
  store = { ...store, settle: () => Promise.reject(new Error('no connection')) }
  const { work, finish } = held('done')
  const waiting = onceOf('a').run({ key: 'k', value: 'v', work, deadline: deadlineIn(300) })
  await pass(400)
  finish()
  await onceOf('a').idle()

  expect(await waiting).toEqual({ ended: false, value: 'v' })
  expect(problems).toMatchObject([{ code: 'store_failed' }])
})

test('work that fails is free for the next call at once', async () => {
  const failing = () => Promise.reject(new Error('no connection'))
  const { work, finish } = held('done')
  finish()
  const first = onceOf('a').run({ key: 'k', value: 'v', work: failing, deadline: deadlineIn(300) })
  await expect(first).rejects.toThrow('no connection')

  const second = onceOf('b').run({ key: 'k', value: 'w', work, deadline: deadlineIn(300) })
  await pass(400)

  expect(await second).toEqual({ ended: true, value: 'v', result: 'done' })
})
