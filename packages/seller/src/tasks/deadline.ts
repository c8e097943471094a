/** The longest that a timer waits: what is longer fires at once. */
export const longestTimerMs = 2 ** 31 - 1

/** Whether an option that may come from plain JavaScript is a whole number in these bounds. */
export const isWholeFrom = (least: number, value: unknown, most: number): value is number =>
  Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most

/** The moment at which a call has to be answered, whatever its work has come to. */
export type Deadline = {
  readonly isOver: () => boolean
  /** Calls back when it is over; at once if it is. */
  readonly onOver: (callback: () => void) => void
  /** Lets go what would still call back: the call has been answered. */
  readonly clear: () => void
}

// Where a timer is a plain number, as in a browser or under a test's imitation of one, it holds nothing that could be let go of.
type Timer = { readonly ref?: () => unknown; readonly unref?: () => unknown }

type Open = { readonly at: number; isOver: boolean; readonly callbacks: (() => void)[] }

/**
 * Starts deadlines so many milliseconds ahead. All of them share one timer: each call of the marketplace has a deadline, and
 * hardly any comes to it.
 */
export function createDeadlines(ms: number): () => Deadline {
  // The first is the next to come, as all are equally far ahead when they are added.
  const open = new Set<Open>()
  let timer: Timer | undefined

  function wake(): void {
    timer = undefined
    for (const one of open) {
      const leftMs = one.at - performance.now()
      if (leftMs > 0) {
        timer = setTimeout(wake, Math.ceil(leftMs))
        return
      }
      open.delete(one)
      one.isOver = true
      for (const callback of one.callbacks) callback()
    }
  }

  function add(one: Open): void {
    open.add(one)
    if (timer === undefined) timer = setTimeout(wake, ms)
    // A process ends although the timer still runs for calls that were answered long ago.
    else if (open.size === 1) timer.ref?.()
  }

  function remove(one: Open): void {
    if (open.delete(one) && open.size === 0) timer?.unref?.()
  }

  return () => {
    const one: Open = { at: performance.now() + ms, isOver: false, callbacks: [] }
    add(one)
    return {
      isOver: () => one.isOver,
      onOver: (callback) => void (one.isOver ? callback() : one.callbacks.push(callback)),
      clear: () => remove(one),
    }
  }
}

/**
 * What a promise gives, or undefined if it takes longer than `graceMs` after the deadline: the promise then goes on, and its
 * failure is its own matter. No race of promises: each call of the marketplace goes through here.
 */
export function withDeadline<T>(
  deadline: Deadline,
  promise: Promise<T>,
  graceMs = 0,
): Promise<{ value: T } | undefined> {
  return new Promise((resolve, reject) => {
    let grace: ReturnType<typeof setTimeout> | undefined
    promise.then(
      (value) => {
        clearTimeout(grace)
        resolve({ value })
      },
      (error: unknown) => {
        clearTimeout(grace)
        reject(error instanceof Error ? error : new Error(String(error)))
      },
    )
    deadline.onOver(() => {
      if (graceMs === 0) resolve(undefined)
      else grace = setTimeout(() => resolve(undefined), graceMs)
    })
  })
}

/** Resolves after so many milliseconds, or when the deadline comes. */
export function pause(deadline: Deadline, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    deadline.onOver(() => {
      clearTimeout(timer)
      resolve()
    })
  })
}
