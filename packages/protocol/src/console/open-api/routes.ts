import { z } from 'zod'
import { refusalReasons } from './kinds.ts'
import { defineRoutes } from '../route.ts'
import { defineId, nothing, definePage, pageQuery, timeSchema } from '../values.ts'

const nameSchema = z.string().trim().min(1).max(60)

export const refusalReasonSchema = z.enum(refusalReasons)

/** A key with which the seller's server signs its requests to the market, without its secret. */
export const openApiKeySchema = z.object({
  id: defineId('oak'),
  name: z.string(),
  /** The public id in every signed request (AK). */
  accessKeyId: z.string(),
  enabled: z.boolean(),
  createdAt: timeSchema,
  /** Exact to the minute; absent if it was never used. */
  lastUsedAt: timeSchema.optional(),
  /** Until then its requests are refused, after too many wrong signatures in a row. */
  lockedUntil: timeSchema.optional(),
  /** The last refused order query with this key; `at` is real time. */
  refused: z.object({ at: timeSchema, because: refusalReasonSchema }).optional(),
})

export type OpenApiKey = z.infer<typeof openApiKeySchema>
const ofKey = z.object({ openApiKeyId: defineId('oak') })

export const openApiKeyRoutes = defineRoutes({
  'GET /api/seller/open-api-keys': {
    summary: {
      en: 'List the API keys with which the seller’s servers sign open API requests, without their secret keys',
      zh: '查询商家的接口密钥列表（用于签名开放接口请求），不含 SK',
    },
    role: 'seller',
    needs: 'access:read',
    query: pageQuery,
    reply: definePage(openApiKeySchema),
  },
  'POST /api/seller/open-api-keys': {
    summary: {
      en: 'Create an API key; only this response contains its secret key (SK)',
      zh: '创建接口密钥，SK 仅在本次响应中返回',
    },
    role: 'seller',
    needs: 'access:write',
    whileSuspended: 'allowed',
    body: z.object({ name: nameSchema }),
    reply: openApiKeySchema.extend({ secretKey: z.string() }),
    status: 201,
  },
  'PUT /api/seller/open-api-keys/:openApiKeyId': {
    summary: {
      en: 'Rename, disable or enable an API key; enabling unlocks it',
      zh: '修改接口密钥的名称、停用或启用；启用会解除锁定',
    },
    role: 'seller',
    needs: 'access:write',
    whileSuspended: 'allowed',
    params: ofKey,
    body: z.object({ name: nameSchema, enabled: z.boolean() }),
    reply: openApiKeySchema,
  },
  'DELETE /api/seller/open-api-keys/:openApiKeyId': {
    summary: {
      en: 'Delete an API key; requests signed with it are refused from now on',
      zh: '删除接口密钥，此后用它签名的请求将被拒绝',
    },
    role: 'seller',
    needs: 'access:write',
    whileSuspended: 'allowed',
    params: ofKey,
    reply: nothing,
    status: 204,
  },
})
