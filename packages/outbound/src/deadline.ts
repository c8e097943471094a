import type { DurationMs } from '@loggia/kernel'

/** Why an exchange ran out of time: its own limit, or the end of this process. */
export type Over = 'time_limit' | 'stopping'

/** The deadline of an exchange; it has at most one listener. */
export type Deadline = { over: Over | undefined; onOver: ((over: Over) => void) | undefined }

/** Marks an exchange as ended by its deadline; the reason is in `over`. */
export class TimeIsOver extends Error {}

export type Deadlines = {
  start(limitMs: DurationMs): { readonly deadline: Deadline; clear(): void }
  /** Ends all running exchanges, as if this process ended. */
  breakOff(): void
}

/**
 * Creates deadlines. A composed `AbortSignal` for each exchange would cost as much as signing its request, so all share
 * one set and one listener.
 */
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
