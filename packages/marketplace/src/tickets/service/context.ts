import type { Id } from '@loggia/kernel'
import type { Calendar } from '../../calendar/index.ts'
import type { Orders } from '../../orders/index.ts'
import { requireBuyer, requireOperator, requireSeller } from '../../parties/index.ts'
import { findSetting } from '../../platform/index.ts'
import type { Db, MemberActor, Platform } from '../../platform/index.ts'
import type { Subscriptions } from '../../subscriptions/index.ts'
import { ticketProblems } from '../problems.ts'
import type { Times } from '../rules/acts.ts'
import { operatorHours, presetHours, ticketPresets, ticketSettings } from '../schema.ts'
import type { SupportHours, Ticket, TicketWriter } from '../schema.ts'
import * as store from '../store/index.ts'

export type TicketsContext = Platform & {
  readonly calendar: Pick<Calendar, 'getWorkingDays'>
  readonly orders: Pick<Orders, 'get' | 'getLine'>
  readonly subscriptions: Pick<Subscriptions, 'getHeld'>
}

/** When the handler is late, or when the ticket is closed without the buyer. */
export const dueWakeup = 'tickets.due'

/** Somebody who asks for a ticket, as a member of this party. */
export type TicketAsker = { readonly actor: MemberActor; readonly as: TicketWriter }

/** Throws `ticket.not_found` if it is not the party's; a seller sees what it was to answer first. */
export function requireReader(
  { actor, as }: TicketAsker,
  of: Pick<Ticket, 'id' | 'buyerId' | 'sellerId' | 'beganWith'> | undefined,
  ticketId: Id<'tkt'>,
): void {
  if (as === 'operator') requireOperator(actor)
  const isOwn =
    of !== undefined &&
    (as === 'operator' ||
      (as === 'buyer' && of.buyerId === requireBuyer(actor)) ||
      (as === 'seller' && of.sellerId === requireSeller(actor) && of.beganWith === 'seller'))
  if (!isOwn) throw ticketProblems.not_found({ ticketId })
}

/** When operators answer, as it is set now. */
export const readOperatorHours = async (db: Db): Promise<SupportHours> =>
  operatorHours[(await findSetting(db, ticketSettings.ticketHours)) ?? ticketPresets.ticketHours]

/** The support time of the seller and of operators, by the hours and the calendar as they are now. */
export async function readTimes(
  { calendar }: Pick<TicketsContext, 'calendar'>,
  db: Db,
  sellerId: Id<'sel'>,
): Promise<Times> {
  const days = await calendar.getWorkingDays(db)
  const desk = await store.findDesk(db, sellerId)
  return {
    seller: { hours: desk ?? presetHours, days },
    operator: { hours: await readOperatorHours(db), days },
  }
}
