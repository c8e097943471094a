import type { ReadKey } from '../api.ts'
import { staleSupervisions } from '../supervision/stale.ts'

/** The routes to read again after a license was collected, opened, handed over or applied for. */
export const staleLicenses: readonly ReadKey[] = [
  ...staleSupervisions,
  'GET /api/buyer/subscriptions/:subscriptionId/license',
  'GET /api/seller/subscriptions/:subscriptionId/license',
  'GET /api/seller/licenses',
  'GET /api/operator/subscriptions/:subscriptionId/license',
]
