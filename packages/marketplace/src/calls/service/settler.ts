import type { CallContext } from './context.ts'
import { giveUp, settleAlone, settleTogether } from './settle.ts'
import type { Answered } from './sending.ts'

/** The pauses between tries; their sum is less than the margin of a lease. */
const pausesMs = [50, 100, 200, 400, 800, 1600]
const aloneAtOnce = 4

/** Waits; ends early when the process is told to stop. */
const pause = (ms: number, stopping: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const finish = (): void => {
      clearTimeout(timer)
      stopping.removeEventListener('abort', finish)
      resolve()
    }
    const timer = setTimeout(finish, ms)
    stopping.addEventListener('abort', finish)
    if (stopping.aborted) finish()
  })

/** Settles one answer, with several tries if needed; calls `onTrouble` after a try that failed. */
async function settleWithRetries(context: CallContext, one: Answered, onTrouble: () => void): Promise<void> {
  const { id: callId } = one.prepared.call
  for (const pauseMs of pausesMs) {
    try {
      return await settleAlone(context, one)
    } catch (error) {
      // Whether it was committed is not known. It is settled again: by the fence a second settle does nothing.
      context.log.error({ callId, error }, 'An answer could not be written')
      onTrouble()
      await pause(pauseMs, context.stopping.signal)
    }
  }
  // If this fails too, the database is away: the lease ends, and the call is sent again.
  await giveUp(context, one, { learn: false }).catch((error: unknown) =>
    context.log.error({ callId, error }, 'An answer is lost'),
  )
}

async function settleBatch(
  context: CallContext,
  batch: readonly Answered[],
  onTrouble: () => void,
): Promise<void> {
  const [first] = batch
  if (batch.length === 1 && first) return settleWithRetries(context, first, onTrouble)
  try {
    await settleTogether(context, batch)
  } catch {
    // Either one answer or the database is at fault. Settled one by one, a bad answer does not undo the others.
    for (let from = 0; from < batch.length; from += aloneAtOnce)
      await Promise.all(
        batch.slice(from, from + aloneAtOnce).map((one) => settleWithRetries(context, one, onTrouble)),
      )
  }
}

export type Settler = (one: Answered) => Promise<void>

/**
 * Settles answers as they come. Those that arrive while others are being written are written together with the next, so
 * that a busy node commits many at once and a quiet one does not wait.
 */
export function createSettler(context: CallContext): Settler {
  const { settlers, settleBatch: most } = context.settings
  const queue: { one: Answered; done: () => void }[] = []
  let running = 0
  let inTrouble = 0

  /**
   * Starts another transaction only if those that run cannot keep up: two small ones cost more than a large one. One
   * that is being retried does not count.
   */
  function startMore(): void {
    if (queue.length === 0 || running >= settlers || (running > inTrouble && queue.length < most)) return
    running += 1
    void work()
  }

  async function work(): Promise<void> {
    while (queue.length > 0) {
      const batch = queue.splice(0, most)
      let struggles = false
      const onTrouble = (): void => {
        if (!struggles) inTrouble += 1
        struggles = true
        startMore()
      }
      await settleBatch(
        context,
        batch.map(({ one }) => one),
        onTrouble,
      )
      if (struggles) inTrouble -= 1
      for (const { done } of batch) done()
    }
    // In the same turn of the event loop, so that what follows does not count this one as running.
    running -= 1
  }

  return (one) =>
    new Promise((resolve) => {
      queue.push({ one, done: resolve })
      startMore()
    })
}
