import { mostSubjects } from './announcements.ts'

/**
 * Collects subjects and sends them in batches, one at a time with a pause between; a slow receiver gets larger batches.
 */
export type NotifyBatcher = {
  add(subject: string): void
  /** Sends pending subjects as soon as possible; after a batch that failed nothing is sent until `flush`. */
  flush(): void
  /** Sends pending subjects once more, without a pause. */
  close(): Promise<void>
}

/** `send` returns whether the batch was sent; the subjects of a batch that was not are kept for the next. */
export function createNotifyBatcher(
  send: (subjects: readonly string[]) => Promise<boolean>,
  restMs: number,
): NotifyBatcher {
  const waiting = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  let sending: Promise<void> | undefined
  let isHeld = false
  let isClosed = false

  // Beyond this number a payload names no subjects, so there is no use in keeping more.
  const keep = (subject: string): void => {
    if (waiting.size <= mostSubjects) waiting.add(subject)
  }

  async function sendBatch(): Promise<void> {
    const batch = [...waiting]
    waiting.clear()
    isHeld = !(await send(batch))
    if (isHeld) batch.forEach(keep)
  }

  /** `afterMs` (0: the next turn) lets subjects that are added together leave in one batch. */
  function schedule(afterMs: number): void {
    if (timer !== undefined || sending !== undefined || isClosed) return
    timer = setTimeout(() => {
      timer = undefined
      if (waiting.size === 0 || isHeld) return
      sending = sendBatch().finally(() => {
        sending = undefined
        schedule(restMs)
      })
    }, afterMs)
  }

  return {
    add(subject) {
      keep(subject)
      if (!isHeld) schedule(0)
    },
    flush() {
      isHeld = false
      if (waiting.size > 0) schedule(0)
    },
    async close() {
      isClosed = true
      clearTimeout(timer)
      await sending
      if (waiting.size > 0 && !isHeld) await sendBatch()
    },
  }
}
