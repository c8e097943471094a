import { sql } from 'kysely'
import type { SqlBool } from 'kysely'
import type { Instant } from '@loggia/kernel'
import { at } from '../../platform/index.ts'
import type { Db } from '../../platform/index.ts'
import type { ViewTables } from './joined.ts'

/** What waits for an operator, and the new orders since the day began; open failures are counted to `most`. */
export async function countWaiting(
  db: Db,
  { dayStartsAt, most }: { readonly dayStartsAt: Instant; readonly most: number },
) {
  const tables = db.withTables<ViewTables>()
  const row = await tables
    .selectNoFrom((eb) => [
      eb
        .selectFrom('production_address')
        .select((one) => one.fn.countAll<bigint>().as('n'))
        .where('state', '=', 'pending')
        .as('pendingAddresses'),
      eb
        .selectFrom('product_application')
        .select((one) => one.fn.countAll<bigint>().as('n'))
        .where('state', '=', 'in_review')
        .as('productsInReview'),
      sql<bigint>`(select count(*) from balance_change where state = 'waiting')`.as('balanceChanges'),
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
      eb
        .selectFrom('gate')
        .select((one) => one.fn.countAll<bigint>().as('n'))
        .where('breaker', '<>', 'closed')
        // Not those of servers that only hear of orders.
        .where(sql<SqlBool>`strpos(seller_id, ':') = 0`)
        .as('parkedSellers'),
      eb
        .selectFrom((some) =>
          some
            .selectFrom('call')
            .select('id')
            .where('open_failure', '=', true)
            // The order of the index that holds just these: without it the whole table may be read for them.
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
        .where('created_at', '>=', at(dayStartsAt))
        .as('ordersToday'),
    ])
    .executeTakeFirstOrThrow()
  return {
    pendingAddresses: Number(row.pendingAddresses),
    productsInReview: Number(row.productsInReview),
    balanceChanges: Number(row.balanceChanges),
    ordersProcessing: Number(row.ordersProcessing),
    stuckCalls: Number(row.stuckCalls),
    parkedSellers: Number(row.parkedSellers),
    openFailures: Number(row.openFailures),
    ordersToday: Number(row.ordersToday),
  }
}
