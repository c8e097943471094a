import { z } from 'zod'
import { routes } from '../route.ts'
import { idOf, pageOf, pageQuery, timeSchema } from '../values.ts'
import { sampleItemLimits, sampleItemStates } from './kinds.ts'

const askSchema = z.object({
  title: z.string().trim().min(1).max(sampleItemLimits.titleLength),
  days: z.number().int().min(1).max(sampleItemLimits.days),
})

const sampleItemSchema = askSchema.extend({
  id: idOf('smp'),
  state: z.enum(sampleItemStates),
  declaredAt: timeSchema,
  /** From this moment on it does not hold any more. */
  endsAt: timeSchema,
  withdrawnAt: timeSchema.optional(),
})

export const sampleItemRoutes = routes({
  'GET /api/seller/sample-items': {
    summary: { en: 'The seller’s sample items, newest first', zh: '商家的样品，最新的在前' },
    role: 'seller',
    needs: 'products:read',
    query: pageQuery,
    reply: pageOf(sampleItemSchema),
  },
  'POST /api/seller/sample-items': {
    summary: { en: 'Declare a sample item; it is in force at once', zh: '新增样品，立即生效' },
    role: 'seller',
    needs: 'products:write',
    body: askSchema,
    reply: sampleItemSchema,
    status: 201,
    idempotent: true,
  },
  'POST /api/seller/sample-items/:sampleItemId/withdrawal': {
    summary: { en: 'Withdraw a sample item that is in force', zh: '撤回生效中的样品' },
    role: 'seller',
    needs: 'products:write',
    params: z.object({ sampleItemId: idOf('smp') }),
    reply: sampleItemSchema,
  },
})
