import type { CallContext } from './context.ts'
import { giveUp, settleAlone, settleTogether } from './settle.ts'
import type { Answered } from './sending.ts'

/** Together less than the margin of a lease. */
const pausesMs = [50, 100, 200, 400, 800, 1600]
const aloneAtOnce = 4

/** Ends early when the process is told to end. */
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

/** Writes one answer, time after time if need be; `onTrouble` is told of a try that failed. */
async function settleWithRetries(context: CallContext, one: Answered, onTrouble: () => void): Promise<void> {
  const { id: callId } = one.prepared.call
  for (const pauseMs of pausesMs) {
    try {
      return await settleAlone(context, one)
    } catch (error) {
      // Whether it was committed is not known: settled again, the fence makes a second time do nothing.
      context.log.error({ callId, error }, 'An answer could not be written')
      onTrouble()
      await pause(pauseMs, context.stopping.signal)
    }
  }
  // If this fails too the database is away: the lease ends, and the call goes out again.
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
    // One of them, or the database: alone, each is told what is its own, and a bad one does not undo its neighbours.
    for (let from = 0; from < batch.length; from += aloneAtOnce)
      await Promise.all(
        batch.slice(from, from + aloneAtOnce).map((one) => settleWithRetries(context, one, onTrouble)),
      )
  }
}

export type Settler = (one: Answered) => Promise<void>

/**
 * Settles answers as they come: what arrives while others are being written is written together with the next, so a busy
 * node commits many at once and a quiet one waits for nobody.
 */
export function createSettler(context: CallContext): Settler {
  const { settlers, settleBatch: most } = context.settings
  const queue: { one: Answered; done: () => void }[] = []
  let running = 0
  let inTrouble = 0

  /** A transaction more only where one cannot keep up: two small ones cost more than a larger one. One that is tried again keeps up with nothing. */
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
    // In the same turn: what comes next must not take this one for working still.
    running -= 1
  }

  return (one) =>
    new Promise((resolve) => {
      queue.push({ one, done: resolve })
      startMore()
    })
}
