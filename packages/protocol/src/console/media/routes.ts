import { z } from 'zod'
import { computeBodyBytes } from '../files/routes.ts'
import { mediumPurposes } from './kinds.ts'
import { defineRoutes } from '../route.ts'
import { defineId, nothing, definePage, pageQuery, timeSchema } from '../values.ts'

export const purposeSchema = z.enum(mediumPurposes)

export const mediumFileSchema = z.object({
  path: z.string(),
  width: z.number().int(),
  height: z.number().int(),
  bytes: z.number().int(),
})

export const mediumSchema = z.object({
  id: defineId('med'),
  purpose: purposeSchema,
  /** The path of the largest size, which products and sellers refer to. */
  path: z.string(),
  files: z.array(mediumFileSchema).min(1),
  /** Ids of what shows it; a medium that nothing shows is removed after a day. */
  uses: z.array(z.string()),
  createdAt: timeSchema,
})

export type Medium = z.infer<typeof mediumSchema>
const mostBodyBytes = computeBodyBytes(5 * 1024 * 1024)

export const mediaRoutes = defineRoutes({
  'POST /api/seller/media': {
    summary: {
      en: 'Upload a PNG, JPEG or WebP picture of at most 5 MiB; it is made anew in the sizes that pages need',
      zh: '上传 PNG、JPEG 或 WebP 图片，最大 5 MiB；按页面需要的尺寸重新生成',
    },
    role: 'seller',
    needs: 'products:write',
    body: z.object({ purpose: purposeSchema, file: z.string().min(1).meta({ format: 'byte' }) }),
    reply: mediumSchema,
    status: 201,
    idempotent: true,
    mostBodyBytes,
  },
  'GET /api/seller/media': {
    summary: {
      en: 'The seller’s pictures, newest first, with what shows them',
      zh: '商家的图片，以及哪里在使用，最新的在前',
    },
    role: 'seller',
    needs: 'products:read',
    query: pageQuery.extend({ after: defineId('med').optional(), purpose: purposeSchema.optional() }),
    reply: definePage(mediumSchema),
  },
  'DELETE /api/seller/media/:mediaId': {
    summary: { en: 'Delete a picture that nothing shows', zh: '删除没有被使用的图片' },
    role: 'seller',
    needs: 'products:write',
    params: z.object({ mediaId: defineId('med') }),
    reply: nothing,
    status: 204,
  },
})
