import { productTypes } from '@loggia/kernel'
import { z } from 'zod'
import { defineExport } from '../export.ts'
import { defineRoutes } from '../route.ts'
import {
  autoRenewalSchema,
  renewalPeriodSchema,
  serviceChoicesSchema,
  serviceDetailSchema,
  serviceFiguresSchema,
  serviceSchema,
  serviceStateSchema,
} from './services.ts'
import { defineId, nothing, definePage, pageQuery } from '../values.ts'

const ofBuyer = z.object({ buyerId: defineId('byr') })

const serviceParams = z.object({ serviceId: defineId('sub') })

const serviceFilterSchema = z.object({
  state: serviceStateSchema.optional(),
  type: z.enum(productTypes).optional(),
  /** A part of the product’s or the seller’s name, the beginning of the order number, or the whole id of the instance. */
  text: z.string().trim().min(1).max(100).optional(),
  sort: z.enum(['newest', 'loss']).default('newest'),
})

export const subscriptionRoutes = defineRoutes({
  'GET /api/buyer/services/:serviceId': {
    summary: {
      en: 'Get a service: its terms, the available actions and what can be refunded',
      zh: '查询服务详情：服务期、可用操作和可退订内容',
    },
    role: 'buyer',
    needs: 'any',
    params: serviceParams,
    reply: serviceDetailSchema,
  },
  'GET /api/buyer/services/:serviceId/choices': {
    summary: {
      en: 'Get the options for renewing, converting or changing a service, at current prices',
      zh: '查询续费、转正或变更的可选项及当前价格',
    },
    role: 'buyer',
    needs: 'any',
    params: serviceParams,
    reply: serviceChoicesSchema,
  },
  'PUT /api/buyer/services/:serviceId/auto-renewal': {
    summary: {
      en: 'Turn auto-renewal of a service on or off',
      zh: '开启或关闭服务的自动续费',
    },
    role: 'buyer',
    needs: 'purchase',
    whileSuspended: 'allowed',
    params: serviceParams,
    body: z.object({
      on: z.boolean(),
      daysBefore: z.number().int().min(1).max(7).default(7),
      times: z.number().int().min(0).max(99).default(0),
      /** Without it, the period that is set, and at first the current one. */
      period: renewalPeriodSchema.optional(),
    }),
    reply: autoRenewalSchema,
  },
  'GET /api/operator/buyers/:buyerId/services': {
    summary: { en: 'List a buyer’s services, newest first', zh: '查询买家的服务列表，按时间倒序' },
    role: 'operator',
    needs: ['reviewer', 'finance', 'appeals'],
    params: ofBuyer,
    query: pageQuery,
    reply: definePage(serviceSchema),
  },
  'GET /api/buyer/services': {
    summary: {
      en: 'List the buyer’s services by text, type and state, newest first or by what is lost next: its data or its use',
      zh: '查询已购买的服务列表，可按文字、类型和状态筛选，按时间倒序，或按失去数据、停止使用的先后排序',
    },
    role: 'buyer',
    needs: 'any',
    query: pageQuery.extend({
      ...serviceFilterSchema.shape,
      /** By loss, it has a bit for each of the buyer's services. */
      after: z.string().max(6000).optional(),
    }),
    reply: definePage(serviceSchema),
  },
  'GET /api/buyer/service-figures': {
    summary: {
      en: 'Count the buyer’s services by type and by state',
      zh: '查询已购买的服务数量，按类型和状态统计',
    },
    role: 'buyer',
    needs: 'any',
    query: serviceFilterSchema.pick({ type: true }),
    reply: serviceFiguresSchema,
  },
  'GET /api/buyer/services.csv': defineExport(
    { role: 'buyer', needs: 'any' },
    { en: 'the buyer’s services', zh: '已购买的服务' },
    serviceFilterSchema,
  ),
  'POST /api/operator/services/:serviceId/freeze': {
    summary: {
      en: 'Freeze a service for a violation; the buyer and the seller are told the reason',
      zh: '因违规冻结服务，并将原因告知买家和商家',
    },
    role: 'operator',
    needs: 'appeals',
    params: serviceParams,
    body: z.object({ reason: z.string().trim().min(1).max(500) }),
    reply: nothing,
    status: 204,
  },
  'POST /api/operator/services/:serviceId/unfreeze': {
    summary: {
      en: 'Unfreeze a service that was frozen for a violation; a service whose grace period has ended stays frozen',
      zh: '解除违规冻结；宽限期已结束的服务仍保持冻结',
    },
    role: 'operator',
    needs: 'appeals',
    params: serviceParams,
    reply: nothing,
    status: 204,
  },
})
