import { omitUndefined } from '@loggia/kernel'
import type { QuoteAsk as WireAsk } from '@loggia/protocol/console'
import type { Handlers } from '../platform/index.ts'
import type { QuoteAsk } from './schema.ts'
import type { Quotes } from './service.ts'

/** Copied field by field: a buyer must not pass a discount. */
const toAsk = ({ kind, lines }: WireAsk): QuoteAsk => ({
  kind,
  lines: lines.map((line) =>
    omitUndefined({
      subscriptionId: line.serviceId,
      priceItemId: line.priceItemId,
      quantity: line.quantity,
      periodCount: 'periodCount' in line ? line.periodCount : undefined,
    }),
  ),
})

export const createQuoteRoutes = (quotes: Quotes): Handlers => ({
  'POST /api/buyer/quotes': ({ actor, body }) => quotes.ask(actor, toAsk(body)),
  'POST /api/buyer/quotes/estimates': ({ actor, body }) => quotes.estimate(actor, toAsk(body)),
  'GET /api/buyer/quotes/:quoteId': ({ actor, params }) => quotes.get(actor, params.quoteId),
  'POST /api/buyer/quotes/:quoteId/payment': ({ request, params }) => quotes.pay(request, params.quoteId),
})
