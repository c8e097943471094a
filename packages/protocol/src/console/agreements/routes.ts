import { z } from 'zod'
import { agreementSchema } from '../catalog/products.ts'
import { defineRoutes } from '../route.ts'
import { definePage, pageQuery } from '../values.ts'
import { textKinds } from './kinds.ts'

const ofKind = z.object({ kind: z.enum(textKinds) })

export const agreementRoutes = defineRoutes({
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
