import { money, zero } from '@loggia/kernel'
import type { Currency, Id, Instant, Money, PageRequest } from '@loggia/kernel'
import { at } from '../../platform/index.ts'
import type { Db } from '../../platform/index.ts'
import type { ViewTables } from './tables.ts'

export async function findBalance(
  db: Db,
  buyerId: Id<'byr'>,
  currency: Currency,
): Promise<{ accountId?: Id<'lac'>; balance: Money }> {
  const row = await db
    .withTables<ViewTables>()
    .selectFrom('ledger_account')
    .select(['id', 'balance_minor'])
    .where('kind', '=', 'buyer_balance')
    .where('owner', '=', buyerId)
    .where('currency', '=', currency)
    .executeTakeFirst()
  return row
    ? { accountId: row.id, balance: money(row.balance_minor ?? 0n, currency) }
    : { balance: zero(currency) }
}

export type MovementFilter = {
  readonly kind?: PostingKind | undefined
  /** Made from here to before there. */
  readonly from?: Instant | undefined
  readonly to?: Instant | undefined
}
type PostingKind = ViewTables['ledger_posting']['kind']

/** What moved an account, newest first, with the order it was for. */
export function listMovements(
  db: Db,
  of: MovementFilter & { readonly accountId: Id<'lac'> },
  page: PageRequest,
) {
  const movements = db
    .withTables<ViewTables>()
    .selectFrom('ledger_entry as entry')
    .innerJoin('ledger_posting as posting', 'posting.id', 'entry.posting_id')
    .leftJoin('order', 'order.id', 'posting.subject')
    .select([
      'posting.id',
      'posting.kind',
      'posting.reason',
      'posting.at',
      'entry.amount_minor',
      'entry.currency',
      'entry.balance_after_minor',
    ])
    .select(['order.id as order_id', 'order.number as order_number'])
    .where('entry.account_id', '=', of.accountId)
  let rest = movements
  if (of.kind !== undefined) rest = rest.where('posting.kind', '=', of.kind)
  if (of.from !== undefined) rest = rest.where('posting.at', '>=', at(of.from))
  if (of.to !== undefined) rest = rest.where('posting.at', '<', at(of.to))
  if (page.after !== undefined) rest = rest.where('entry.posting_id', '<', page.after as Id<'pst'>)
  return rest
    .orderBy('entry.posting_id', 'desc')
    .limit(page.limit + 1)
    .execute()
}
export type MovementRow = Awaited<ReturnType<typeof listMovements>>[number]
