import type { Client } from 'pg'
import { openMarket, openPostgres } from '../market/open-market.ts'
import { connect } from '../run/cluster.ts'
import { due, toHealthyLane } from './work.ts'
import type { Order, Side, Timed } from './work.ts'

/** Rounds that are not counted, to compile the code and load the database's pages into memory. */
const warmUp = 15

/** Claims on both sides alternately, in one process. */
export async function measure({ databases, rounds }: Order): Promise<Timed> {
  const sides = { empty: await openSide(databases.empty), backlog: await openSide(databases.backlog) }
  const timed = { empty: { claim: [], sweep: [] }, backlog: { claim: [], sweep: [] } } satisfies Record<
    Side,
    Record<string, number[]>
  > as Record<Side, { claim: number[]; sweep: number[] }>
  for (let round = 0; round < warmUp + rounds; round += 1) {
    for (const side of ['empty', 'backlog'] as const) {
      const claim = await sides[side].claim()
      const sweep = await sides[side].sweep()
      await sides[side].restore()
      if (round < warmUp) continue
      timed[side].claim.push(claim)
      timed[side].sweep.push(sweep)
    }
  }
  await sides.empty.close()
  await sides.backlog.close()
  return timed
}

async function openSide(databaseUrl: string) {
  const db = await openPostgres(databaseUrl)
  const { market, platform } = openMarket(db)
  const { engine } = market.calls
  const client = await connect(databaseUrl)
  const calls = await listHealthy(client)
  return {
    /** Time (ms) from reading the gates until every call is being sent; waits for the answers afterwards. */
    async claim(): Promise<number> {
      const ms = await timeOf(async () => {
        const started = await engine.pump(platform.clock.now())
        if (started !== due) throw new Error(`A claim took ${started} calls instead of ${due}`)
      })
      await engine.idle()
      return ms
    },
    /** The other work of the loop each second: expired leases and missed gates. */
    sweep: () => timeOf(() => engine.recover(false)),
    async restore(): Promise<void> {
      // Clears the list of sellers that have become free, as a claim in production has done before the next calls come.
      await engine.pump(platform.clock.now())
      await restore(client, calls)
    },
    async close(): Promise<void> {
      await client.end()
      await engine.stop(0)
      await db.close()
    },
  }
}

async function timeOf(work: () => Promise<void>): Promise<number> {
  const from = performance.now()
  await work()
  return performance.now() - from
}

type Healthy = { readonly ids: string[]; readonly subjects: string[]; readonly sellers: string[] }

async function listHealthy(client: Client): Promise<Healthy> {
  const { rows } = await client.query<{ id: string; subject: string; seller: string }>(
    'select id, subject, seller_id as seller from call where lane >= $1 and lane <= $2 order by lane',
    [toHealthyLane(0), toHealthyLane(due - 1)],
  )
  return {
    ids: rows.map(({ id }) => id),
    subjects: rows.map(({ subject }) => subject),
    sellers: rows.map(({ seller }) => seller),
  }
}

/** Restores everything that a claim changes. */
async function restore(client: Client, { ids, subjects, sellers }: Healthy): Promise<void> {
  await client.query('delete from attempt where call_id = any($1::text[])', [ids])
  await client.query('delete from history where subject = any($1::text[])', [subjects])
  await client.query(
    `update call set state = 'waiting', fence = 0, lease_until = null, closed_at = null where id = any($1::text[])`,
    [ids],
  )
  await client.query(
    `update gate g set ready_at = c.due_at from call c where c.channel_id = g.channel_id and c.id = any($1::text[])
       and c.seller_id = any($2::text[])`,
    [ids, sellers],
  )
}
