import type { ReadKey } from '../../centre/api.ts'

/** The routes to read again after an act on a request; an approval makes an order and takes money. */
export const staleRequests: readonly ReadKey[] = [
  'GET /api/buyer/purchase-requests',
  'GET /api/buyer/purchase-requests/:purchaseRequestId',
  'GET /api/buyer/overview',
  'GET /api/buyer/orders',
  'GET /api/buyer/services',
  'GET /api/buyer/service-figures',
  'GET /api/buyer/balance',
  'GET /api/buyer/budgets',
]
