import type { Id } from '@loggia/kernel'
import type { Handlers } from '../platform/index.ts'
import type { Subscriptions } from '../subscriptions/index.ts'
import type { Quotes } from './service/index.ts'

export const quoteRoutes = (
  quotes: Quotes,
  subscriptions: Pick<Subscriptions, 'setAutoRenewal'>,
): Handlers => ({
  'PUT /api/buyer/services/:serviceId/auto-renewal': async ({ actor, params, body }) => {
    const id = params.serviceId as Id<'sub'>
    await subscriptions.setAutoRenewal(actor, id, body)
    return quotes.getAutoRenewalOf(actor, id)
  },
  'GET /api/buyer/services/:serviceId/choices': ({ actor, params }) =>
    quotes.listChoices(actor, params.serviceId as Id<'sub'>),
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
