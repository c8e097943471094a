import {
  buyerTicketLists,
  handlerTicketLists,
  operatorTicketLists,
} from '@loggia/protocol/console/tickets/kinds'
import type { BuyerTicketList, OperatorTicketList } from '@loggia/protocol/console/tickets/kinds'
import type { Area } from '../frame.ts'
import { defineSearch, toChoice } from '../routing/search.ts'

export type TicketList = BuyerTicketList | OperatorTicketList
/** The lists of each centre in the order of the buttons; the first is shown without a parameter. */
export const ticketListsOf = {
  buyer: buyerTicketLists,
  seller: handlerTicketLists,
  operator: operatorTicketLists,
} as const satisfies Readonly<Record<Area, readonly TicketList[]>>

export const readTicketsSearch = defineSearch({
  list: toChoice<TicketList>([...buyerTicketLists, ...operatorTicketLists]),
})

export const findTicketList = (area: Area, chosen: TicketList | undefined): TicketList =>
  ticketListsOf[area].find((list) => list === chosen) ?? ticketListsOf[area][0]
