import { fromWireMoney } from '../platform/index.ts'
import type { Handlers } from '../platform/index.ts'
import type { Orders } from './service/index.ts'

export const createOrderRoutes = (orders: Orders): Handlers => ({
  'POST /api/buyer/orders': ({ request, body }) =>
    orders.submit(request, {
      // The members are named one by one, since a buyer must not set a discount.
      lines: body.lines.map(({ priceItemId, quantity, periodCount, trial, parameters, agreements }) => ({
        priceItemId,
        quantity,
        periodCount,
        trial,
        parameters,
        agreements,
      })),
      expectedTotal: fromWireMoney(body.expectedTotal),
      agreed: body.agreed,
      dataConsent: body.dataConsent,
      costCentreId: body.costCentreId,
    }),
  'POST /api/buyer/orders/:orderId/payment': ({ request, params }) => orders.pay(request, params.orderId),
  'POST /api/buyer/orders/:orderId/cancellation': ({ actor, params }) => orders.cancel(actor, params.orderId),
})
