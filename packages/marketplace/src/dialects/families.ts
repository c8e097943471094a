import { kit } from './kit/index.ts'
import { license } from './license/index.ts'
import { orders } from './orders/index.ts'
import { saas } from './saas/index.ts'

/** All families of operations that sellers' servers are called with. */
export const families = { saas, license, orders, kit }
