import { ticketPresets, ticketSettings } from '../schema.ts'
import { createAnswering } from './answering.ts'
import { createBuying } from './buying.ts'
import type { TicketsContext } from './context.ts'
import { createLists } from './lists.ts'

export type Tickets = ReturnType<typeof createTickets>

/** R285: tickets of buyers about what they bought. */
export function createTickets(context: TicketsContext) {
  const { write, ...buying } = createBuying(context)
  return {
    ...createLists(context),
    ...buying,
    ...createAnswering(context, { write }),
    /** Settings that operators change for the whole market, and their defaults. */
    options: ticketSettings,
    presets: ticketPresets,
  }
}
