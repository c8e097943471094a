/** The longest that a timer waits: what is longer fires at once. */
export const longestTimerMs = 2 ** 31 - 1

/** Whether an option that may come from plain JavaScript is a whole number in these bounds. */
export const isWholeFrom = (least: number, value: unknown, most: number): value is number =>
  Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most

/** The moment at which a call has to be answered, whatever its work has come to. */
export type Deadline = {
  readonly over: Promise<void>
  readonly isOver: () => boolean
  readonly clear: () => void
}

/** A deadline so many milliseconds from now; clear it when the call has been answered. */
export function deadlineIn(ms: number): Deadline {
  let passed = false
  let timer: ReturnType<typeof setTimeout> | undefined
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(() => {
      passed = true
      resolve()
    }, ms)
  })
  return { over, isOver: () => passed, clear: () => clearTimeout(timer) }
}

/**
 * What a promise gives, or undefined if it takes longer than `graceMs` after the deadline: the promise then goes on, and its
 * failure is its own matter. No race of promises: each call of the marketplace goes through here.
 */
export function before<T>(
  deadline: Deadline,
  promise: Promise<T>,
  graceMs = 0,
): Promise<{ value: T } | undefined> {
  return new Promise((resolve, reject) => {
    let grace: ReturnType<typeof setTimeout> | undefined
    let isSettled = false
    const settled = (): void => {
      isSettled = true
      clearTimeout(grace)
    }
    promise.then(
      (value) => {
        settled()
        resolve({ value })
      },
      (error: unknown) => {
        settled()
        reject(error instanceof Error ? error : new Error(String(error)))
      },
    )
    void deadline.over.then(() => {
      if (isSettled) return
      if (graceMs === 0) resolve(undefined)
      else grace = setTimeout(() => resolve(undefined), graceMs)
    })
  })
}

/** Resolves after so many milliseconds, or when the deadline comes. */
export async function pause(deadline: Deadline, ms: number): Promise<void> {
  const short = deadlineIn(ms)
  await Promise.race([short.over, deadline.over])
  short.clear()
}
