import { fromWireMoney } from '../platform/index.ts'
import type { Handlers } from '../platform/index.ts'
import type { Refunds } from './service/index.ts'

export const createRefundRoutes = (refunds: Refunds): Handlers => ({
  'GET /api/buyer/refund-quota': ({ actor }) => refunds.getQuota(actor),
  'POST /api/buyer/services/:serviceId/refund': ({ request, params, body }) =>
    refunds.ask(request, params.serviceId, {
      kind: body.kind,
      expectedAmount: fromWireMoney(body.expectedAmount),
    }),
  'GET /api/operator/buyers/:buyerId/refund-quota': ({ actor, params }) =>
    refunds.getQuotaOf(actor, params.buyerId),
  'POST /api/operator/buyers/:buyerId/outside-refunds': ({ actor, params, body }) =>
    refunds.reportOutside(actor, params.buyerId, body),
})
