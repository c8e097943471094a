import type { Id, Instant } from '@loggia/kernel'
import { insertRows, lockName, toMoment, toTimestamptz, updateRows } from '../../platform/index.ts'
import type { Db, Tx } from '../../platform/index.ts'
import type { Ticket, TicketDesk, TicketEntry } from '../schema.ts'
import { fromRow, toChangeable, withTables } from './parts.ts'

/** Tickets of a buyer are opened one after the other, so that they cannot exceed the limit together. */
export const waitForTurn = (tx: Tx, buyerId: Id<'byr'>): Promise<void> => lockName(tx, `ticket:${buyerId}`)

export const insert = (tx: Tx, ticket: Ticket): Promise<void> =>
  insertRows(tx, 'ticket', [
    {
      id: ticket.id,
      kind: ticket.kind,
      began_with: ticket.beganWith,
      buyer_id: ticket.buyerId,
      seller_id: ticket.sellerId,
      order_line_id: ticket.orderLineId,
      subscription_id: ticket.subscriptionId ?? null,
      title: ticket.title,
      opened_by: ticket.openedBy,
      opened_at: toMoment(ticket.openedAt),
      ...toChangeable(ticket),
    },
  ])

export const save = (tx: Tx, ticket: Ticket): Promise<void> =>
  updateRows(tx, 'ticket', [{ id: ticket.id, ...toChangeable(ticket) }])

export const insertEntry = (tx: Tx, entry: TicketEntry): Promise<void> =>
  insertRows(tx, 'ticket_entry', [
    {
      id: entry.id,
      ticket_id: entry.ticketId,
      by: entry.by,
      member_id: entry.memberId,
      text: entry.text,
      at: toMoment(entry.at),
    },
  ])

/** Loads and locks it for a change. */
export async function lock(tx: Tx, id: Id<'tkt'>): Promise<Ticket | undefined> {
  const row = await withTables(tx)
    .selectFrom('ticket')
    .selectAll()
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst()
  return row && fromRow(row)
}

export async function countOpened(tx: Tx, buyerId: Id<'byr'>, since: Instant): Promise<number> {
  const { count } = await withTables(tx)
    .selectFrom('ticket')
    .select((make) => make.fn.countAll<bigint>().as('count'))
    .where('buyer_id', '=', buyerId)
    .where('opened_at', '>', toTimestamptz(since))
    .executeTakeFirstOrThrow()
  return Number(count)
}

export async function countEntries(tx: Tx, id: Id<'tkt'>): Promise<number> {
  const { count } = await withTables(tx)
    .selectFrom('ticket_entry')
    .select((make) => make.fn.countAll<bigint>().as('count'))
    .where('ticket_id', '=', id)
    .executeTakeFirstOrThrow()
  return Number(count)
}

export async function findDesk(db: Db, sellerId: Id<'sel'>): Promise<TicketDesk | undefined> {
  const row = await withTables(db)
    .selectFrom('ticket_desk')
    .selectAll()
    .where('seller_id', '=', sellerId)
    .executeTakeFirst()
  return (
    row && {
      takes: row.takes,
      weekdays: [...row.weekdays].map(Number),
      opensAt: row.opens_at,
      closesAt: row.closes_at,
    }
  )
}

export async function saveDesk(tx: Tx, sellerId: Id<'sel'>, desk: TicketDesk): Promise<void> {
  const values = {
    takes: desk.takes,
    weekdays: desk.weekdays.join(''),
    opens_at: desk.opensAt,
    closes_at: desk.closesAt,
  }
  await withTables(tx)
    .insertInto('ticket_desk')
    .values({ seller_id: sellerId, ...values })
    .onConflict((conflict) => conflict.column('seller_id').doUpdateSet(values))
    .execute()
}
