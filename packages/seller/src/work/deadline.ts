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

const late = Symbol('late')

/** What a promise gives, or undefined if the deadline comes first: the promise then goes on, and its failure is its own matter. */
export async function before<T>(deadline: Deadline, promise: Promise<T>): Promise<{ value: T } | undefined> {
  promise.catch(() => undefined)
  const first = await Promise.race([promise, deadline.over.then(() => late)])
  return first === late ? undefined : { value: first as T }
}

/** Resolves after so many milliseconds, or when the deadline comes. */
export async function pause(deadline: Deadline, ms: number): Promise<void> {
  const short = deadlineIn(ms)
  await Promise.race([short.over, deadline.over])
  short.clear()
}
