import { orders } from './orders/index.ts'
import { saas } from './saas/index.ts'

/** Everything that sellers' servers are asked, by family. */
export const families = { saas, orders }
