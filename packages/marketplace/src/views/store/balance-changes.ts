import { toCursor } from '@loggia/kernel'
import { sql } from 'kysely'
import type { Id, Instant, PageRequest } from '@loggia/kernel'
import type { BalanceChangeState } from '../../ledger/index.ts'
import { toTimestamptz } from '../../platform/index.ts'
import type { Db } from '../../platform/index.ts'
import { toLikePattern } from './buyers.ts'
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
    .select(['request.reference', 'request.amount_minor as requested_minor'])
    .select(['buyer.name_zh', 'buyer.name_en', 'account.balance_minor'])
    .select(['proposer.name as proposer_name', 'decider.name as decider_name'])
export type BalanceChangeRow = Awaited<ReturnType<typeof findBalanceChange>> & object

export const findBalanceChange = (db: Db, id: Id<'bch'>) =>
  changes(db).where('one.id', '=', id).executeTakeFirst()

export type BalanceChangesAsked = {
  readonly state?: BalanceChangeState | undefined
  readonly buyerId?: Id<'byr'> | undefined
  /** A part of the buyer's name. */
  readonly text?: string | undefined
  /** Proposed from and before these times. */
  readonly from?: Instant | undefined
  readonly to?: Instant | undefined
}

/** Changes of balances that match all filters, newest first. */
export function listBalanceChanges(
  db: Db,
  of: BalanceChangesAsked,
  page: PageRequest,
): Promise<BalanceChangeRow[]> {
  let query = changes(db)
  if (of.state !== undefined) query = query.where('one.state', '=', of.state)
  if (of.buyerId !== undefined) query = query.where('one.buyer_id', '=', of.buyerId)
  if (of.text !== undefined) {
    const pattern = toLikePattern(of.text)
    query = query.where((eb) =>
      eb.or([eb('buyer.name_zh', 'ilike', pattern), eb('buyer.name_en', 'ilike', pattern)]),
    )
  }
  if (of.from !== undefined) query = query.where('one.proposed_at', '>=', toTimestamptz(of.from))
  if (of.to !== undefined) query = query.where('one.proposed_at', '<', toTimestamptz(of.to))
  if (page.after !== undefined) query = query.where('one.id', '<', toCursor(page.after, 'bch'))
  return query
    .orderBy('one.id', 'desc')
    .limit(page.limit + 1)
    .execute()
}
