import type { Instant } from '@loggia/kernel'
import { connectJobs } from './jobs.ts'
import type { Marketplace } from './marketplace.ts'
import type { Platform } from './platform/index.ts'

export type RunningJobs = {
  /** Takes no more work; what is under way goes on. */
  rest(): void
  /** Takes no more work; calls under way get a second, then are broken off and wait, due at once, for another node or the next start. */
  stop(): Promise<void>
}

/** A look at least this often: a word of another node may be lost, and leases end by themselves. */
const longestSleepMs = 1000
const graceMs = 1000

/** Works both queues off until stopped: at once after a commit of this or another node, else when the next thing is due. */
export async function startJobs(
  market: Marketplace,
  platform: Platform,
  options: { alone: boolean },
): Promise<RunningJobs> {
  const queues = connectJobs(market, platform)
  const { engine } = market.calls
  await engine.recover(options.alone)
  const stopping = new AbortController()
  let due = false
  let rouse: () => void = () => undefined
  const wake = (): void => {
    due = true
    rouse()
  }
  const unsubscribe = platform.changes.subscribe('calls', wake)

  const sleep = (until: Instant | undefined): Promise<void> =>
    new Promise((resolve) => {
      const ms =
        until === undefined
          ? longestSleepMs
          : Math.max(0, Math.min(longestSleepMs, until - platform.clock.now()))
      const timer = setTimeout(() => rouse(), ms)
      rouse = () => {
        clearTimeout(timer)
        rouse = () => undefined
        resolve()
      }
      if (due || stopping.signal.aborted) rouse()
    })

  async function round(sweep: boolean): Promise<void> {
    due = false
    if (sweep) await engine.recover(false)
    await queues.runDue(platform.clock.now(), stopping.signal)
  }

  async function loop(): Promise<void> {
    let sinceSweep = platform.stopwatch.start()
    while (!stopping.signal.aborted) {
      try {
        const sweep = sinceSweep() >= longestSleepMs
        if (sweep) sinceSweep = platform.stopwatch.start()
        await round(sweep)
        await sleep(await queues.nextDue())
      } catch (error) {
        // The database is away, or a fault of ours: the work is still there in a moment.
        platform.log.error({ error }, 'The queues could not be worked off')
        await sleep(undefined)
      }
    }
  }

  const running = loop()
  const rest = (): void => {
    unsubscribe()
    stopping.abort()
    rouse()
  }
  return {
    rest,
    async stop() {
      rest()
      await running
      await engine.stop(graceMs)
    },
  }
}
