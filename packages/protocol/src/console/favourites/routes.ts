import { z } from 'zod'
import { productAbsenceSchema, productCardSchema } from '../catalog/products.ts'
import { defineRoutes } from '../route.ts'
import { definePage, defineId, pageQuery, timeSchema } from '../values.ts'

const priceSchema = productCardSchema.shape.from

/** A product that a member keeps. */
const favouriteSchema = productCardSchema
  .pick({ id: true, name: true, logo: true, category: true, seller: true })
  .extend({
    keptAt: timeSchema,
    /** Its lowest price when it was kept. */
    fromThen: priceSchema,
    /** Its lowest price now; absent: it cannot be bought. */
    from: priceSchema.optional(),
    /** Whether it is dearer or cheaper than it was; absent if the two prices cannot be compared. */
    change: z.enum(['up', 'down', 'same']).optional(),
    absence: productAbsenceSchema.shape.absence.optional(),
  })

export type Favourite = z.infer<typeof favouriteSchema>

export const favouriteRoutes = defineRoutes({
  'GET /api/buyer/favourites': {
    summary: {
      en: 'List the products that the member keeps, with their prices then and now, the latest first',
      zh: '查询本人收藏的商品，含收藏时和当前的价格，最近收藏的排在前面',
    },
    role: 'buyer',
    needs: 'any',
    query: pageQuery,
    reply: definePage(favouriteSchema),
  },
  'GET /api/buyer/favourites/ids': {
    summary: { en: 'List the IDs of the products that the member keeps', zh: '查询本人收藏的商品 ID' },
    role: 'buyer',
    needs: 'any',
    reply: z.object({ ids: z.array(defineId('prd')) }),
  },
  'PUT /api/buyer/favourites': {
    summary: {
      en: 'Keep a product on sale among the member’s favourites, or remove it',
      zh: '收藏在售商品或取消收藏',
    },
    role: 'buyer',
    needs: 'any',
    body: z.object({ productId: defineId('prd'), kept: z.boolean() }).strict(),
    reply: z.object({ kept: z.boolean() }),
  },
})
