import type { Messages } from '@loggia/protocol/console'
import { notify, setWakeup, settleMessage } from '../../platform/index.ts'
import type { Tx } from '../../platform/index.ts'
import type { Orders } from '../../orders/index.ts'
import { isRunning } from '../rules/acts.ts'
import type { Ticket } from '../schema.ts'
import * as store from '../store/index.ts'
import { dueWakeup } from './context.ts'

type ToBuyer = Messages['ticket_answered']['what']
type ToHandler = Messages['ticket_waits']['what']

export const toFact = ({ state, handler }: Ticket) => ({ state, handler })

/** What is told about tickets; a later message about the same one replaces the earlier one. */
export function createTelling({ orders }: { readonly orders: Pick<Orders, 'getLine'> }) {
  async function describe(tx: Tx, ticket: Ticket) {
    const line = await orders.getLine(tx, ticket.orderLineId)
    return { ticketId: ticket.id, title: ticket.title, product: line.offer.productName }
  }

  async function tellBuyer(tx: Tx, ticket: Ticket, what: ToBuyer): Promise<void> {
    const data = { ...(await describe(tx, ticket)), what }
    await notify(tx, 'ticket_answered', toBuyer(ticket), { subject: ticket.id, data })
  }

  async function tellSeller(
    tx: Tx,
    ticket: Ticket,
    what: Messages['ticket_received']['what'],
  ): Promise<void> {
    const data = { ...(await describe(tx, ticket)), what }
    await notify(tx, 'ticket_received', toSeller(ticket), { subject: ticket.id, data })
  }

  async function tellHandler(tx: Tx, ticket: Ticket, what: ToHandler): Promise<void> {
    if (ticket.handler === 'seller') return tellSeller(tx, ticket, what)
    const data = { ...(await describe(tx, ticket)), what }
    await notify(tx, 'ticket_waits', operators, { subject: ticket.id, data })
  }

  return { tellBuyer, tellSeller, tellHandler }
}

const operators = { kind: 'operator' } as const
const toBuyer = ({ buyerId }: Ticket) => ({ kind: 'buyer', id: buyerId }) as const
const toSeller = ({ sellerId }: Ticket) => ({ kind: 'seller', id: sellerId }) as const

/** Saves it and sets what happens without anybody. What a party was told counts as read once it has acted. */
export async function saveTicket(tx: Tx, ticket: Ticket, by: 'buyer' | 'handler'): Promise<void> {
  await store.save(tx, ticket)
  await wakeLater(tx, ticket)
  const subject = ticket.id
  if (by === 'buyer') await settleMessage(tx, 'ticket_answered', toBuyer(ticket), { subject })
  if (by === 'buyer' && isRunning(ticket.state)) return
  await settleMessage(tx, 'ticket_received', toSeller(ticket), { subject })
  await settleMessage(tx, 'ticket_waits', operators, { subject })
}

export const wakeLater = (tx: Tx, ticket: Ticket): Promise<void> => {
  const due = ticket.lateAt === undefined ? ticket.dueAt : undefined
  return setWakeup(tx, { kind: dueWakeup, subject: ticket.id }, ticket.closesAt ?? due)
}
