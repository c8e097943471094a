import { createMoney, createZero, toCursor } from '@loggia/kernel'
import type { Currency, Id, Instant, Money, PageRequest } from '@loggia/kernel'
import type { BalanceKind } from '@loggia/protocol/console'
import { toTimestamptz } from '../../platform/index.ts'
import type { Db } from '../../platform/index.ts'
import type { ViewTables } from './joined.ts'

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
    ? { accountId: row.id, balance: createMoney(row.balance_minor ?? 0n, currency) }
    : { balance: createZero(currency) }
}

/** The filters of the movements of an account. */
export type MovementsAsked = {
  readonly accountId: Id<'lac'>
  readonly kind?: BalanceKind | undefined
  readonly from?: Instant | undefined
  readonly to?: Instant | undefined
  /** The number of the order itself, or of the order that a refund returns money for. */
  readonly orderNumber?: string | undefined
}

/** The movements of an account, newest first, with their orders. */
export function listMovements(db: Db, of: MovementsAsked, page: PageRequest) {
  let movements = db
    .withTables<ViewTables>()
    .selectFrom('ledger_entry as entry')
    .innerJoin('ledger_posting as posting', 'posting.id', 'entry.posting_id')
    .leftJoin('order', 'order.id', 'posting.subject')
    .leftJoin('top_up_request as request', 'request.id', 'posting.subject')
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
    .select(['request.id as request_id', 'request.reference'])
    .where('entry.account_id', '=', of.accountId)
  if (of.kind !== undefined) movements = movements.where('posting.kind', '=', of.kind)
  if (of.from !== undefined) movements = movements.where('posting.at', '>=', toTimestamptz(of.from))
  if (of.to !== undefined) movements = movements.where('posting.at', '<', toTimestamptz(of.to))
  if (of.orderNumber !== undefined) {
    const named = db.withTables<ViewTables>().selectFrom('order as named').select('named.id')
    const meant = named.where('named.number', '=', of.orderNumber)
    movements = movements.where((eb) =>
      eb.or([eb('order.id', 'in', meant), eb('order.refunds_order_id', 'in', meant)]),
    )
  }
  const rest =
    page.after === undefined
      ? movements
      : movements.where('entry.posting_id', '<', toCursor(page.after, 'pst'))
  return rest
    .orderBy('entry.posting_id', 'desc')
    .limit(page.limit + 1)
    .execute()
}
export type MovementRow = Awaited<ReturnType<typeof listMovements>>[number]
