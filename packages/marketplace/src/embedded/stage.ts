import { setTimeout as pause } from 'node:timers/promises'
import { omitUndefined, toInstant } from '@loggia/kernel'
import type { Clock, Instant } from '@loggia/kernel'
import { defaultCallSettings } from '../calls/index.ts'
import type { CallSettings } from '../calls/index.ts'
import { startJobs } from '../jobs-runner.ts'
import { createMarketplace } from '../marketplace.ts'
import type { Marketplace, MarketplaceSettings } from '../marketplace.ts'
import { createMarketClock } from '../platform/index.ts'
import type { MarketClock, MemberActor, Platform } from '../platform/index.ts'
import { keepState } from './kept-state.ts'
import { createMemoryPlatform, wall } from './memory-platform.ts'
import { openInMemory } from './pglite.ts'
import { templateFolder } from './test-database.ts'

export type Interposer = NonNullable<MarketplaceSettings['calls']['interposer']>
export type HeardExchange = Parameters<Interposer['heard']>[0]
export type AskedFor = HeardExchange['of']
export type Outgoing = HeardExchange['outgoing']
export type Sent = HeardExchange['sent']
export type WireRequest = ReturnType<Interposer['sign']>
export type WireReply = NonNullable<Sent['reply']>
export type EmulatorHostOptions = {
  /** Intercepts calls between the market and the wire. */
  readonly interposer: Interposer
  /** *held*: time stands still except for moves. *running*: it also runs by itself. */
  readonly time: 'held' | 'running'
  /** The start of held time; now by default. */
  readonly startsAt?: Instant | undefined
  readonly calls?: Partial<CallSettings>
  /** The address of the marketplace, below which people of companies sign in. */
  readonly origin?: string | undefined
  /** Folder of the cached database template. */
  readonly cacheFolder?: string | undefined
}

/** A whole marketplace in this process's memory, with running queues, that can be reset to a kept state. */
export type EmulatorHost = {
  readonly platform: Platform
  readonly market: Marketplace
  readonly clock: Clock
  /** Whether a template was cached; a start without one takes seconds. */
  readonly fromTemplate: boolean
  /** Resolves when everything that is due now is done, including work that this made due. */
  settle(): Promise<void>
  /** Keeps the current state, at the start of time, for `reset`. */
  keep(): Promise<void>
  /**
   * Stops running work and restores the kept state. `breakOff` stops what the interposer holds back. `ended` resolves
   * when callers of the market have finished; until then everything that they begin is stopped too.
   */
  reset(breakOff: () => void, ended?: Promise<unknown>): Promise<void>
  close(): Promise<void>
}

const mover: MemberActor = { kind: 'member', memberId: 'mbr_stage', name: 'Stage', operator: true }
/** Sellers' servers are called at any address here: they run on the user's own machine. */
const anywhere = ['0.0.0.0/0', '::/0']

export async function openEmulatorHost(options: EmulatorHostOptions): Promise<EmulatorHost> {
  const { db, fromTemplate } = await openInMemory(options.cacheFolder ?? templateFolder)
  const clock = createMarketClock(wall)
  const startsAt = options.startsAt ?? toInstant(wall.now())
  const rewind = (): void => {
    clock.release()
    clock.setAhead(0)
    if (options.time === 'held') clock.holdAt(startsAt)
  }
  rewind()
  const platform = createMemoryPlatform(db, clock)
  const market = createMarketplace(platform, {
    ...omitUndefined({ origin: options.origin }),
    // Cheap hashes: the passwords are public here.
    passwordCost: { n: 2 ** 10, r: 8, p: 1 },
    calls: {
      ...defaultCallSettings,
      allow: anywhere,
      alone: true,
      ...options.calls,
      interposer: options.interposer,
    },
    clock: {
      hands: options.time === 'running' ? clock : heldHands(clock),
      movable: true,
      movers: 'operators_and_sellers',
      callLimitMs: 2000,
    },
  })
  const jobs = await startJobs(market, platform, { alone: true })
  const { engine } = market.calls
  let kept: Awaited<ReturnType<typeof keepState>> | undefined
  let isResetting = false

  /** Runs one due wake-up or due calls; false if nothing is due. */
  const workOff = async (): Promise<boolean> =>
    (await jobs.queues.runWakeup(clock.now())) || (await jobs.queues.runCalls(clock.now())) > 0

  async function breakAllOff(breakOff: () => void, ended: Promise<unknown>): Promise<void> {
    let isOver = false
    const over = ended.finally(() => (isOver = true))
    do {
      market.clockwork.stop(mover)
      engine.breakOff()
      breakOff()
      await Promise.race([over, pause(10)])
    } while (!isOver)
  }

  return {
    platform,
    market,
    clock,
    fromTemplate,
    async settle() {
      await jobs.pause()
      try {
        do await engine.idle()
        while (!isResetting && (await workOff()))
      } finally {
        if (!isResetting) jobs.resume()
      }
    },
    async keep() {
      kept = await keepState(db)
    },
    async reset(breakOff, ended = Promise.resolve()) {
      isResetting = true
      market.clockwork.stop(mover)
      engine.breakOff()
      await jobs.pause()
      try {
        await breakAllOff(breakOff, ended)
        // Whoever moved the clock has resumed the queues.
        await jobs.pause()
        engine.breakOff()
        breakOff()
        await engine.idle()
        await kept?.restore()
        rewind()
      } finally {
        isResetting = false
        jobs.resume()
      }
    },
    async close() {
      engine.breakOff()
      await jobs.stop()
      await db.close()
    },
  }
}

/** A held clock stays where a move left it. */
const heldHands = ({ holdAt }: MarketClock) => ({
  holdAt,
  release: () => undefined,
  setAhead: () => undefined,
})
