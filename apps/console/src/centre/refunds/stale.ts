import type { ReadKey } from '../api.ts'
import { staleSupervisions } from '../supervision/stale.ts'

/** The routes to read again after an act on a refund request. */
export const staleRefunds: readonly ReadKey[] = [
  ...staleSupervisions,
  'GET /api/buyer/refunds',
  'GET /api/buyer/refund-requests/:refundRequestId',
  'GET /api/buyer/supervisions/:supervisionId/refund-requests',
  'GET /api/buyer/orders/:orderId/refund-offer',
  'GET /api/buyer/balance',
  'GET /api/seller/refund-requests',
  'GET /api/seller/refund-requests/:refundRequestId',
  'GET /api/seller/supervisions/:supervisionId/refund-requests',
  'GET /api/operator/supervisions/:supervisionId/refund-requests',
]
