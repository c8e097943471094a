import type { Id } from '@loggia/kernel'
import type { Handlers } from '../platform/index.ts'
import type { Quotes } from './service.ts'

export const quoteRoutes = (quotes: Quotes): Handlers => ({
  'POST /api/buyer/quotes': ({ actor, body }) =>
    quotes.ask(actor, {
      kind: body.kind,
      lines: body.lines.map(({ serviceId, priceItemId, ...line }) => ({
        ...line,
        subscriptionId: serviceId as Id<'sub'>,
        priceItemId: priceItemId as Id<'pri'>,
      })),
    }),
  'GET /api/buyer/quotes/:quoteId': ({ actor, params }) => quotes.get(actor, params.quoteId as Id<'quo'>),
  'POST /api/buyer/quotes/:quoteId/payment': ({ actor, params, idempotency }) =>
    quotes.pay(actor, params.quoteId as Id<'quo'>, idempotency),
})
