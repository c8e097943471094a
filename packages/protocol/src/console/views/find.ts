import { z } from 'zod'
import type { Caller } from '../route.ts'
import { defineRoutes } from '../route.ts'
import { textSchema } from '../values.ts'
import { foundKinds } from './kinds.ts'

/** One result of the search in the header of a centre. */
export const foundSchema = z.object({
  kind: z.enum(foundKinds),
  id: z.string(),
  name: textSchema,
  /** The other party, or what tells it from others of the same name. */
  about: textSchema.optional(),
  /** Its published number. */
  code: z.string().optional(),
  /** Whether the text is its whole number, id or code. */
  exact: z.boolean(),
})
export type Found = z.infer<typeof foundSchema>

const find = <const C extends Caller>(caller: C, what: { readonly en: string; readonly zh: string }) => ({
  ...caller,
  summary: {
    en: `Find ${what.en} in the centre, at most five of each kind that the member may open`,
    zh: `在中心内查找${what.zh}，每类最多五条，仅限成员有权查看的内容`,
  },
  query: z.object({ q: z.string().trim().min(2).max(100) }),
  reply: z.object({ items: z.array(foundSchema) }),
})

export const findRoutes = defineRoutes({
  'GET /api/buyer/find': find(
    { role: 'buyer', needs: 'any' },
    { en: 'services and orders', zh: '服务和订单' },
  ),
  'GET /api/seller/find': find(
    { role: 'seller', needs: ['orders:read', 'products:read', 'calls:read'] },
    { en: 'orders, products and calls', zh: '订单、商品和调用' },
  ),
  'GET /api/operator/find': find(
    { role: 'operator', needs: ['reviewer', 'finance', 'appeals'] },
    { en: 'orders, buyers, sellers, products and calls', zh: '订单、买家、商家、商品和调用' },
  ),
})
