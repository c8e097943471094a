import type { Instant } from '@loggia/kernel'
import type { Platform } from './tx.ts'

/** A queue that is processed in rounds. `round` returns true if there was work; the next round then follows at once. */
export type LoopWork<Time extends number = Instant> = {
  round(now: Time): Promise<boolean>
  nextDue(): Promise<Time | undefined>
}
export type Loop = {
  /** Starts a round now, since there may be work. */
  wake(): void
  /** Stops the loop for good. */
  rest(): void
  /** Starts no round until `resume`; resolves when the current round is over. */
  pause(): Promise<void>
  resume(): void
  readonly ended: Promise<void>
}

/** Polls at least this often, since a message of another node may be lost. */
const longestSleepMs = 1000
/** Due work that another node has locked is not asked for again before this pause. */
const shortestSleepMs = 10

/** Processes a queue until `rest`: runs a round when woken, or when the next entry is due. */
export function startLoop<Time extends number = Instant>(
  { clock, log }: { readonly clock: { readonly source: string; now(): Time }; readonly log: Platform['log'] },
  { round, nextDue }: LoopWork<Time>,
): Loop {
  const stopping = new AbortController()
  let woken = false
  let rouse: () => void = () => undefined
  let paused: PromiseWithResolvers<void> | undefined
  let current: Promise<void> = Promise.resolve()

  const sleep = (until: Time | undefined): Promise<void> =>
    new Promise((resolve) => {
      const left = until === undefined ? longestSleepMs : until - clock.now()
      const timer = setTimeout(() => rouse(), Math.max(shortestSleepMs, Math.min(longestSleepMs, left)))
      rouse = () => {
        clearTimeout(timer)
        rouse = () => undefined
        resolve()
      }
      if (woken || paused || stopping.signal.aborted) rouse()
    })

  async function once(): Promise<void> {
    woken = false
    try {
      // Reads the clock again each time: entries added meanwhile may be due as well.
      if (await round(clock.now())) return
      if (!woken) await sleep(await nextDue())
    } catch (error) {
      // The database is away, or our code is at fault: the work stays in the queue and is tried again.
      log.error({ error }, 'A queue could not be worked off')
      await sleep(undefined)
    }
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      if (paused) await paused.promise
      else await (current = once())
    }
  }

  const wake = (): void => {
    woken = true
    rouse()
  }
  const resume = (): void => {
    paused?.resolve()
    paused = undefined
  }
  return {
    wake,
    rest() {
      stopping.abort()
      resume()
      rouse()
    },
    pause() {
      paused ??= Promise.withResolvers()
      rouse()
      return current
    },
    resume,
    ended: run(),
  }
}
