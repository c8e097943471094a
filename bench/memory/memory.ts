import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { openEmbedded } from '@loggia/marketplace'
import type { Database } from '@loggia/marketplace'
import { copyServices } from '../market/copy-services.ts'
import { openOneService } from '../market/one-service.ts'
import { benchSecret, openMarket, openPostgres } from '../market/open-market.ts'
import { runInTurn } from '../run/bench.ts'
import type { Bench, BenchContext } from '../run/bench.ts'
import { createDatabase } from '../run/cluster.ts'
import { sayTable } from '../run/report.ts'
import { spread } from '../run/statistics.ts'
import { startServer } from '../start/servers.ts'

const full = 100_000
const small = 2000
/** Of these, subscriptions whose reminder is due when the server starts. */
const due = 500
const sides = ['PostgreSQL, one', 'PostgreSQL, many', 'embedded, one', 'embedded, many'] as const
type Side = (typeof sides)[number]
type Result = { readonly readyMs: number; readonly residentMiB: number }
type Place = { readonly env: Readonly<Record<string, string>>; remove(): Promise<void> }

/** After this time (ms) the work of the start and due work is done. */
const restMs = 10_000
const settings = { LOGGIA_SECRET: benchSecret, LOGGIA_ALLOW_SELLERS: '127.0.0.0/8', LOG_LEVEL: 'warn' }

export const memory: Bench = {
  name: 'memory',
  what: `a server's memory with ${full.toLocaleString('en')} live subscriptions`,
  async run(context) {
    const count = context.quick ? small : full
    const results = await runInTurn(context, sides, (side) => measureOne(context, side, count))
    tell(context, count, results)
  },
}

/** Each measurement uses a new market, since due work is done only once. */
async function measureOne(context: BenchContext, side: Side, count: number): Promise<Result> {
  const copies = side.endsWith('many') ? { count, due: Math.min(due, count), now: new Date() } : undefined
  const place = await (side.startsWith('embedded') ? openEmbeddedPlace(copies) : postgres(context, copies))
  try {
    const server = await startServer('apps/server/src/main.ts', { ...place.env, ...settings })
    await pause(restMs)
    const residentMiB = server.residentMiB()
    await server.stop()
    return { readyMs: server.readyMs, residentMiB }
  } finally {
    await place.remove()
  }
}

type Wanted = Parameters<typeof copyServices>[0] | undefined

async function openEmbeddedPlace(copies: Wanted): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), 'loggia-bench-memory-'))
  const remove = (): void => rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  process.once('exit', remove)
  await seed(await openEmbedded(join(folder, 'database')), copies)
  return {
    env: { LOGGIA_DATA: folder },
    remove: async () => {
      process.off('exit', remove)
      remove()
    },
  }
}

async function postgres(context: BenchContext, copies: Wanted): Promise<Place> {
  const database = await createDatabase(context.cluster)
  await seed(await openPostgres(database.url), copies)
  await database.rest()
  return { env: { DATABASE_URL: database.url }, remove: () => database.drop() }
}

async function seed(db: Database, copies: Wanted): Promise<void> {
  await openOneService(openMarket(db))
  if (copies) await db.script(copyServices(copies))
  await db.close()
}

function tell(
  context: BenchContext,
  count: number,
  results: Readonly<Record<Side, readonly Result[]>>,
): void {
  const baseline: Readonly<Record<Side, Side>> = {
    'PostgreSQL, one': 'PostgreSQL, one',
    'PostgreSQL, many': 'PostgreSQL, one',
    'embedded, one': 'embedded, one',
    'embedded, many': 'embedded, one',
  }
  const formatSide = (side: Side): string =>
    side.replace('one', '1 subscription').replace('many', `${count.toLocaleString('en')} subscriptions`)
  const cells = (side: Side, key: keyof Result, digits: number): string[] => {
    const own = results[side].map((result) => result[key])
    const ratios = own.map((value, i) => value / (results[baseline[side]][i]?.[key] ?? Number.NaN))
    return [spread(own, 0), spread(ratios, digits)]
  }
  sayTable(
    context,
    ['server', 'resident, MiB', '/ with 1', 'ready, ms', '/ with 1'],
    sides.map((side) => [formatSide(side), ...cells(side, 'residentMiB', 2), ...cells(side, 'readyMs', 2)]),
  )
}
