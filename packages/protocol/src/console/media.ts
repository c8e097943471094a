import { z } from 'zod'
import { bodyBytesOf } from './files/routes.ts'
import { routes } from './route.ts'
import { idOf, nothing, pageOf, pageQuery, timeSchema } from './values.ts'

/** R33 logo, R34 main picture, R35 picture of a description. */
export const purposeSchema = z.enum(['logo', 'picture', 'description'])
export const mediumFileSchema = z.object({
  path: z.string(),
  width: z.number().int(),
  height: z.number().int(),
  bytes: z.number().int(),
})
export const mediumSchema = z.object({
  id: idOf('med'),
  purpose: purposeSchema,
  /** Of the largest size: what a product or seller is given. */
  path: z.string(),
  files: z.array(mediumFileSchema).min(1),
  /** The ids of what shows it; one that nothing shows is gone after a day. */
  uses: z.array(z.string()),
  createdAt: timeSchema,
})
export type Medium = z.infer<typeof mediumSchema>
export type MediumPurpose = z.infer<typeof purposeSchema>

const mostBodyBytes = bodyBytesOf(5 * 1024 * 1024)

export const mediaRoutes = routes({
  'POST /api/seller/media': {
    summary:
      'Upload a PNG, JPEG or WebP picture of at most 5 MiB; it is made anew in the sizes that pages need',
    role: 'seller',
    body: z.object({ purpose: purposeSchema, file: z.string().min(1).meta({ format: 'byte' }) }),
    reply: mediumSchema,
    status: 201,
    idempotent: true,
    mostBodyBytes,
  },
  'GET /api/seller/media': {
    summary: 'The seller’s pictures, newest first, with what shows them',
    role: 'seller',
    query: pageQuery.extend({ after: idOf('med').optional(), purpose: purposeSchema.optional() }),
    reply: pageOf(mediumSchema),
  },
  'DELETE /api/seller/media/:mediaId': {
    summary: 'Delete a picture that nothing shows',
    role: 'seller',
    params: z.object({ mediaId: idOf('med') }),
    reply: nothing,
    status: 204,
  },
})
