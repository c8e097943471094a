import type { Id } from '@loggia/kernel'
import { openMarket, openPostgres } from '../market/open-market.ts'
import { connect } from '../run/cluster.ts'
import { days, sides } from './work.ts'
import type { Order, Side, Timed } from './work.ts'

const warmUp = 3
const countRounds = 3

/** The page's totals, days and interfaces without a roll-up: one query over the attempts of the seller. */
const fromAttempts = `
  select c.operation_kind, (a.started_at at time zone 'Asia/Shanghai')::date as day, count(*) as attempts,
    count(*) filter (where a.verdict->>'code' in ('succeeded', 'pending')) as succeeded,
    percentile_disc(array[0.5, 0.95, 0.99]) within group (order by a.duration_ms) as percentiles
  from call c join attempt a on a.call_id = c.id
  where c.seller_id = $1 and a.started_at > now() - interval '${days} days'
  group by grouping sets ((1), (2), ())`

/** Opens pages of different sellers, one side after the other, in one process. */
export async function measure({ database, rounds }: Order): Promise<Timed> {
  const db = await openPostgres(database)
  const { market, platform, inTransaction } = openMarket(db)
  const client = await connect(database)
  const { rows: sellers } = await client.query<{ id: Id<'sel'> }>('select id from seller order by md5(id)')
  const sellerOf = (nth: number): Id<'sel'> => sellers[nth % sellers.length]?.id ?? 'sel_'
  const open: Readonly<Record<Side, (nth: number) => Promise<unknown>>> = {
    page: (nth) => market.health.getHealth({ sellerId: sellerOf(nth) }, days),
    list: () => market.health.listSellers({ limit: 20 }),
    attempts: (nth) => client.query(fromAttempts, [sellerOf(nth)]),
  }
  const timed: Record<Side | 'count', number[]> = { page: [], list: [], attempts: [], count: [] }
  for (const side of sides)
    for (let nth = 0; nth < warmUp + rounds[side]; nth += 1) {
      const ms = await timeOf(() => open[side](nth))
      if (nth >= warmUp) timed[side].push(ms)
    }
  for (let nth = 0; nth < countRounds; nth += 1)
    timed.count.push(
      await timeOf(() => inTransaction((tx) => market.health.countAttempts(tx, platform.clock.now()))),
    )
  await client.end()
  await db.close()
  return timed
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now()
  await work()
  return performance.now() - from
}
