import { createAdmission } from './admission.ts'
import { createKeys } from './keys.ts'
import { createOrderQuery } from './order-query.ts'
import type { OrderQueryContext } from './order-query.ts'

export type OpenApi = ReturnType<typeof createOpenApi>

/** Keys of sellers' servers, their admission, and the order query. */
export const createOpenApi = (context: OrderQueryContext) => ({
  ...createKeys(context),
  ...createAdmission(context),
  ...createOrderQuery(context),
})
