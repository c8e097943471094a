import { mockOrderIds as ids } from '@loggia/protocol/orders'
import type { MockOrderId } from '@loggia/protocol/orders'

/**
 * The ids of the MOCK orders that the marketplace offers for debugging. Each has the order line `<id>-000001`
 * (open-apis §3.4).
 */
export const mockOrderIds: readonly MockOrderId[] = Object.values(ids)
