import { connectJobs } from '@loggia/marketplace'
import { addMs, toInstant } from '@loggia/kernel'
import { openMarket, openPostgres } from '../market/open-market.ts'
import { connect } from '../run/cluster.ts'
import { kinds, sides, warmUp } from './work.ts'
import type { Kind, Order, Side, Timed } from './work.ts'

/** Runs rounds of each kind on both sides alternately, in one process. */
export async function measure({ databases, rounds, now }: Order): Promise<Timed> {
  const open = { few: await openSide(databases.few, now), many: await openSide(databases.many, now) }
  const timed = {} as Record<Side, Record<Kind, number[]> & { pages: number; scanPages: number }>
  for (const side of sides)
    timed[side] = {
      nothing: [],
      reminder: [],
      scan: [],
      pages: await open[side].pages(lookForDue),
      scanPages: await open[side].pages(scanAll),
    }
  for (const kind of kinds) {
    const of = kind === 'scan' ? 'scan' : 'look'
    for (let round = 0; round < warmUp[of] + rounds[of]; round += 1)
      for (const side of sides) {
        const ms = await timeOf(open[side][kind])
        if (round >= warmUp[of]) timed[side][kind].push(ms)
      }
  }
  for (const side of sides) {
    const reminders = await open[side].countReminders()
    if (reminders !== warmUp.look + rounds.look) throw new Error(`${reminders} buyers were reminded`)
    await open[side].close()
  }
  return timed
}

/** The first query of a queue's round, as in platform/wakeups.ts. */
const lookForDue = `select * from wakeup where due_at <= $1 order by due_at, kind, subject limit 1 for update skip locked`
/** The naive alternative: scans every service for a due reminder. */
const scanAll = `select id from subscription where state = 'active'
  and ends_at - interval '30 days' <= $1 and looked_at < ends_at - interval '30 days'`

async function openSide(databaseUrl: string, from: Date) {
  const db = await openPostgres(databaseUrl)
  const { market, platform } = openMarket(db)
  const queues = connectJobs(market, platform)
  const client = await connect(databaseUrl)
  const now = toInstant(from.getTime())
  // The earliest due reminder has been due for some minutes.
  const before = addMs(now, -86_400_000)
  await restore()

  /** Restores everything for the rounds of this run. */
  async function restore(): Promise<void> {
    await client.query(
      `update wakeup set due_at = ends_at - interval '30 days' from subscription
       where subscription.id = subject and ends_at <= $1::timestamptz + interval '30 days'`,
      [from],
    )
    await client.query(
      `update subscription set looked_at = $1::timestamptz - interval '1 day' where ends_at <= $1::timestamptz + interval '30 days'`,
      [from],
    )
    await client.query(`delete from message where kind = 'service_expiring'`)
    await client.query('vacuum (analyze) wakeup, subscription')
  }

  return {
    /** A round with nothing due, and the query for the next due time: what the loop does at least once a second. */
    async nothing(): Promise<void> {
      if (await queues.runWakeup(before)) throw new Error('Something was due too early')
      await queues.nextWakeup()
    },
    /** A round that finds one service and handles it: reminds the buyer, and sets the next wake-up. */
    async reminder(): Promise<void> {
      if (!(await queues.runWakeup(now))) throw new Error('Nothing was due')
    },
    scan: async (): Promise<void> => void (await client.query(scanAll, [from])),
    async pages(query: string): Promise<number> {
      const { rows } = await client.query(`explain (analyze, buffers, format json) ${query}`, [from])
      const [{ Plan: plan }] = (rows as [{ 'QUERY PLAN': [{ Plan: Record<string, number> }] }])[0][
        'QUERY PLAN'
      ]
      return (plan['Shared Hit Blocks'] ?? 0) + (plan['Shared Read Blocks'] ?? 0)
    },
    async countReminders(): Promise<number> {
      const { rows } = await client.query<{ count: string }>(
        `select count(*) from message where kind = 'service_expiring'`,
      )
      return Number(rows[0]?.count)
    },
    async close(): Promise<void> {
      await client.end()
      await market.calls.engine.stop(0)
      await db.close()
    },
  }
}

async function timeOf(work: () => Promise<void>): Promise<number> {
  const from = performance.now()
  await work()
  return performance.now() - from
}
