import type { DurationMs } from '@loggia/kernel'

/** What ended the time of an exchange: its own limit, or the end of this process. */
export type Over = 'time_limit' | 'stopping'

/** The one end of an exchange's time; one at a time hears of it. */
export type Deadline = { over: Over | undefined; onOver: ((over: Over) => void) | undefined }

/** Thrown away with the exchange: what is told of it is told by `over`. */
export class TimeIsOver extends Error {}

export type Deadlines = {
  start(limitMs: DurationMs): { readonly deadline: Deadline; clear(): void }
  /** Ends all that run, as if this process ended. */
  breakOff(): void
}

/** A composed `AbortSignal` for each exchange costs as much as signing its request: these are a set and a listener for all. */
export function createDeadlines(stopping?: AbortSignal): Deadlines {
  const running = new Set<Deadline>()
  const end = (deadline: Deadline, over: Over): void => {
    if (!running.delete(deadline)) return
    deadline.over = over
    deadline.onOver?.(over)
  }
  const breakOff = (): void => {
    for (const deadline of running) end(deadline, 'stopping')
  }
  stopping?.addEventListener('abort', breakOff)
  return {
    breakOff,
    start(limitMs) {
      const deadline: Deadline = { over: stopping?.aborted ? 'stopping' : undefined, onOver: undefined }
      if (deadline.over) return { deadline, clear: () => undefined }
      running.add(deadline)
      const timer = setTimeout(() => end(deadline, 'time_limit'), limitMs)
      return {
        deadline,
        clear() {
          running.delete(deadline)
          clearTimeout(timer)
        },
      }
    },
  }
}
