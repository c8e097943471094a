import { connectJobs } from './jobs.ts'
import { mailsTopic } from './mail/index.ts'
import { dialTestsTopic } from './monitoring/index.ts'
import type { Queues } from './jobs.ts'
import type { Marketplace } from './marketplace.ts'
import { startLoop, wakeupsTopic } from './platform/index.ts'
import type { Platform } from './platform/index.ts'

export type RunningJobs = {
  readonly queues: Queues
  /** Nothing happens by itself until `resume`; after a move of the clock, and not beside one. Calls under way go on. */
  pause(): Promise<void>
  resume(): void
  /** Takes no more work; what is under way goes on. */
  rest(): void
  /** Takes no more work; calls under way get a second, then are broken off and wait, due at once, for another node or the next start. */
  stop(): Promise<void>
}

/** Leases end by themselves, and a race may leave a gate asleep. */
const sweepMs = 1000
const graceMs = 1000

/** Does the work if it was not done for some time. */
function createSweep({ stopwatch }: Platform, work: () => Promise<void>): () => Promise<void> {
  let since = stopwatch.start()
  return async () => {
    if (since() < sweepMs) return
    since = stopwatch.start()
    await work()
  }
}

/** Works both queues off until stopped, side by side: at once after a commit of this or another node, else when the next thing is due. */
export async function startJobs(
  market: Marketplace,
  platform: Platform,
  options: { alone: boolean },
): Promise<RunningJobs> {
  const queues = connectJobs(market, platform)
  const { engine } = market.calls
  await engine.recover(options.alone)
  const sweepCalls = createSweep(platform, () => engine.recover(false))
  const wakeups = startLoop(platform, {
    round: (now) => queues.runWakeup(now),
    nextDue: () => queues.nextWakeup(),
  })
  const calls = startLoop(platform, {
    async round(now) {
      await sweepCalls()
      return (await engine.pump(now)) > 0
    },
    nextDue: () => engine.nextDue(),
  })
  const unsubscribeWakeups = platform.changes.subscribe(wakeupsTopic, wakeups.wake)
  engine.onRoom(calls.wake)
  const unsubscribe = platform.changes.subscribe('calls', calls.wake)

  const { runner } = market.monitoring
  await runner.recover(options.alone ? 'all' : 'over')
  const sweepTests = createSweep(platform, () => runner.recover('over'))
  const tests = startLoop(platform, {
    async round(now) {
      await sweepTests()
      return (await runner.round(now)) > 0
    },
    nextDue: () => runner.nextDue(),
  })
  const unsubscribeTests = platform.changes.subscribe(dialTestsTopic, tests.wake)

  const { sender } = market.mails
  if (options.alone) await sender?.recoverAll()
  // Emails are sent in real time, also while the clock is moved.
  const mails =
    sender &&
    startLoop(
      { clock: platform.wall, log: platform.log },
      { round: () => sender.round(), nextDue: () => sender.nextDue() },
    )
  // Domains are looked up in real time, too.
  const watch = startLoop({ clock: platform.wall, log: platform.log }, market.identity.watch)
  const unsubscribeMails = platform.changes.subscribe(mailsTopic, () => mails?.wake())

  const loops = [wakeups, calls, tests]
  const pause = async (): Promise<void> => void (await Promise.all(loops.map((loop) => loop.pause())))
  const resume = (): void => loops.forEach((loop) => loop.resume())
  const moves = market.clockwork.connect(queues, { pause, resume })

  const rest = (): void => {
    unsubscribeWakeups()
    unsubscribe()
    unsubscribeMails()
    unsubscribeTests()
    moves.rest()
    sender?.rest()
    runner.rest()
    for (const loop of [...loops, watch, ...(mails ? [mails] : [])]) loop.rest()
  }
  return {
    rest,
    queues,
    async pause() {
      await moves.ended()
      await pause()
    },
    resume,
    async stop() {
      rest()
      await Promise.all([...loops, watch, ...(mails ? [mails] : [])].map((loop) => loop.ended))
      await engine.stop(graceMs)
      await runner.idle()
      await moves.ended()
    },
  }
}
