import { z } from 'zod'
import { agreementSchema } from '../catalog/products.ts'
import { defineRoutes } from '../route.ts'
import { definePage, pageQuery, timeSchema } from '../values.ts'
import { textKinds } from './kinds.ts'

const ofKind = z.object({ kind: z.enum(textKinds) })

/** R89: the seller agreement in force, and what the seller has accepted. */
const standingSchema = z.object({
  agreement: agreementSchema,
  isAccepted: z.boolean(),
  /** The newest version that was accepted. */
  accepted: z.object({ version: z.number().int(), at: timeSchema }).optional(),
})

export const agreementRoutes = defineRoutes({
  'GET /api/seller/agreement': {
    summary: {
      en: 'Get the seller agreement, and whether this seller has accepted its latest version',
      zh: '查询商家合作协议，以及本商家是否已接受最新版本',
    },
    role: 'seller',
    needs: ['organisation:read', 'products:read'],
    reply: standingSchema,
  },
  'POST /api/seller/agreement/acceptance': {
    summary: {
      en: 'Accept the latest version of the seller agreement',
      zh: '接受商家合作协议的最新版本',
    },
    role: 'seller',
    needs: 'main',
    body: z.object({ version: z.number().int().min(0) }),
    reply: standingSchema,
  },
  'GET /api/agreements/:kind': {
    summary: {
      en: 'Get the latest version of an agreement or a page of the marketplace',
      zh: '查询云商店协议或页面的最新版本',
    },
    role: 'anyone',
    params: ofKind,
    reply: agreementSchema,
  },
  'GET /api/operator/agreements': {
    summary: {
      en: 'List the published versions of an agreement or a page, newest first',
      zh: '查询协议或页面已发布的版本，按时间倒序',
    },
    role: 'operator',
    needs: 'catalogue',
    query: pageQuery.extend({
      kind: ofKind.shape.kind.default('user'),
      after: z
        .string()
        .regex(/^\d{1,9}$/)
        .optional(),
    }),
    reply: definePage(agreementSchema),
  },
  'POST /api/operator/agreements/:kind': {
    summary: {
      en: 'Publish a new version of an agreement, which people agree to from now on, or of a page',
      zh: '发布协议或页面的新版本，此后须同意协议的新版本',
    },
    role: 'operator',
    needs: 'catalogue',
    params: ofKind,
    body: z.object({
      text: z.object({ zh: z.string().min(1).max(50_000), en: z.string().min(1).max(50_000) }),
    }),
    reply: agreementSchema,
    status: 201,
  },
})
