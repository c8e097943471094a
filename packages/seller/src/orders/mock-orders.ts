import { mockOrderIds as ids } from '@loggia/protocol/orders'
import type { MockOrderId } from '@loggia/protocol/orders'

/** The ids of the orders that the marketplace offers for debugging; each has the line `<id>-000001` (open-apis §3.4). */
export const mockOrderIds: readonly MockOrderId[] = Object.values(ids)
