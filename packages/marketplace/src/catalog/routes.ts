import type { Id } from '@loggia/kernel'
import type { Handlers } from '../platform/index.ts'
import type { Catalog } from './service.ts'

const productId = (params: { productId: string }): Id<'prd'> => params.productId as Id<'prd'>

export const catalogRoutes = (catalog: Catalog): Handlers => ({
  'POST /api/seller/products': ({ actor, body, idempotency }) => catalog.saveDraft(actor, body, idempotency),
  'POST /api/seller/products/:productId/submission': ({ actor, params }) =>
    catalog.submit(actor, productId(params)),
  'POST /api/operator/products/:productId/decision': ({ actor, params, body }) =>
    catalog.decide(actor, productId(params), body),
})
