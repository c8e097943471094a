import { omitUndefined } from '@loggia/kernel'
import type { Handlers } from '../platform/index.ts'
import type { Quotes } from './service.ts'

export const createQuoteRoutes = (quotes: Quotes): Handlers => ({
  'POST /api/buyer/quotes': ({ actor, body }) =>
    quotes.ask(actor, {
      kind: body.kind,
      // Copied field by field: a buyer must not pass a discount.
      lines: body.lines.map((line) =>
        omitUndefined({
          subscriptionId: line.serviceId,
          priceItemId: line.priceItemId,
          quantity: line.quantity,
          periodCount: 'periodCount' in line ? line.periodCount : undefined,
        }),
      ),
    }),
  'GET /api/buyer/quotes/:quoteId': ({ actor, params }) => quotes.get(actor, params.quoteId),
  'POST /api/buyer/quotes/:quoteId/payment': ({ request, params }) => quotes.pay(request, params.quoteId),
})
