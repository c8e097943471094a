import { fromWireMoney } from '../platform/index.ts'
import type { Handlers } from '../platform/index.ts'
import { omitUndefined } from '@loggia/kernel'
import type { PurchaseRequests } from './service/index.ts'

export const createPurchaseRequestRoutes = (requests: PurchaseRequests): Handlers => ({
  'GET /api/buyer/purchase-requests': async ({ actor, query: { list, limit, after } }) => {
    const page = await requests.list(actor, list, omitUndefined({ limit, after }))
    return { ...page, items: [...page.items] }
  },
  'POST /api/buyer/purchase-requests': async ({ request, body }) => {
    const { expectedTotal, ...ask } = body
    const id = await requests.file(request, { ...ask, expectedTotal: fromWireMoney(expectedTotal) })
    return requests.get(request.actor, id)
  },
  'GET /api/buyer/purchase-requests/:purchaseRequestId': ({ actor, params }) =>
    requests.get(actor, params.purchaseRequestId),
  'POST /api/buyer/purchase-requests/:purchaseRequestId/approval': async ({ request, params, body }) => {
    const { expectedTotal, ...approval } = body
    const shown = { ...approval, expectedTotal: fromWireMoney(expectedTotal) }
    return requests.get(request.actor, await requests.approve(request, params.purchaseRequestId, shown))
  },
  'POST /api/buyer/purchase-requests/:purchaseRequestId/rejection': async ({ actor, params, body }) => {
    await requests.reject(actor, params.purchaseRequestId, body.reason)
    return requests.get(actor, params.purchaseRequestId)
  },
  'POST /api/buyer/purchase-requests/:purchaseRequestId/withdrawal': async ({ actor, params }) => {
    await requests.withdraw(actor, params.purchaseRequestId)
    return requests.get(actor, params.purchaseRequestId)
  },
})
