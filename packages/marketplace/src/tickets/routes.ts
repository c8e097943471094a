import { omitUndefined } from '@loggia/kernel'
import type { Page } from '@loggia/kernel'
import type { Handlers } from '../platform/index.ts'
import { presentDesk, presentOffer, readDesk } from './present.ts'
import type { Tickets } from './service/index.ts'

const toReply = <T>(page: Page<T>) => ({ ...page, items: [...page.items] })

export const createTicketRoutes = (tickets: Tickets): Handlers => ({
  'GET /api/buyer/tickets': async ({ actor, query: { list, limit, after } }) =>
    toReply(await tickets.listOfBuyer(actor, list, omitUndefined({ limit, after }))),
  'GET /api/buyer/orders/:orderId/ticket-offer': async ({ actor, params, query }) =>
    presentOffer(await tickets.getOffer(actor, { ...params, ...query })),
  'GET /api/buyer/services/:serviceId/ticket-offer': async ({ actor, params }) =>
    presentOffer(await tickets.getOffer(actor, params)),
  'POST /api/buyer/tickets': async ({ request, body }) =>
    tickets.get({ actor: request.actor, as: 'buyer' }, await tickets.open(request, body)),
  'GET /api/buyer/tickets/:ticketId': ({ actor, params }) =>
    tickets.get({ actor, as: 'buyer' }, params.ticketId),
  'POST /api/buyer/tickets/:ticketId/messages': async ({ request, params, body }) => {
    await tickets.writeMore(request, params.ticketId, body.text)
    return tickets.get({ actor: request.actor, as: 'buyer' }, params.ticketId)
  },
  'POST /api/buyer/tickets/:ticketId/closing': async ({ actor, params }) => {
    await tickets.close(actor, params.ticketId)
    return tickets.get({ actor, as: 'buyer' }, params.ticketId)
  },
  'POST /api/buyer/tickets/:ticketId/escalation': async ({ request, params, body }) => {
    await tickets.raise(request, params.ticketId, body.text)
    return tickets.get({ actor: request.actor, as: 'buyer' }, params.ticketId)
  },
  ...forSellers(tickets),
  ...forOperators(tickets),
})

const forSellers = (tickets: Tickets): Handlers => ({
  'GET /api/seller/tickets': async ({ actor, query: { list, limit, after } }) =>
    toReply(await tickets.listOfSeller(actor, list, omitUndefined({ limit, after }))),
  'GET /api/seller/tickets/:ticketId': ({ actor, params }) =>
    tickets.get({ actor, as: 'seller' }, params.ticketId),
  'POST /api/seller/tickets/:ticketId/start': async ({ actor, params }) => {
    await tickets.take({ actor, as: 'seller' }, params.ticketId)
    return tickets.get({ actor, as: 'seller' }, params.ticketId)
  },
  'POST /api/seller/tickets/:ticketId/messages': async ({ request, params, body }) => {
    await tickets.answer(request, 'seller', { id: params.ticketId, ...body })
    return tickets.get({ actor: request.actor, as: 'seller' }, params.ticketId)
  },
  'GET /api/seller/ticket-desk': async ({ actor }) => presentDesk(await tickets.getDesk(actor)),
  'PUT /api/seller/ticket-desk': async ({ actor, body }) => {
    await tickets.setDesk(actor, readDesk(body))
    return presentDesk(await tickets.getDesk(actor))
  },
})

const forOperators = (tickets: Tickets): Handlers => ({
  'GET /api/operator/tickets': async ({ actor, query: { list, limit, after } }) =>
    toReply(await tickets.listOfMarket(actor, list, omitUndefined({ limit, after }))),
  'GET /api/operator/tickets/:ticketId': ({ actor, params }) =>
    tickets.get({ actor, as: 'operator' }, params.ticketId),
  'POST /api/operator/tickets/:ticketId/start': async ({ actor, params }) => {
    await tickets.take({ actor, as: 'operator' }, params.ticketId)
    return tickets.get({ actor, as: 'operator' }, params.ticketId)
  },
  'POST /api/operator/tickets/:ticketId/messages': async ({ request, params, body }) => {
    await tickets.answer(request, 'operator', { id: params.ticketId, ...body })
    return tickets.get({ actor: request.actor, as: 'operator' }, params.ticketId)
  },
})
