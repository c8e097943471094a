import type { Instant } from '@loggia/kernel'
import { connectJobs } from './jobs.ts'
import type { Marketplace } from './marketplace.ts'
import type { Platform } from './platform/index.ts'

export type RunningJobs = {
  /** Stops taking work; calls under way get a second, then are broken off and wait for the next start. */
  stop(): Promise<void>
}

/** A look at least this often: another process may have made work, and leases end by themselves. */
const longestSleepMs = 1000
const graceMs = 1000

/** Works both queues off until stopped: at once after a commit of this process, else when the next thing is due. */
export async function startJobs(
  market: Marketplace,
  platform: Platform,
  options: { alone: boolean },
): Promise<RunningJobs> {
  const queues = connectJobs(market, platform)
  const { engine } = market.calls
  await engine.recover(options.alone)
  let stopped = false
  let due = false
  let rouse: () => void = () => undefined
  market.calls.onWork(() => {
    due = true
    rouse()
  })

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
      if (due || stopped) rouse()
    })

  async function round(sweep: boolean): Promise<void> {
    due = false
    if (sweep) await engine.recover(false)
    await queues.runDue(platform.clock.now())
  }

  async function loop(): Promise<void> {
    let sinceSweep = platform.stopwatch.start()
    while (!stopped) {
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
  return {
    async stop() {
      stopped = true
      rouse()
      await running
      await engine.stop(graceMs)
    },
  }
}
