import { requireBuyer, requireOperator, requireSeller } from '../../parties/index.ts'
import type { Handlers } from '../../platform/index.ts'
import type { Views } from '../service/index.ts'

/** The search in the header of each centre. */
export const createFindRoutes = (views: Views): Handlers => ({
  'GET /api/buyer/find': async ({ actor, query }) => ({
    items: await views.findForBuyer(requireBuyer(actor), query.q),
  }),
  'GET /api/seller/find': async ({ actor, query }) => ({
    items: await views.findForSeller(actor, requireSeller(actor), query.q),
  }),
  'GET /api/operator/find': async ({ actor, query }) => {
    requireOperator(actor)
    return { items: await views.findForOperator(actor, query.q) }
  },
})
