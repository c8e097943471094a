import { mostSubjects } from './announcements.ts'

/** Gathers subjects and sends them in batches with a rest between: one batch at a time, so a slow receiver gets larger ones. */
export type NotifyBatcher = {
  add(subject: string): void
  /** Sends what waits as soon as it may; after a batch that failed nothing is sent until then. */
  flush(): void
  /** Sends what waits once more, without a rest. */
  close(): Promise<void>
}

/** `send` gives whether the batch went out; one that did not is kept for the next. */
export function createNotifyBatcher(
  send: (subjects: readonly string[]) => Promise<boolean>,
  restMs: number,
): NotifyBatcher {
  const waiting = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  let sending: Promise<void> | undefined
  let isHeld = false
  let isClosed = false

  // More than can be named need not be remembered one by one.
  const keep = (subject: string): void => {
    if (waiting.size <= mostSubjects) waiting.add(subject)
  }

  async function sendBatch(): Promise<void> {
    const batch = [...waiting]
    waiting.clear()
    isHeld = !(await send(batch))
    if (isHeld) batch.forEach(keep)
  }

  /** `afterMs` lets those that come together go out together. */
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
