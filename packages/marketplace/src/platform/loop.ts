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

  const sleep = (until: Instant | undefined): Promise<void> =>
    new Promise((resolve) => {
      const left = until === undefined ? longestSleepMs : until - clock.now()
      const timer = setTimeout(() => rouse(), Math.max(shortestSleepMs, Math.min(longestSleepMs, left)))
      rouse = () => {
        clearTimeout(timer)
        rouse = () => undefined
        resolve()
      }
      if (woken || stopping.signal.aborted) rouse()
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
    while (!stopping.signal.aborted) await once()
  }

  const wake = (): void => {
    woken = true
    rouse()
  }
  return {
    wake,
    rest() {
      stopping.abort()
      rouse()
    },
    ended: run(),
  }
}
