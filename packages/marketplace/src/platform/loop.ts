import type { Instant } from '@loggia/kernel'
import type { Platform } from './tx.ts'

/** A queue that is worked off in rounds, each a piece; a round says whether there was anything, and then the next comes at once. */
export type LoopWork = {
  round(now: Instant): Promise<boolean>
  nextDue(): Promise<Instant | undefined>
}
export type Loop = {
  /** There may be work now. */
  wake(): void
  /** No more rounds. */
  rest(): void
  /** No round until `resume`; resolves when the one under way is over. */
  pause(): Promise<void>
  resume(): void
  readonly ended: Promise<void>
}

/** A look at least this often: a word of another node may be lost. */
const longestSleepMs = 1000
/** What is due and could not be had, since another node holds it, is not asked for at once again. */
const shortestSleepMs = 10

/** Works a queue off until it is told to rest: when woken, else when the next thing is due. */
export function startLoop(
  { clock, log }: Pick<Platform, 'clock' | 'log'>,
  { round, nextDue }: LoopWork,
): Loop {
  const stopping = new AbortController()
  let woken = false
  let rouse: () => void = () => undefined
  let paused: PromiseWithResolvers<void> | undefined
  let current: Promise<void> = Promise.resolve()

  const sleep = (until: Instant | undefined): Promise<void> =>
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
      // By a fresh clock each time: what was made meanwhile is due as well.
      if (await round(clock.now())) return
      if (!woken) await sleep(await nextDue())
    } catch (error) {
      // The database is away, or a fault of ours: the work is still there in a moment.
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
