import { defined } from '@loggia/kernel'
import type { OpenApiKey as WireKey } from '@loggia/protocol/console'
import { timeToWire } from '../platform/index.ts'
import type { Handlers } from '../platform/index.ts'
import type { OpenApiHandlers, OpenApiKey } from './schema.ts'
import type { OpenApi } from './service/index.ts'

const present = (key: OpenApiKey): WireKey =>
  defined({
    id: key.id,
    name: key.name,
    accessKeyId: key.accessKeyId,
    enabled: key.enabled,
    createdAt: timeToWire(key.createdAt),
    lastUsedAt: timeToWire(key.lastUsedAt),
    lockedUntil: timeToWire(key.lockedUntil),
    refused: key.refused ? { at: timeToWire(key.refused.at), because: key.refused.because } : undefined,
  })

export const openApiRoutes = (openApi: OpenApi): Handlers => ({
  'GET /api/seller/open-api-keys': async ({ actor, query: { limit, after } }) => {
    const page = await openApi.listKeys(actor, defined({ limit, after }))
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
