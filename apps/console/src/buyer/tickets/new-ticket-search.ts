import { defineSearch, toId, toText } from '../../centre/routing/search.ts'

/** What a new ticket is about: a service, or a line of an order. */
export const readNewTicketSearch = defineSearch({
  service: toId('sub'),
  order: toId('ord'),
  line: toText(64),
})
