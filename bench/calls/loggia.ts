import { sql } from 'kysely'
import { keptPlan, startJobs } from '@loggia/marketplace'
import type { Marketplace } from '@loggia/marketplace'
import { copyCalls } from '../market/copy-calls.ts'
import { openMarket, openPostgres } from '../market/open-market.ts'
import type { OpenMarket } from '../market/open-market.ts'
import { formatRow, countSent } from './work.ts'
import type { Contender, Work } from './work.ts'

type Operations = Parameters<Marketplace['calls']['onOperations']>[0]
type Answers = NonNullable<NonNullable<Operations['saas']>['answers']>

/** The complete engine as apps/server runs it, with the answer handler of a domain that keeps one row per lane. */
export const loggia: Contender = {
  async prepare(work) {
    const db = await openPostgres(work.databaseUrl)
    await enqueueAll(openMarket(db), work)
    await db.close()
  },
  async run(work, finished) {
    const db = await openPostgres(work.databaseUrl)
    const { market, platform } = openMarket(db, { nodeLimit: work.inFlight })
    const { promise: allClosed, resolve } = Promise.withResolvers<void>()
    let left = countSent(work)
    const answers: Answers = {
      async set_instance_status(tx, answered) {
        const lanes = answered.map(({ call }) => call.lane ?? '')
        await tx.send(sql`${keptPlan}
          update bench_state set status = 'frozen', changes = changes + 1 where id = any(${lanes}::text[])`)
        tx.afterCommit(() => {
          for (const _ of lanes) finished()
          if ((left -= lanes.length) === 0) resolve()
        })
      },
    }
    const jobs = await startJobs(withAnswers(market, answers), platform, { alone: false })
    await allClosed
    void jobs.stop().then(() => db.close())
  },
}

/** The answer handlers of the marketplace's own domains, and these. */
const withAnswers = (market: Marketplace, more: Answers): Marketplace => ({
  ...market,
  calls: {
    ...market.calls,
    onOperations: (own) =>
      market.calls.onOperations({
        ...own,
        saas: { ...own.saas, answers: { ...own.saas?.answers, ...more } },
      }),
  },
})

/**
 * Enqueues the first call of each seller as a domain would; the others are copies of those rows, each in its own lane.
 */
async function enqueueAll({ market, platform, inTransaction }: OpenMarket, work: Work): Promise<void> {
  await inTransaction(async (tx) => {
    for (const [nth, { sellerId, productId }] of work.sellers.entries()) {
      const row = formatRow(nth)
      const operation = { kind: 'set_instance_status', reference: row, status: 'frozen' } as const
      await market.calls.enqueue(tx, { sellerId, productId, lane: row, subject: `subject-${row}`, operation })
    }
  })
  const { sellers } = work
  await platform.db.script(copyCalls(sellers.length, countSent(work)))
}
