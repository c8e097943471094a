import { sql } from 'kysely'
import { toCursor, toInstant } from '@loggia/kernel'
import type { Id, Instant, PageRequest } from '@loggia/kernel'
import type { BuyerTicketList, OperatorTicketList } from '@loggia/protocol/console/tickets/kinds'
import { toTimestamptz } from '../../platform/index.ts'
import type { Db } from '../../platform/index.ts'
import { fromRow, withTables } from './parts.ts'

/** Tickets with the names of what they are about. */
const select = (db: Db) =>
  withTables(db)
    .selectFrom('ticket')
    .innerJoin('order_line', 'order_line.id', 'ticket.order_line_id')
    .innerJoin('order', 'order.id', 'order_line.order_id')
    .innerJoin('buyer', 'buyer.id', 'ticket.buyer_id')
    .innerJoin('seller', 'seller.id', 'ticket.seller_id')
    .selectAll('ticket')
    .select(['order_line.order_id', 'order_line.product_id', 'order_line.offer', 'order.number'])
    .select(['buyer.name_zh as buyer_zh', 'buyer.name_en as buyer_en'])
    .select(['seller.name_zh as seller_zh', 'seller.name_en as seller_en'])

type Selected = Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number]
const toTold = (row: Selected) => ({
  ticket: fromRow(row),
  order: { id: row.order_id, number: row.number },
  product: { id: row.product_id, name: row.offer.productName },
  buyer: { zh: row.buyer_zh, en: row.buyer_en },
  seller: { zh: row.seller_zh, en: row.seller_en },
})
export type ToldTicket = ReturnType<typeof toTold>

export async function findTold(db: Db, id: Id<'tkt'>): Promise<ToldTicket | undefined> {
  const row = await select(db).where('ticket.id', '=', id).executeTakeFirst()
  return row && toTold(row)
}

type Query = ReturnType<typeof select>
const takeNewest = async (query: Query, { limit, after }: PageRequest): Promise<ToldTicket[]> => {
  const rest = after === undefined ? query : query.where('ticket.id', '<', toCursor(after, 'tkt'))
  const rows = await rest
    .orderBy('ticket.id', 'desc')
    .limit(limit + 1)
    .execute()
  return rows.map(toTold)
}

/** By due time: the cursor has the time and the id. */
const takeDue = async (query: Query, { limit, after }: PageRequest): Promise<ToldTicket[]> => {
  const found = query.where('ticket.due_at', 'is not', null)
  const rest = after === undefined ? found : found.where(isAfter(after))
  const rows = await rest
    .orderBy('ticket.due_at')
    .orderBy('ticket.id')
    .limit(limit + 1)
    .execute()
  return rows.map(toTold)
}
function isAfter(cursor: string) {
  const [id = '', at = ''] = cursor.split('.')
  const known = toCursor(id, 'tkt')
  const due = toTimestamptz(toInstant(/^\d{1,15}$/.test(at) ? Number(at) : 0))
  return sql<boolean>`(ticket.due_at, ticket.id) > (${due}, ${known})`
}
export const toDueCursor = ({ ticket: { id, dueAt } }: ToldTicket): string => `${id}.${dueAt ?? 0}`

export const listOfBuyer = (
  db: Db,
  of: { readonly buyerId: Id<'byr'>; readonly list: BuyerTicketList },
  page: PageRequest,
): Promise<ToldTicket[]> =>
  takeNewest(
    select(db)
      .where('ticket.buyer_id', '=', of.buyerId)
      .where('ticket.state', of.list === 'closed' ? '=' : '<>', 'closed'),
    page,
  )

/** Of those who answer; without a seller those of operators. */
export function listOfHandler(
  db: Db,
  { list, sellerId }: { readonly list: OperatorTicketList; readonly sellerId?: Id<'sel'> },
  page: PageRequest,
): Promise<ToldTicket[]> {
  const all = select(db)
  const own =
    sellerId === undefined
      ? all.where('ticket.handler', '=', list === 'sellers' ? 'seller' : 'operator')
      : all.where('ticket.seller_id', '=', sellerId).where('ticket.began_with', '=', 'seller')
  if (list === 'due') return takeDue(own.where('ticket.handler', '=', sellerId ? 'seller' : 'operator'), page)
  if (list === 'sellers') return takeNewest(own, page)
  if (list === 'closed') return takeNewest(own.where('ticket.state', '=', 'closed'), page)
  // What the customer has to answer; of a seller also what was passed on to operators.
  const others = own.where('ticket.state', '<>', 'closed')
  return takeNewest(
    others.where((where) =>
      where.or([
        where('ticket.due_at', 'is', null),
        ...(sellerId ? [where('ticket.handler', '=', 'operator')] : []),
      ]),
    ),
    page,
  )
}

export async function listEntries(db: Db, id: Id<'tkt'>) {
  return withTables(db)
    .selectFrom('ticket_entry')
    .innerJoin('member', 'member.id', 'ticket_entry.member_id')
    .select(['ticket_entry.id', 'ticket_entry.by', 'ticket_entry.text', 'ticket_entry.at', 'member.name'])
    .where('ticket_id', '=', id)
    .orderBy('ticket_entry.id')
    .execute()
}
export type EntryRow = Awaited<ReturnType<typeof listEntries>>[number]

/** Support times of the seller's first answers in tickets that were opened since then, shortest first. */
export async function listAnswerTimes(db: Db, sellerId: Id<'sel'>, since: Instant): Promise<number[]> {
  const rows = await withTables(db)
    .selectFrom('ticket')
    .select('seller_answer_ms')
    .where('seller_id', '=', sellerId)
    .where('seller_answer_ms', 'is not', null)
    .where('opened_at', '>', toTimestamptz(since))
    .orderBy('seller_answer_ms')
    .execute()
  return rows.map((row) => Number(row.seller_answer_ms))
}

export async function getSellerName(db: Db, sellerId: Id<'sel'>) {
  const { name_zh: zh, name_en: en } = await withTables(db)
    .selectFrom('seller')
    .select(['name_zh', 'name_en'])
    .where('id', '=', sellerId)
    .executeTakeFirstOrThrow()
  return { zh, en }
}
