/** The longest delay of a timer, in milliseconds. A longer one would fire at once. */
export const longestTimerMs = 2 ** 31 - 1

/** Whether an option, which plain JavaScript may get wrong, is a whole number from `least` to `most`. */
export const isWholeFrom = (least: number, value: unknown, most: number): value is number =>
  Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most

/** The moment at which a call has to be answered, whether its work has ended or not. */
export type Deadline = {
  /** How far ahead it was at its start. */
  readonly ms: number
  readonly isOver: () => boolean
  /** Calls back at the deadline, or at once if it is over. */
  readonly onOver: (callback: () => void) => void
  /** Removes the callbacks, because the call has been answered. */
  readonly clear: () => void
}

// In a browser, or with fake timers in a test, a timer may be a plain number, which has no `ref` and `unref`.
type Timer = { readonly ref?: () => unknown; readonly unref?: () => unknown }

type Open = { readonly at: number; isOver: boolean; readonly callbacks: (() => void)[] }

/**
 * Returns a function that starts a deadline `ms` milliseconds ahead. All deadlines share one timer, because each call
 * has a deadline and hardly any reaches it.
 */
export function createDeadlines(ms: number): () => Deadline {
  // In the order of their ends, because all deadlines have the same length.
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
    // The timer was unreferenced while no call was open, so that it does not keep the process alive.
    else if (open.size === 1) timer.ref?.()
  }

  function remove(one: Open): void {
    if (open.delete(one) && open.size === 0) timer?.unref?.()
  }

  return () => {
    const one: Open = { at: performance.now() + ms, isOver: false, callbacks: [] }
    add(one)
    return {
      ms,
      isOver: () => one.isOver,
      onOver: (callback) => void (one.isOver ? callback() : one.callbacks.push(callback)),
      clear: () => remove(one),
    }
  }
}

/**
 * Resolves to the value of a promise, or to undefined if it takes longer than `graceMs` after the deadline. In that
 * case the promise goes on, and its rejection is ignored. It does not use `Promise.race`, because each call of the
 * marketplace goes through here.
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

/** Resolves after `ms` milliseconds, or at the deadline. */
export function pause(deadline: Deadline, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    deadline.onOver(() => {
      clearTimeout(timer)
      resolve()
    })
  })
}
