import type { Id, Instant } from '@loggia/kernel'
import type { ExportedOf } from '../platform/index.ts'
import type { TicketHandler, TicketKind, TicketState, TicketWriter } from './schema.ts'

export type TicketTables = {
  ticket_desk: {
    seller_id: Id<'sel'>
    takes: boolean
    weekdays: string
    opens_at: number
    closes_at: number
  }
  ticket: {
    id: Id<'tkt'>
    kind: TicketKind
    state: TicketState
    handler: TicketHandler
    began_with: TicketHandler
    buyer_id: Id<'byr'>
    seller_id: Id<'sel'>
    order_line_id: Id<'orl'>
    subscription_id: Id<'sub'> | null
    title: string
    opened_by: Id<'mbr'>
    opened_at: Instant
    first_due_at: Instant
    first_answered_at: Instant | null
    seller_answer_ms: bigint | null
    seller_kept: boolean | null
    left_ms: bigint
    running_since: Instant | null
    due_at: Instant | null
    late_at: Instant | null
    closes_at: Instant | null
    closed_at: Instant | null
    raised_at: Instant | null
  }
  ticket_entry: {
    id: Id<'tke'>
    ticket_id: Id<'tkt'>
    by: TicketWriter
    member_id: Id<'mbr'>
    text: string
    at: Instant
  }
}

export const ticketExports = {
  ticket_desk: { key: ['seller_id'] },
  ticket: { key: ['id'] },
  ticket_entry: { key: ['id'] },
} satisfies ExportedOf<TicketTables>
