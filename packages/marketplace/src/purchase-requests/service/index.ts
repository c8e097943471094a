import type { PurchaseRequestsContext } from './context.ts'
import { createDeciding } from './deciding.ts'
import { createFiling } from './filing.ts'
import { createReading } from './reading.ts'

export type PurchaseRequests = ReturnType<typeof createPurchaseRequests>

/** R3c: what members of a buyer ask to have bought, and who approves it. */
export function createPurchaseRequests(context: PurchaseRequestsContext) {
  const reading = createReading(context)
  const { get, list, countToDecide } = reading
  return { get, list, countToDecide, ...createFiling(context), ...createDeciding(context, reading) }
}
