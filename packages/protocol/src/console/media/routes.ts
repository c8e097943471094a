import { z } from 'zod'
import { fileBodyBytes } from '../files/routes.ts'
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

export const mediaRoutes = defineRoutes({
  'POST /api/seller/media': {
    summary: {
      en: 'Upload a PNG, JPEG or WebP image of at most 5 MB; it is resized for the pages',
      zh: '上传图片（PNG、JPEG 或 WebP，最大 5 MB），并按页面尺寸处理',
    },
    role: 'seller',
    needs: 'products:write',
    body: z.object({ purpose: purposeSchema, file: z.string().min(1).meta({ format: 'byte' }) }),
    reply: mediumSchema,
    status: 201,
    idempotent: true,
    mostBodyBytes: fileBodyBytes,
  },
  'GET /api/seller/media': {
    summary: {
      en: 'List the seller’s images and where they are used, newest first',
      zh: '查询商家的图片及其使用位置，按时间倒序',
    },
    role: 'seller',
    needs: 'products:read',
    query: pageQuery.extend({ after: defineId('med').optional(), purpose: purposeSchema.optional() }),
    reply: definePage(mediumSchema),
  },
  'DELETE /api/seller/media/:mediaId': {
    summary: { en: 'Delete an image that is not in use', zh: '删除未被使用的图片' },
    role: 'seller',
    needs: 'products:write',
    whileSuspended: 'allowed',
    params: z.object({ mediaId: defineId('med') }),
    reply: nothing,
    status: 204,
  },
})
