import { z } from 'zod'
import { orderQueryPath, orderQueryReplySchema, orderResultCodes } from '../orders/index.ts'
import { licenseOpenApis } from './licenses.ts'
import { defineOpenApiRoutes } from './route.ts'

const orderQuery = `GET ${orderQueryPath}` as const
const id = z.string().max(64)

/** All APIs that sellers' servers may call. */
export const openApis = defineOpenApiRoutes({
  [orderQuery]: {
    operation: 'queryOrder',
    summary: {
      en: 'Get what was bought with an order; for sellers’ servers, signed with an API key (AK/SK)',
      zh: '查询订单购买的内容，供商家服务器调用，使用接口密钥（AK/SK）签名',
    },
    query: z.object({ orderId: id, orderLineId: id.optional() }),
    reply: orderQueryReplySchema,
    shape: {
      code: 'resultCode',
      message: 'resultMsg',
      extra: { name: 'extra_info', codes: ['MKT.0100', 'MKT.0150', 'MKT.0250'] },
    },
    faults: { failed: 'MKT.0999', busy: 'MKT.0250' },
    resultCodes: orderResultCodes,
    statuses: {
      200: 'Success',
      400: 'MKT.0101: orderId is missing; MKT.0199: a parameter is repeated',
      401: 'APIGW.0301: the signature was refused; MKT.0150: this seller has no such order',
      406: 'MKT.0250: this seller sends too many queries',
      413: 'APIGW.0201: the body is too large',
      429: 'APIGW.0308: too many requests',
      500: 'MKT.0100: a parameter is out of range; MKT.0999: the query failed; APIGW.0601: a gateway error',
    },
    pace: { mostAMinute: 3000, of: 'order queries' },
  },
  ...licenseOpenApis,
})
