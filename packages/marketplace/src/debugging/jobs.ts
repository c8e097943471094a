import type { ProductTold } from '../catalog/index.ts'
import type { DomainJobs, Tx } from '../platform/index.ts'
import type { Debugging } from './service/index.ts'

export const createDebuggingJobs = (debugging: Debugging): DomainJobs => ({
  events: {
    'product.submitted': (tx: Tx, { productId }: ProductTold<'product.submitted'>) =>
      debugging.requireCases(tx, productId),
    // What only shows or hides a product sells nothing else.
    'product.change_proposed': async (tx: Tx, event: ProductTold<'product.change_proposed'>) => {
      const { productId, offered, afterSale } = event
      if (offered) await debugging.requireCases(tx, productId, { offered, afterSale })
    },
  },
})
