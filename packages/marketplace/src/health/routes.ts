import { omitUndefined } from '@loggia/kernel'
import { requireOperator, requireSeller } from '../parties/index.ts'
import type { Handlers } from '../platform/index.ts'
import type { Health } from './service/index.ts'

export const createHealthRoutes = (health: Health): Handlers => ({
  'GET /api/market-figures': async () => omitUndefined({ figures: await health.findFigures('market') }),
  'GET /api/seller/health': ({ actor, query: { days, ...scope } }) =>
    health.getHealth({ ...scope, sellerId: requireSeller(actor) }, days),
  'GET /api/operator/health': async ({ actor, query: { limit, after } }) => {
    requireOperator(actor)
    const { items, next } = await health.listSellers(omitUndefined({ limit, after }))
    return omitUndefined({ items: [...items], next })
  },
  'GET /api/operator/health/:sellerId': ({ actor, params, query: { days, ...scope } }) => {
    requireOperator(actor)
    return health.getHealth({ ...scope, sellerId: params.sellerId }, days)
  },
})
