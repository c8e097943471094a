import type { OpenApiKey as WireKey } from '@loggia/protocol/console'
import { timeToWire } from '../platform/index.ts'
import type { Handlers } from '../platform/index.ts'
import type { OpenApiHandlers, OpenApiKey } from './schema.ts'
import type { OpenApi } from './service/index.ts'

const present = (key: OpenApiKey): WireKey => ({
  id: key.id,
  name: key.name,
  accessKeyId: key.accessKeyId,
  enabled: key.enabled,
  createdAt: timeToWire(key.createdAt),
  ...(key.lastUsedAt !== undefined && { lastUsedAt: timeToWire(key.lastUsedAt) }),
  ...(key.lockedUntil !== undefined && { lockedUntil: timeToWire(key.lockedUntil) }),
  ...(key.refused && { refused: { at: timeToWire(key.refused.at), because: key.refused.because } }),
})

export const openApiRoutes = (openApi: OpenApi): Handlers => ({
  'GET /api/seller/open-api-keys': async ({ actor, query: { limit, after } }) => {
    const page = await openApi.listKeys(actor, { limit, ...(after !== undefined && { after }) })
    return { ...page, items: page.items.map(present) }
  },
  'POST /api/seller/open-api-keys': async ({ actor, body }) => {
    const key = await openApi.makeKey(actor, body.name)
    return { ...present(key), secretKey: key.secretKey }
  },
  'PUT /api/seller/open-api-keys/:openApiKeyId': async ({ actor, params, body }) =>
    present(await openApi.changeKey(actor, params.openApiKeyId, body)),
  'DELETE /api/seller/open-api-keys/:openApiKeyId': async ({ actor, params }) => {
    await openApi.deleteKey(actor, params.openApiKeyId)
    return null
  },
})

export const openApiHandlers = (openApi: OpenApi): OpenApiHandlers => ({
  'GET /api/mkp-openapi-public/global/v1/order/query': (sellerId, query) =>
    openApi.queryOrder(sellerId, query),
})
