import { pino } from 'pino'
import { createIds, toInstant, toZone } from '@loggia/kernel'
import {
  createChangeFeed,
  createEventBus,
  createMarketplace,
  createRandomBytes,
  createSeal,
  defaultCallSettings,
  describeFault,
  runInTx,
  migrate,
  noMetrics,
  createPostgresDatabase,
  readMigrations,
  system,
} from '@loggia/marketplace'
import type { CallSettings, ChangeFeed, Database, Marketplace, Platform, Tx } from '@loggia/marketplace'

const randomBytes = createRandomBytes()
export const benchSecret = 'a secret of benches only, of at least 32 characters'

export type OpenMarket = {
  readonly market: Marketplace
  readonly platform: Platform
  /** Runs `work` in one transaction, as the system. */
  inTransaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>
}

/**
 * The marketplace as apps/server composes it, with a real clock and without pages and metrics; the only node unless
 * `changes` is given.
 */
export function openMarket(
  db: Database,
  calls: Partial<CallSettings> = {},
  changes: ChangeFeed = createChangeFeed(),
): OpenMarket {
  const platform: Platform = {
    db,
    clock: { source: 'market', now: () => toInstant(Date.now()) },
    wall: { source: 'wall', now: () => Date.now() as never },
    stopwatch: { source: 'monotonic', start: startStopwatch },
    ids: createIds({ nowMs: Date.now, randomBytes }),
    randomBytes,
    seal: createSeal(benchSecret, randomBytes),
    zone: toZone('Asia/Shanghai'),
    log: pino(
      { level: 'warn', serializers: { error: describeFault } },
      pino.destination({ dest: 2, sync: true }),
    ),
    bus: createEventBus(),
    changes,
    metrics: noMetrics,
  }
  const market = createMarketplace(platform, {
    // Cheap hashes: hundreds of members are created, and no password needs protection.
    passwordCost: { n: 2 ** 10, r: 8, p: 1 },
    calls: { ...defaultCallSettings, allow: ['127.0.0.0/8'], ...calls },
  })
  return { market, platform, inTransaction: (work) => runInTx(platform, { actor: system }, work) }
}

const startStopwatch = (): (() => number) => {
  const from = performance.now()
  return () => performance.now() - from
}

/** As many connections as apps/server opens. */
export const serverConnections = 20

export async function openPostgres(url: string): Promise<Database> {
  const onLost = (error: Error): void => console.error(`A connection was lost: ${error.message}`)
  const db = createPostgresDatabase({ url, connections: serverConnections, onLost })
  await migrate(db, await readMigrations())
  return db
}
