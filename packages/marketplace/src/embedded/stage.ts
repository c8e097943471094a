import { setTimeout as pause } from 'node:timers/promises'
import { toInstant } from '@loggia/kernel'
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
  /** Who stands between the market and the wire. */
  readonly interposer: Interposer
  /** *held*: time stands still but for moves. *running*: it goes on by itself as well. */
  readonly time: 'held' | 'running'
  /** The first moment; now, unless it is said. Only of a time that is held. */
  readonly startsAt?: Instant | undefined
  readonly calls?: Partial<CallSettings>
  /** Where the template of the database is kept between runs. */
  readonly cacheFolder?: string | undefined
}

/** A whole marketplace in this process’s memory, working by itself as a server’s does, which comes back to how it was. */
export type EmulatorHost = {
  readonly platform: Platform
  readonly market: Marketplace
  readonly clock: Clock
  /** Whether the template was there: the first start of all takes seconds. */
  readonly fromTemplate: boolean
  /** Resolves when everything that is due now is done, and what that made due. */
  settle(): Promise<void>
  /** Keeps everything as it is now, at the first moment: what `reset` comes back to. */
  keep(): Promise<void>
  /**
   * Breaks off what is under way and comes back to what was kept. `breakOff` is for what the interposer holds back, and `ended`
   * says when whoever is at work in the market is over; until then all that they begin is broken off too, and settled at once.
   */
  reset(breakOff: () => void, ended?: Promise<unknown>): Promise<void>
  close(): Promise<void>
}

const mover: MemberActor = { kind: 'member', memberId: 'mbr_stage', name: 'Stage', operator: true }
/** Whatever a seller’s server is called here, it is somebody’s own machine. */
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
    // Everybody knows the passwords here.
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

  /** A piece of what is due now; false if there is none. */
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
        // Whoever moved the clock has let the queues go.
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

/** A move leaves a held clock where it came to. */
const heldHands = ({ holdAt }: MarketClock) => ({
  holdAt,
  release: () => undefined,
  setAhead: () => undefined,
})
