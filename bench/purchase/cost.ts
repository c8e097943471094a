import { setTimeout as pause } from 'node:timers/promises'
import { listBackends } from '../run/cluster.ts'
import { readProcessorMs, readFamilyProcessorMs } from '../run/processor.ts'
import { buyAtRate, waitUntilDone } from './rate.ts'
import type { OpenSide } from './sides.ts'

/** The cost of one purchase, from its submission until its seller has done everything. */
export type Cost = {
  readonly statements: number
  readonly exchanges: number
  readonly commits: number
  readonly walBytes: number
  readonly nodeMs: number
  readonly postgresMs: number
}
export type CostRun = {
  readonly purchases: number
  readonly perSecond: number
  readonly warmUp: number
  readonly idleMs: number
}

type Reading = { readonly atMs: number } & { readonly [Name in keyof Cost]: number }

async function read({ database, pid, relay }: OpenSide): Promise<Reading> {
  const counts = relay?.counts() ?? { statements: 0, exchanges: 0, commits: 0 }
  const [wal] = await database.query<{ bytes: number }>(
    "select (pg_current_wal_insert_lsn() - '0/0'::pg_lsn)::float8 as bytes",
  )
  return {
    ...counts,
    atMs: performance.now(),
    walBytes: wal?.bytes ?? Number.NaN,
    nodeMs: readProcessorMs(pid),
    postgresMs: readFamilyProcessorMs(await listBackends(database)),
  }
}

const names = ['statements', 'exchanges', 'commits', 'walBytes', 'nodeMs', 'postgresMs'] as const

const grown = (from: Reading, to: Reading) => {
  const of = (name: (typeof names)[number]): number => to[name] - from[name]
  return { of, ms: to.atMs - from.atMs }
}

/**
 * What each purchase at a low rate adds to the server's idle load. No idle WAL is subtracted, since the cluster writes
 * it irregularly.
 */
export async function weigh(side: OpenSide, run: CostRun): Promise<Cost> {
  const { purchases, perSecond, warmUp } = run
  const warm = await buyAtRate(side, { first: 0, count: warmUp, perSecond })
  await waitUntilDone(side)
  const idleFrom = await read(side)
  await pause(run.idleMs)
  const idle = grown(idleFrom, await read(side))
  const from = await read(side)
  const bought = await buyAtRate(side, { first: warmUp, count: purchases, perSecond })
  if (!(await waitUntilDone(side))) throw new Error('Purchases are still under way')
  const spent = grown(from, await read(side))
  const fault = [...warm, ...bought].find((one) => one.fault !== undefined)?.fault
  if (fault !== undefined) throw new Error(`A purchase failed: ${fault}`)
  const each = names.map((name) => {
    const anyway = name === 'walBytes' ? 0 : (idle.of(name) / idle.ms) * spent.ms
    return [name, (spent.of(name) - anyway) / purchases] as const
  })
  return Object.fromEntries(each) as Cost
}
