import { omitUndefined } from '@loggia/kernel'
import type { SellerProblem } from '../problems.ts'
import type { InstanceChange, Json, SellerStore, Settlement } from '../stores/store.ts'
import { withDeadline, pause } from './deadline.ts'
import type { Deadline } from './deadline.ts'

/**
 * The result of a piece of work. `change` is stored with it in one step. `keep` says how it is kept:
 * - `always`: it is the answer to every later call.
 * - `once`: one caller gets it, and the next call tries again.
 * - `never`: the next call tries again.
 */
export type WorkDone = {
  readonly result: Json
  readonly keep: 'always' | 'once' | 'never'
  readonly change?: InstanceChange
}
/** `value` is what the first process that claimed the work passed; it is the same in every try. */
export type Work = (value: string) => Promise<WorkDone>
/** The result, or that the work goes on although its caller is answered. */
export type Ended = { readonly ended: true; readonly value: string; readonly result: Json } | StillAtIt
type StillAtIt = { readonly ended: false; readonly value: string }

/** `named` has the members by which a problem names the work. */
type Piece = {
  readonly key: string
  readonly value: string
  readonly work: Work
  readonly named?: Named | undefined
}
type Named = Pick<SellerProblem, 'activity' | 'instanceId' | 'orderId'>

/** Runs each piece of work once, however often and in however many processes it is requested. */
export type Once = {
  run(piece: Piece & { deadline: Deadline }): Promise<Ended>
  /** Starts work if no process is doing it, without waiting for it. */
  resume(piece: Piece): Promise<void>
  /** Runs `work` while no other process or call holds the key. Undefined if the key is not free before the deadline. */
  runExclusive<T>(piece: { key: string; deadline: Deadline; work: () => Promise<T> }): Promise<T | undefined>
  /** Resolves when no process is working on a key any more. */
  waitUntilFree(key: string): Promise<void>
  /** Resolves when all work of this process has ended. */
  idle(): Promise<void>
}

type Running = { readonly value: string; waiting: number; readonly result: Promise<Json | undefined> }

/** Work that was claimed, with its owner. */
type Claimed = Omit<Piece, 'key'> & { readonly owner: string }

/** How a result is stored; with `once`, only one caller gets it. */
type Kept = { readonly once: boolean; readonly result: Json }

const pollMs = 50
/** How often a lease is extended during its length. */
const ticksOfLease = 3
/** The poll interval if no call is waiting for the answer, in milliseconds. */
const slowPollMs = 250

/**
 * The claim of a piece of work is in the store, so that repeats find it from any process. The lease is extended while
 * the work goes on. If a process dies, its lease ends, and the next call takes the work over.
 */
