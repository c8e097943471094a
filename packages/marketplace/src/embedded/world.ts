import { addMs, omitUndefined, toInstant } from '@loggia/kernel'
import type { Clock, DurationMs, Instant } from '@loggia/kernel'
import { calendarTopic } from '../calendar/index.ts'
import { defaultCallSettings } from '../calls/index.ts'
import { advance } from '../clock/index.ts'
import type { ClockSettings, MoveAsk, Moved } from '../clock/index.ts'
import { connectJobs } from '../jobs.ts'
import type { Queues } from '../jobs.ts'
import { createMarketplace } from '../marketplace.ts'
import type { Marketplace, MarketplaceSettings } from '../marketplace.ts'
import { createMarketClock } from '../platform/index.ts'
import type { Database, MemberActor, Platform } from '../platform/index.ts'
import { createGiven } from './given.ts'
import { createMemoryPlatform, wall } from './memory-platform.ts'
import { openTestDatabase } from './test-database.ts'
import type { TestDatabase } from './test-database.ts'

export type WorldEngine = 'embedded' | 'postgres'
/** A whole marketplace with a database of its own, whose market time moves only by `advance`. */
export type World = {
  readonly platform: Platform
  readonly market: Marketplace
  readonly queues: Queues
  readonly given: ReturnType<typeof createGiven>
  readonly clock: Clock
  /** Moves market time; wake-ups and calls that fall due on the way run at their own time. */
  advance(ms: DurationMs): Promise<void>
  /** Moves the clock as an operator does: recorded, and stoppable. Resolves when the clock stands again. */
  move(ask: MoveAsk): Promise<Moved>
  /** Runs everything that is due now: `advance(0)`. */
  settle(): Promise<void>
  /** Empties every table and returns to the start of time. */
  reset(): Promise<void>
  close(): Promise<void>
}

/** The engines available here; PostgreSQL only if the test command has started it. */
export const listWorldEngines = (postgresUrl: string | undefined): readonly WorldEngine[] =>
  postgresUrl ? ['embedded', 'postgres'] : ['embedded']

/**
 * The engine for rules above the stores: PostgreSQL if available, else the embedded one, which takes three times as
 * long. In each domain a test with `listWorldEngines` runs on both, and `npm test -- --all-engines` runs every test on
 * both.
 */
export const listRuleEngines = (postgresUrl: string | undefined): readonly WorldEngine[] =>
  listWorldEngines(postgresUrl).slice(process.env.LOGGIA_TEST_ENGINES === 'all' ? 0 : -1)

const firstMoment = toInstant(Date.UTC(2026, 10, 24, 6, 33))

export type WorldOptions = {
  readonly engine?: WorldEngine
  /** Admin URL of a cluster for test databases, for `postgres`. */
  readonly postgresUrl?: string | undefined
  readonly calls?: Partial<MarketplaceSettings['calls']>
  readonly clock?: Partial<ClockSettings>
  readonly mail?: MarketplaceSettings['mail']
  readonly resolvers?: MarketplaceSettings['resolvers']
  /** Where the market is, for tests that ask it over HTTP. */
  readonly origin?: string
  readonly tenantUrl?: string | undefined
  readonly providerLimitMs?: MarketplaceSettings['providerLimitMs']
  /** Dial tests are made in their own tests only: most products of tests have no server. */
  readonly monitoring?: MarketplaceSettings['monitoring']
  /** An existing database and the market time at which it was left; closed with the world. */
  readonly left?: { readonly database: TestDatabase; readonly at: Instant }
}

/** Opens the marketplace for tests of services. */
export async function openWorld(options: WorldOptions = {}): Promise<World> {
  if (options.engine === 'postgres' && !options.postgresUrl)
    throw new Error('A world on PostgreSQL needs postgresUrl')
  const { db, close } =
    options.left?.database ??
    (await openTestDatabase(options.engine === 'postgres' ? options.postgresUrl : undefined))
  const marketClock = createMarketClock(wall)
  marketClock.holdAt(options.left?.at ?? firstMoment)
  // The clock also stands still between moves, so that tests can state exact times.
  const hands = { holdAt: marketClock.holdAt, release: () => undefined, setAhead: () => undefined }
  const clock: Clock = marketClock
  const platform = createMemoryPlatform(db, clock)
  const market = createMarketplace(platform, {
    ...omitUndefined({
      mail: options.mail,
      resolvers: options.resolvers,
      origin: options.origin,
      providerLimitMs: options.providerLimitMs,
    }),
    tenantUrl: options.tenantUrl,
    monitoring: options.monitoring ?? { dialTestsAtOnce: 0 },
    passwordCost: { n: 2 ** 10, r: 8, p: 1 },
    calls: { ...defaultCallSettings, allow: ['127.0.0.0/8'], alone: true, ...options.calls },
    clock: { hands, movable: true, movers: 'operators', callLimitMs: 2000, ...options.clock },
  })
  const queues = connectJobs(market, platform)

  market.clockwork.connect(queues)

  const advanceTo = async (target: Instant): Promise<void> =>
    void (await advance({ target, works: queues, clock, hands }))

  return {
    platform,
    market,
    queues,
    clock,
    given: createGiven(platform, market),
    advance: (ms) => advanceTo(addMs(clock.now(), ms)),
    move: async (ask) => (await market.clockwork.move(mover, ask)).ended,
    settle: () => advanceTo(clock.now()),
    async reset() {
      await emptyTables(db)
      platform.changes.publish(calendarTopic)
      marketClock.holdAt(firstMoment)
    },
    close: async () => {
      await market.calls.engine.stop(0)
      await close()
    },
  }
}

const mover: MemberActor = { kind: 'member', memberId: 'mbr_world', name: 'World', operator: true }

// DELETE is much quicker than TRUNCATE; the ledger's triggers and the foreign keys are disabled meanwhile.
async function emptyTables(db: Database): Promise<void> {
  await db.script(`
    set local session_replication_role = replica;
    do $$ declare t record; begin
      for t in select tablename from pg_tables where schemaname = 'public' and tablename <> 'migration' loop
        execute format('delete from %I', t.tablename);
      end loop;
    end $$;`)
}
