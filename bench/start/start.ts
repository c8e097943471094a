import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { openEmbedded } from '@loggia/marketplace'
import type { Database } from '@loggia/marketplace'
import { listPriceItems, seedBuyers } from '../market/buyers.ts'
import { benchSecret, openMarket, openPostgres } from '../market/open-market.ts'
import { seedSellers } from '../market/seed.ts'
import { runInTurn } from '../run/bench.ts'
import type { Bench, BenchContext } from '../run/bench.ts'
import { createDatabase } from '../run/cluster.ts'
import { sayTable } from '../run/report.ts'
import { spread } from '../run/statistics.ts'
import { startFleet } from '../sellers/fleet.ts'
import type { SellerFleet } from '../sellers/fleet.ts'
import { askAll, buyAll, purchases } from './load.ts'
import type { Shopping } from './load.ts'
import { startServer } from './servers.ts'
import type { Server } from './servers.ts'

const baseline = 'bare Fastify'
const sides = [
  baseline,
  'embedded, first',
  'embedded, again',
  'PostgreSQL, first',
  'PostgreSQL, again',
] as const
type Side = (typeof sides)[number]
type Result = { readonly readyMs: number; readonly startedMiB: number; readonly usedMiB: number }

const sellers = 10
const buyers = 4
/** After this time (ms) the background work of the start is done. */
const restMs = 2000
const server = 'apps/server/src/main.ts'

export const start: Bench = {
  name: 'start',
  what: `from the start of the process to /readyz, and memory then and after ${purchases} purchases`,
  async run(context) {
    const fleet = await startFleet({ sellers, delayMs: 0, hanging: 0 })
    try {
      const results = await runInTurn(context, sides, (side) => measureOne(context, side, fleet))
      tell(context, results)
    } finally {
      await fleet.end()
    }
  },
}

function measureOne(context: BenchContext, side: Side, fleet: SellerFleet): Promise<Result> {
  if (side === baseline) return watch('bench/start/main.ts', {}, ({ url }) => askAll(url))
  const isFirst = side.endsWith('first')
  return side.startsWith('embedded') ? runEmbedded(isFirst, fleet) : postgres(context, isFirst, fleet)
}

async function runEmbedded(isFirst: boolean, fleet: SellerFleet): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'loggia-bench-start-'))
  const remove = (): void => rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  process.once('exit', remove)
  try {
    const shopping = isFirst ? undefined : await seed(await openEmbedded(join(folder, 'database')), fleet)
    return await watch(server, { LOGGIA_DATA: folder, ...settings }, buying(shopping))
  } finally {
    process.off('exit', remove)
    remove()
  }
}

async function postgres(context: BenchContext, isFirst: boolean, fleet: SellerFleet): Promise<Result> {
  const database = await createDatabase(context.cluster)
  try {
    const shopping = isFirst ? undefined : await seed(await openPostgres(database.url), fleet)
    await database.rest()
    return await watch(server, { DATABASE_URL: database.url, ...settings }, buying(shopping))
  } finally {
    await database.drop()
  }
}

const settings = { LOGGIA_SECRET: benchSecret, LOGGIA_ALLOW_SELLERS: '127.0.0.0/8', LOG_LEVEL: 'warn' }

async function seed(db: Database, fleet: SellerFleet): Promise<Shopping> {
  const open = openMarket(db)
  const seeded = await seedSellers(open, fleet.urls)
  const members = await seedBuyers(open, buyers)
  const priceItems = await listPriceItems(
    open,
    seeded.map(({ productId }) => productId),
  )
  await db.close()
  await fleet.setKeys(seeded.map(({ accessKey }) => accessKey))
  await fleet.takeJournal()
  return { emails: members.map(({ email }) => email), priceItems, fleet }
}

const buying =
  (shopping: Shopping | undefined) =>
  async ({ url }: Server): Promise<void> =>
    shopping && buyAll(url, shopping)

/** Starts the server, waits, applies the load, and waits. */
async function watch(
  script: string,
  env: Readonly<Record<string, string>>,
  load: (server: Server) => Promise<void>,
): Promise<Result> {
  const started = await startServer(script, env)
  try {
    await pause(restMs)
    const startedMiB = started.residentMiB()
    await load(started)
    await pause(restMs)
    return { readyMs: started.readyMs, startedMiB, usedMiB: started.residentMiB() }
  } finally {
    await started.stop()
  }
}

const figures: readonly (readonly [keyof Result, string])[] = [
  ['readyMs', 'ready, ms'],
  ['startedMiB', 'resident then, MiB'],
  ['usedMiB', `resident after ${purchases} purchases, MiB`],
]

function tell(context: BenchContext, results: Record<Side, Result[]>): void {
  const cells = (side: Side, key: keyof Result): readonly string[] => {
    // Nobody buys from a new market.
    if (key === 'usedMiB' && side.endsWith('first')) return ['', '']
    const own = results[side].map((result) => result[key])
    const ratios = own.map((value, i) => value / (results[baseline][i]?.[key] ?? Number.NaN))
    return [spread(own, 0), spread(ratios, 1)]
  }
  sayTable(
    context,
    ['server', ...figures.flatMap(([, title]) => [title, `/ ${baseline}`])],
    sides.map((side) => [side, ...figures.flatMap(([key]) => cells(side, key))]),
  )
}
