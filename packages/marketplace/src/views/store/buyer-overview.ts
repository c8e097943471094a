import { sql } from 'kysely'
import type { Id } from '@loggia/kernel'
import type { RouteReply } from '@loggia/protocol/console'
import type { Db } from '../../platform/index.ts'
import type { ViewTables } from './joined.ts'

/** The figures of a buyer, each counted by an index over the buyer's rows. */
export async function countBuyerOverview(
  db: Db,
  buyerId: Id<'byr'>,
): Promise<Omit<RouteReply<'GET /api/buyer/overview'>, 'purchaseRequests'>> {
  const row = await db
    .withTables<ViewTables>()
    .selectNoFrom([
      sql<bigint>`(select count(*) from supervision where buyer_id = ${buyerId} and turn = 'buyer')`.as(
        'supervisions',
      ),
      sql<bigint>`(select count(*) from ticket
        where buyer_id = ${buyerId} and state in ('waiting_customer', 'waiting_confirmation'))`.as('tickets'),
    ])
    .executeTakeFirstOrThrow()
  return { supervisions: Number(row.supervisions), tickets: Number(row.tickets) }
}
