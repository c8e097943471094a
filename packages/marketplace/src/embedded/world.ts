import { addMs, toInstant } from '@loggia/kernel'
import type { Clock, DurationMs, Instant } from '@loggia/kernel'
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
/** A whole marketplace on a database of its own, whose market time moves only by `advance`. */
export type World = {
  readonly platform: Platform
  readonly market: Marketplace
  readonly queues: Queues
  readonly given: ReturnType<typeof createGiven>
  readonly clock: Clock
  /** Moves market time; what falls due on the way happens at its own time, calls to sellers included. */
  advance(ms: DurationMs): Promise<void>
  /** The same as an operator does it: on record, and to be stopped. Resolves when the clock stands again. */
  move(ask: MoveAsk): Promise<Moved>
  /** Everything that is due now: `advance(0)`. */
  settle(): Promise<void>
  /** Empties every table and goes back to the first moment. */
  reset(): Promise<void>
  close(): Promise<void>
}

/** The engines a test can run on here: PostgreSQL only where the test command has started one. */
export const listWorldEngines = (postgresUrl: string | undefined): readonly WorldEngine[] =>
  postgresUrl ? ['embedded', 'postgres'] : ['embedded']

/**
 * The engine for rules that stand above every store: PostgreSQL where there is one, else the embedded one, which is slower. Tests
 * of `listWorldEngines` try the statements themselves on both.
 */
export const listRuleEngines = (postgresUrl: string | undefined): readonly WorldEngine[] =>
  listWorldEngines(postgresUrl).slice(-1)

const firstMoment = toInstant(Date.UTC(2026, 10, 24, 6, 33))

export type WorldOptions = {
  readonly engine?: WorldEngine
  /** Where test databases may be made, for `postgres`. */
  readonly postgresUrl?: string | undefined
  readonly calls?: Partial<MarketplaceSettings['calls']>
  readonly clock?: Partial<ClockSettings>
  /** A database that is there already, and the market time at which it was left; closed with the world. */
  readonly left?: { readonly database: TestDatabase; readonly at: Instant }
}

/** The one way into every test of a service. */
export async function openWorld(options: WorldOptions = {}): Promise<World> {
  if (options.engine === 'postgres' && !options.postgresUrl)
    throw new Error('A world on PostgreSQL needs postgresUrl')
  const { db, close } =
    options.left?.database ??
    (await openTestDatabase(options.engine === 'postgres' ? options.postgresUrl : undefined))
  const marketClock = createMarketClock(wall)
  marketClock.holdAt(options.left?.at ?? firstMoment)
  // It stands where it came to, between moves too: what a test says of time is exact.
  const hands = { holdAt: marketClock.holdAt, release: () => undefined, setAhead: () => undefined }
  const clock: Clock = marketClock
  const platform = createMemoryPlatform(db, clock)
  const market = createMarketplace(platform, {
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
      marketClock.holdAt(firstMoment)
    },
    close: async () => {
      await market.calls.engine.stop(0)
      await close()
    },
  }
}

const mover: MemberActor = { kind: 'member', memberId: 'mbr_world', name: 'World', operator: true }

// Deleting is quicker than truncating by far; the ledger's own triggers and the foreign keys rest meanwhile.
async function emptyTables(db: Database): Promise<void> {
  await db.script(`
    set local session_replication_role = replica;
    do $$ declare t record; begin
      for t in select tablename from pg_tables where schemaname = 'public' and tablename <> 'migration' loop
        execute format('delete from %I', t.tablename);
      end loop;
    end $$;`)
}
