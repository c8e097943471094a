import { sql } from 'kysely'
import type { Instant } from '@loggia/kernel'
import { toTimestamptz } from '../../platform/index.ts'
import type { Db } from '../../platform/index.ts'
import type { ViewTables } from './joined.ts'
import { isServing } from './serving.ts'

/**
 * Counts of what waits for an operator, and of new orders since the day began; open failures are counted up to `most`.
 */
export async function countWaiting(
  db: Db,
  { dayStartsAt, most }: { readonly dayStartsAt: Instant; readonly most: number },
) {
  const tables = db.withTables<ViewTables>()
  const row = await tables
    .selectNoFrom((eb) => [
      sql<bigint>`(
        (select count(*) from seller_application where state in ('submitted', 'claimed'))
        + (select count(*) from organisation_application where state = 'in_review')
        + (select count(*) from member where state = 'waiting')
        + (select count(*) from password_reset_request where state = 'proposed'))`.as('applications'),
      sql<bigint>`(select count(*) from production_address where state = 'pending')`.as('pendingAddresses'),
      eb
        .selectFrom('product_application')
        .select((one) => one.fn.countAll<bigint>().as('n'))
        .where('state', '=', 'in_review')
        .as('productsInReview'),
      sql<bigint>`(select count(*) from interface_watch where standing in ('frozen', 'relisting'))`.as(
        'interfaces',
      ),
      sql<bigint>`(select count(*) from feedback_text where waits_since is not null)`.as('feedback'),
      sql<bigint>`(select count(*) from balance_change where state = 'waiting')`.as('balanceChanges'),
      sql<bigint>`(select count(*) from top_up_request where state = 'awaiting')`.as('topUpRequests'),
      sql<bigint>`(select count(*) from refund_request where overdue_at is not null)`.as(
        'refundRequestsOverdue',
      ),
      sql<bigint>`(select count(*) from supervision where turn = 'operator')`.as('supervisions'),
      sql<bigint>`(select count(*) from ticket where handler = 'operator' and due_at is not null)`.as(
        'tickets',
      ),
      eb
        .selectFrom('order')
        .select((one) => one.fn.countAll<bigint>().as('n'))
        .where('state', '=', 'processing')
        .as('ordersProcessing'),
      eb
        .selectFrom('call')
        .select((one) => one.fn.countAll<bigint>().as('n'))
        .where('state', '=', 'stuck')
        .as('stuckCalls'),
      sql<bigint>`(
        select count(distinct o.seller_id) from gate g join channel o on o.id = g.channel_id
        where g.breaker <> 'closed' and ${isServing})`.as('parkedSellers'),
      eb
        .selectFrom((some) =>
          some
            .selectFrom('call')
            .select('id')
            .where('open_failure', '=', true)
            // The order of the partial index of open failures: without it the whole table may be read.
            .orderBy('seller_id')
            .orderBy('id')
            .limit(most)
            .as('open'),
        )
        .select((one) => one.fn.countAll<bigint>().as('n'))
        .as('openFailures'),
      eb
        .selectFrom('order')
        .select((one) => one.fn.countAll<bigint>().as('n'))
        .where('kind', '=', 'new')
        .where('created_at', '>=', toTimestamptz(dayStartsAt))
        .as('ordersToday'),
    ])
    .executeTakeFirstOrThrow()
  return toNumbers(row)
}

/** Counts as numbers: there are far fewer than a number can say. */
const toNumbers = <N extends string>(row: Readonly<Record<N, bigint | null>>): Record<N, number> =>
  Object.fromEntries(Object.entries(row).map(([name, count]) => [name, Number(count)])) as Record<N, number>
