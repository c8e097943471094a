import type { Id } from '@loggia/kernel'
import { moneyFromWire } from '../platform/index.ts'
import type { Handlers } from '../platform/index.ts'
import type { Orders } from './service.ts'

const id = <P extends 'ord' | 'pri'>(text: string): Id<P> => text as Id<P>

export const orderRoutes = (orders: Orders): Handlers => ({
  'POST /api/buyer/orders': ({ actor, body, idempotency }) =>
    orders.submit(
      actor,
      {
        lines: body.lines.map((line) => ({ ...line, priceItemId: id<'pri'>(line.priceItemId) })),
        expectedTotal: moneyFromWire(body.expectedTotal),
        agreed: body.agreed,
        dataConsent: body.dataConsent,
      },
      idempotency,
    ),
  'POST /api/buyer/orders/:orderId/payment': ({ actor, params, idempotency }) =>
    orders.pay(actor, id<'ord'>(params.orderId), idempotency),
  'POST /api/buyer/orders/:orderId/cancellation': ({ actor, params }) =>
    orders.cancel(actor, id<'ord'>(params.orderId)),
})
