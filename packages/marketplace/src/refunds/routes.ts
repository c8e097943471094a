import type { Id } from '@loggia/kernel'
import { moneyFromWire } from '../platform/index.ts'
import type { Handlers } from '../platform/index.ts'
import type { Refunds } from './service/index.ts'

export const refundRoutes = (refunds: Refunds): Handlers => ({
  'GET /api/buyer/refund-quota': ({ actor }) => refunds.getQuota(actor),
  'POST /api/buyer/services/:serviceId/refund': ({ request, params, body }) =>
    refunds.ask(request, params.serviceId as Id<'sub'>, {
      kind: body.kind,
      expectedAmount: moneyFromWire(body.expectedAmount),
    }),
  'GET /api/operator/buyers/:buyerId/refund-quota': ({ actor, params }) =>
    refunds.getQuotaOf(actor, params.buyerId as Id<'byr'>),
  'POST /api/operator/buyers/:buyerId/outside-refunds': ({ actor, params, body }) =>
    refunds.reportOutside(actor, params.buyerId as Id<'byr'>, body),
})
