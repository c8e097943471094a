import type pg from 'pg'
import { PgBoss } from 'pg-boss'
import type { Job } from 'pg-boss'
import { callAndWrite, openPool } from './outside-rows.ts'
import { createClient } from './signed-request.ts'
import { formatRow, createSeller, countSent } from './work.ts'
import type { Contender, Work } from './work.ts'

/**
 * The settings that its documentation recommends for throughput; this is its fastest polling, and it polls at once
 * after a full batch. Compared in alternation, four workers with batches of 16 were quicker in four pairs of nine, and
 * took more CPU per call overall.
 */
const settings = { connections: 20, workers: 1, pollingIntervalSeconds: 0.5 }
const queue = 'call'
type Payload = { readonly nth: number }

async function openBoss(work: Work): Promise<PgBoss> {
  const boss = new PgBoss({
    connectionString: work.databaseUrl,
    max: settings.connections,
    supervise: false,
    schedule: false,
  })
  boss.on('error', (error) => console.error(`pg-boss: ${error.message}`))
  await boss.start()
  return boss
}

export const boss: Contender = {
  async prepare(work) {
    const adding = await openBoss(work)
    await adding.createQueue(queue)
    const jobs = Array.from({ length: countSent(work) }, (_, nth) => ({ data: { nth } }))
    for (let from = 0; from < jobs.length; from += 1000)
      await adding.insert(queue, jobs.slice(from, from + 1000))
    await adding.stop()
  },
  async run(work, finished) {
    const client = createClient()
    const pool = openPool(work.databaseUrl, settings.connections)
    const running = await openBoss(work)
    const { promise: allSent, resolve } = Promise.withResolvers<void>()
    let left = countSent(work)
    const call = async ({ id, data: { nth } }: Job<Payload>): Promise<void> => {
      await callAndWrite(pool, client.send, {
        callId: id,
        row: formatRow(nth),
        seller: createSeller(work, nth),
      })
      finished()
      if ((left -= 1) === 0) resolve()
    }
    const options = {
      batchSize: work.inFlight / settings.workers,
      localConcurrency: settings.workers,
      pollingIntervalSeconds: settings.pollingIntervalSeconds,
      burstWhenBatchFull: true,
    }
    await running.work<Payload>(queue, options, async (jobs) => void (await Promise.all(jobs.map(call))))
    await allSent
    while (await hasJobs(pool)) await new Promise((again) => setTimeout(again, 2))
    void running.stop({ graceful: false }).then(() => client.close())
  },
}

async function hasJobs(pool: pg.Pool): Promise<boolean> {
  const { rows } = await pool.query<{ some: boolean }>(
    `select exists(select from pgboss.job where state < 'completed') as some`,
  )
  return rows[0]?.some ?? false
}