export function createOnce(options: {
  readonly store: SellerStore
  readonly owner: string
  readonly leaseMs: number
  readonly budgetMs: number
  readonly onProblem: (problem: SellerProblem) => void
}): Once {
  const { store, leaseMs, budgetMs, onProblem } = options
  // Work that ends within the budget is not long, even if the lease is shorter.
  const longMs = Math.max(leaseMs, budgetMs)
  const ticksOfLong = Math.ceil((longMs * ticksOfLease) / leaseMs)
  const running = new Map<string, Running>()
  const open = new Set<Promise<unknown>>()
  let claims = 0
  // A new owner for each claim, so that work that ends late does not settle a later claim of the same process.
  const newOwner = (): string => `${options.owner}:${(claims += 1)}`

  function track<T>(promise: Promise<T>): Promise<T> {
    open.add(promise)
    const forget = (): void => void open.delete(promise)
    promise.then(forget, forget)
    return promise
  }

  /** Extends the lease of a key until the returned function is called. */
  function holdLease(key: string, owner: string, named?: Named): () => void {
    let ticks = 0
    const timer = setInterval(() => {
      ticks += 1
      if (named && ticks === ticksOfLong) complainOfLong(named)
      store.extend({ key, owner, leaseMs }).catch((error: unknown) => {
        onProblem({ code: 'store_failed', message: 'A lease could not be extended.', error })
      })
    }, leaseMs / ticksOfLease)
    return () => clearInterval(timer)
  }

  /** Reports work that does not end. Every call is answered as under way, so otherwise only the buyer would notice. */
  function complainOfLong(named: Named): void {
    const what = named.activity ?? 'A handler'
    const message = `${what} has been running for ${longMs} ms and has not ended. As long as this process runs, repeated requests do not start it again.`
    onProblem({ code: 'over_budget', message, ...named })
  }

  async function settle(settlement: Settlement): Promise<boolean> {
    const settled = await store.settle(settlement)
    if (!settled)
      onProblem({
        code: 'lease_lost',
        message: `Another process has taken over ${settlement.key}; the result of this process is discarded.`,
      })
    return settled
  }

  async function carryOut(key: string, claimed: Claimed): Promise<Json | undefined> {
    const { owner } = claimed
    const releaseLease = holdLease(key, owner, claimed.named)
    try {
      const { result, keep, change } = await claimed.work(claimed.value).catch(async (error: unknown) => {
        // Releases the claim, so that the next call need not wait for the end of the lease. Only after work that threw:
        // if the settlement below fails, nothing is released, because the store may have kept the result.
        await store.settle({ key, owner }).catch(() => false)
        throw error
      })
      const told = (running.get(key)?.waiting ?? 0) > 0
      const kept: Kept | undefined =
        keep === 'always'
          ? { once: false, result }
          : keep === 'once' && !told
            ? { once: true, result }
            : undefined
      const settled = await settle(omitUndefined({ key, owner, result: kept, change }))
      return settled ? result : undefined
    } finally {
      releaseLease()
      running.delete(key)
    }
  }

  function start(key: string, claimed: Claimed): Running {
    const result = track(Promise.resolve().then(() => carryOut(key, claimed)))
    const started: Running = { value: claimed.value, waiting: 0, result }
    result.catch((error: unknown) => {
      // A caller that waits for the work reports the error itself.
      if (started.waiting > 0) return
      onProblem({
        code: 'store_failed',
        message: `The result of ${key} could not be carried out or stored.`,
        ...claimed.named,
        error,
      })
    })
    running.set(key, started)
    return started
  }

  async function waitFor(piece: Running, deadline: Deadline): Promise<Ended> {
    piece.waiting += 1
    try {
      const found = await withDeadline(deadline, piece.result)
      return found?.value === undefined
        ? { ended: false, value: piece.value }
        : { ended: true, value: piece.value, result: found.value }
    } finally {
      piece.waiting -= 1
    }
  }

  async function run({ key, value, work, named, deadline }: Parameters<Once['run']>[0]): Promise<Ended> {
    for (;;) {
      const here = running.get(key)
      if (here) return waitFor(here, deadline)
      const owner = newOwner()
      const claim = await store.claim({ key, owner, leaseMs, value })
      if (claim.state === 'yours')
        return waitFor(start(key, { work, value: claim.value, owner, named }), deadline)
      if (claim.state === 'done') {
        const kept = claim.result as Kept
        // A second caller at the same moment may get the same refusal, which does no harm.
        if (kept.once) await store.settle({ key, owner: claim.owner })
        return { ended: true, value: claim.value, result: kept.result }
      }
      // Another call of this process may have claimed it in the meantime.
      if (running.has(key)) continue
      if (deadline.isOver()) return { ended: false, value: claim.value }
      await pause(deadline, pollMs)
    }
  }

  async function resume({ key, value, work, named }: Parameters<Once['resume']>[0]): Promise<void> {
    if (running.has(key)) return
    const owner = newOwner()
    const claim = await store.claim({ key, owner, leaseMs, value })
    if (claim.state === 'yours') start(key, { work, value: claim.value, owner, named })
  }

  async function runExclusive<T>({
    key,
    deadline,
    work,
  }: {
    key: string
    deadline: Deadline
    work: () => Promise<T>
  }): Promise<T | undefined> {
    const owner = newOwner()
    while ((await store.claim({ key, owner, leaseMs, value: '' })).state !== 'yours') {
      if (deadline.isOver()) return undefined
      await pause(deadline, pollMs)
    }
    const releaseLease = holdLease(key, owner)
    try {
      return await work()
    } finally {
      releaseLease()
      await store.settle({ key, owner })
    }
  }

  async function waitUntilFree(key: string): Promise<void> {
    for (;;) {
      const here = running.get(key)
      if (here) await here.result.catch(() => undefined)
      else if ((await store.lookUp(key))?.state !== 'busy') return
      else await new Promise<void>((resolve) => void setTimeout(resolve, slowPollMs))
    }
  }

  async function idle(): Promise<void> {
    while (open.size > 0) await Promise.allSettled(open)
  }

  return { run, resume, runExclusive, waitUntilFree, idle }
}
