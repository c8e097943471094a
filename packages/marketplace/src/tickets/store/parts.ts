import { omitUndefined } from '@loggia/kernel'
import type { OrderTables } from '../../orders/index.ts'
import type { PartyTables } from '../../parties/index.ts'
import { toMoment } from '../../platform/index.ts'
import type { Db } from '../../platform/index.ts'
import type { Ticket } from '../schema.ts'
import type { TicketTables } from '../tables.ts'

/** Only the tables of this domain are written. */
type JoinedTables = OrderTables & PartyTables & TicketTables
export const withTables = (db: Db) => db.withTables<JoinedTables>()

export const fromRow = (row: TicketTables['ticket']): Ticket =>
  omitUndefined({
    id: row.id,
    kind: row.kind,
    state: row.state,
    handler: row.handler,
    beganWith: row.began_with,
    buyerId: row.buyer_id,
    sellerId: row.seller_id,
    orderLineId: row.order_line_id,
    subscriptionId: row.subscription_id ?? undefined,
    title: row.title,
    openedBy: row.opened_by,
    openedAt: row.opened_at,
    firstDueAt: row.first_due_at,
    firstAnsweredAt: row.first_answered_at ?? undefined,
    sellerAnswer:
      row.seller_answer_ms === null
        ? undefined
        : { ms: Number(row.seller_answer_ms), kept: row.seller_kept === true },
    leftMs: Number(row.left_ms),
    runningSince: row.running_since ?? undefined,
    dueAt: row.due_at ?? undefined,
    lateAt: row.late_at ?? undefined,
    closesAt: row.closes_at ?? undefined,
    closedAt: row.closed_at ?? undefined,
    raisedAt: row.raised_at ?? undefined,
  })

/** The columns that change. */
export const toChangeable = (ticket: Ticket) => ({
  state: ticket.state,
  handler: ticket.handler,
  first_due_at: toMoment(ticket.firstDueAt),
  first_answered_at: toMoment(ticket.firstAnsweredAt),
  seller_answer_ms: ticket.sellerAnswer?.ms ?? null,
  seller_kept: ticket.sellerAnswer?.kept ?? null,
  left_ms: ticket.leftMs,
  running_since: toMoment(ticket.runningSince),
  due_at: toMoment(ticket.dueAt),
  late_at: toMoment(ticket.lateAt),
  closes_at: toMoment(ticket.closesAt),
  closed_at: toMoment(ticket.closedAt),
  raised_at: toMoment(ticket.raisedAt),
})
