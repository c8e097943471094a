import { z } from 'zod'
import { defineRoutes } from '../route.ts'
import {
  autoRenewalSchema,
  serviceChoicesSchema,
  serviceDetailSchema,
  serviceSchema,
  serviceStateSchema,
} from './services.ts'
import { defineId, nothing, definePage, pageQuery } from '../values.ts'

const ofBuyer = z.object({ buyerId: defineId('byr') })

const serviceParams = z.object({ serviceId: defineId('sub') })

export const subscriptionRoutes = defineRoutes({
  'GET /api/buyer/services/:serviceId': {
    summary: {
      en: 'One purchased service: its terms, what may be done with it and what may be returned',
      zh: '一项已购买的服务：各期、可以做什么、可以退什么',
    },
    role: 'buyer',
    needs: 'any',
    params: serviceParams,
    reply: serviceDetailSchema,
  },
  'GET /api/buyer/services/:serviceId/choices': {
    summary: {
      en: 'What may be chosen when it is renewed, converted or changed, at today’s prices',
      zh: '续费、转正或变更时可以选什么，按今天的价格',
    },
    role: 'buyer',
    needs: 'any',
    params: serviceParams,
    reply: serviceChoicesSchema,
  },
  'PUT /api/buyer/services/:serviceId/auto-renewal': {
    summary: {
      en: 'Let a service renew itself, or not any more (R110)',
      zh: '开启或关闭一项服务的自动续费（R110）',
    },
    role: 'buyer',
    needs: 'purchase',
    params: serviceParams,
    body: z.object({
      on: z.boolean(),
      daysBefore: z.number().int().min(1).max(7).default(7),
      times: z.number().int().min(0).max(99).default(0),
    }),
    reply: autoRenewalSchema,
  },
  'GET /api/operator/buyers/:buyerId/services': {
    summary: { en: 'What a buyer has purchased, newest first', zh: '买家购买的服务，最新的在前' },
    role: 'operator',
    needs: ['reviewer', 'finance', 'appeals'],
    params: ofBuyer,
    query: pageQuery,
    reply: definePage(serviceSchema),
  },
  'GET /api/buyer/services': {
    summary: { en: 'Purchased services, newest first', zh: '已购买的服务，最新的在前' },
    role: 'buyer',
    needs: 'any',
    query: pageQuery.extend({ state: serviceStateSchema.optional() }),
    reply: definePage(serviceSchema),
  },
  'POST /api/operator/services/:serviceId/freeze': {
    summary: {
      en: 'Freeze a service for a violation; its buyer and its seller are told why (R116)',
      zh: '因违规冻结服务，并告知买家与商家原因（R116）',
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
      en: 'Lift the freeze for a violation; what is frozen after its grace stays frozen (R116)',
      zh: '解除违规冻结；宽限期后冻结的服务仍然冻结（R116）',
    },
    role: 'operator',
    needs: 'appeals',
    params: serviceParams,
    reply: nothing,
    status: 204,
  },
})
