import { omitUndefined } from '@loggia/kernel'
import type { OpenApiKey as WireKey } from '@loggia/protocol/console'
import { toWireTime } from '../platform/index.ts'
import type { Handlers, OpenApiHandlers } from '../platform/index.ts'
import type { OpenApiKey } from './schema.ts'
import type { OpenApi } from './service/index.ts'

const present = (key: OpenApiKey): WireKey =>
  omitUndefined({
    id: key.id,
    name: key.name,
    accessKeyId: key.accessKeyId,
    enabled: key.enabled,
    createdAt: toWireTime(key.createdAt),
    lastUsedAt: toWireTime(key.lastUsedAt),
    lockedUntil: toWireTime(key.lockedUntil),
    refused: key.refused ? { at: toWireTime(key.refused.at), because: key.refused.because } : undefined,
  })

export const createOpenApiRoutes = (openApi: OpenApi): Handlers => ({
  'GET /api/seller/open-api-keys': async ({ actor, query: { limit, after } }) => {
    const page = await openApi.listKeys(actor, omitUndefined({ limit, after }))
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

export const createOpenApiHandlers = (openApi: OpenApi): Partial<OpenApiHandlers> => ({
  'GET /api/mkp-openapi-public/global/v1/order/query': ({ sellerId, query }) =>
    openApi.queryOrder(sellerId, query),
})
