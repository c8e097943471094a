import type { Area } from '../frame.ts'
import { useMayAsk } from '../rights/rights.ts'

/** Whether the reader has the right to act for their party. */
export function useMayAct(area: Area): boolean {
  const may = {
    buyer: useMayAsk('POST /api/buyer/supervisions/:supervisionId/acceptance', 'purchase'),
    seller: useMayAsk('POST /api/seller/supervisions/:supervisionId/delivery', 'orders:write'),
    operator: useMayAsk('POST /api/operator/supervisions/:supervisionId/recheck', 'appeals'),
  }
  return may[area]
}
