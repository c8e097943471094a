import { toCursor } from '@loggia/kernel'
import { sql } from 'kysely'
import type { Id, PageRequest } from '@loggia/kernel'
import type { BalanceChangeState } from '../../ledger/index.ts'
import type { Db } from '../../platform/index.ts'
import type { ViewTables } from './joined.ts'

const changes = (db: Db) =>
  db
    .withTables<ViewTables>()
    .selectFrom('balance_change as one')
    .innerJoin('buyer', 'buyer.id', 'one.buyer_id')
    .innerJoin('member as proposer', 'proposer.id', 'one.proposed_by')
    .leftJoin('member as decider', 'decider.id', 'one.decided_by')
    .leftJoin('top_up_request as request', 'request.id', 'one.request_id')
    .leftJoin('ledger_account as account', (join) =>
      join
        .onRef('account.owner', '=', 'one.buyer_id')
        .onRef('account.currency', '=', 'one.currency')
        .on('account.kind', '=', sql.lit('buyer_balance')),
    )
    .selectAll('one')
    .select('request.reference')
    .select(['buyer.name_zh', 'buyer.name_en', 'account.balance_minor'])
    .select(['proposer.name as proposer_name', 'decider.name as decider_name'])
export type BalanceChangeRow = Awaited<ReturnType<typeof findBalanceChange>> & object

export const findBalanceChange = (db: Db, id: Id<'bch'>) =>
  changes(db).where('one.id', '=', id).executeTakeFirst()

/** Changes of balances, newest first, optionally in a state or of a buyer. */
export function listBalanceChanges(
  db: Db,
  of: { readonly state?: BalanceChangeState | undefined; readonly buyerId?: Id<'byr'> | undefined },
  page: PageRequest,
): Promise<BalanceChangeRow[]> {
  let query = changes(db)
  if (of.state !== undefined) query = query.where('one.state', '=', of.state)
  if (of.buyerId !== undefined) query = query.where('one.buyer_id', '=', of.buyerId)
  if (page.after !== undefined) query = query.where('one.id', '<', toCursor(page.after, 'bch'))
  return query
    .orderBy('one.id', 'desc')
    .limit(page.limit + 1)
    .execute()
}
