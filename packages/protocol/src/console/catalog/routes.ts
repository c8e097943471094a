import { z } from 'zod'
import {
  agreementSchema,
  audienceSchema,
  categorySchema,
  draftProductSchema,
  priceBandSchema,
  priceQuoteSchema,
  pricingModelSchema,
  productAbsenceSchema,
  productCardSchema,
  productSchema,
  productStateSchema,
  sellerProductSchema,
} from './products.ts'
import { reviewRoutes } from './reviews.ts'
import { defineRoutes } from '../route.ts'
import {
  historyEntrySchema,
  defineId,
  definePage,
  pageQuery,
  timeSchema,
  unitPriceSchema,
} from '../values.ts'

const ofProduct = z.object({ productId: defineId('prd') })

const ofSpecification = z.object({ productId: defineId('prd'), specificationId: defineId('spc') })

const reason = z.string().trim().min(1).max(500)

const toState = z.object({ state: productStateSchema })

const priced = {
  quantity: z.coerce.number().int().min(1).max(1_000_000).default(1),
  periodCount: z.coerce.number().int().min(1).max(36).default(1),
}

export const catalogRoutes = defineRoutes({
  'GET /api/products': {
    summary: { en: 'Listed products, in the order of the catalogue', zh: '在售商品，按目录顺序' },
    role: 'anyone',
    query: pageQuery,
    reply: definePage(productCardSchema),
  },
  'GET /api/products/:productId': {
    summary: {
      en: 'One product that is listed or hidden, without what is hidden of it (R52)',
      zh: '一个在售或已隐藏的商品，不含其中隐藏的部分（R52）',
    },
    role: 'anyone',
    params: ofProduct,
    reply: productSchema,
  },
  'GET /api/products/:productId/specifications/:specificationId': {
    summary: {
      en: 'The same with one of its specifications, which may be hidden: its own address opens it (R52)',
      zh: '同上，并打开其中一个规格；隐藏的规格凭它自己的地址打开（R52）',
    },
    role: 'anyone',
    params: ofSpecification,
    reply: productSchema,
  },
  'GET /api/products/:productId/absence': {
    summary: {
      en: 'Why a product that was on sale cannot be bought now, and others of its category (R50–R53)',
      zh: '曾经在售的商品现在为什么不能购买，以及同分类的其他商品（R50–R53）',
    },
    role: 'anyone',
    params: ofProduct,
    query: z.object({ specification: defineId('spc').optional() }),
    reply: productAbsenceSchema,
  },
  'GET /api/price-items/:priceItemId/quote': {
    summary: {
      en: 'What a quantity costs for so many periods, part by part, as an order would be priced now',
      zh: '若干数量、若干周期的价格，逐项列出，与此刻下单的计价相同',
    },
    role: 'anyone',
    params: z.object({ priceItemId: defineId('pri') }),
    query: z.object(priced),
    reply: priceQuoteSchema,
  },
  'GET /api/categories': {
    summary: {
      en: 'The tree of categories (R40), parents before their children',
      zh: '分类树（R40），上级在下级之前',
    },
    role: 'anyone',
    reply: z.object({ items: z.array(categorySchema) }),
  },
  'GET /api/market-terms': {
    summary: {
      en: 'The terms of the marketplace that an order agrees to, in their latest version',
      zh: '订单所同意的云商店条款，最新版本',
    },
    role: 'anyone',
    reply: agreementSchema,
  },
  'GET /api/seller/products': {
    summary: {
      en: 'The seller’s products, newest first: all, those in a state, those whose name or id has a text in it',
      zh: '商家的商品，最新的在前：全部、某一状态的，或者名称或编号含某段文字的',
    },
    role: 'seller',
    needs: 'products:read',
    query: pageQuery.extend({
      state: productStateSchema.optional(),
      q: z.string().trim().min(1).max(100).optional(),
    }),
    reply: definePage(sellerProductSchema),
  },
  'GET /api/seller/products/:productId': {
    summary: { en: 'One of the seller’s products, in whatever state', zh: '商家的一个商品，不论状态' },
    role: 'seller',
    needs: 'products:read',
    params: ofProduct,
    reply: sellerProductSchema,
  },
  'POST /api/seller/products': {
    summary: { en: 'Save a new draft', zh: '保存新草稿' },
    role: 'seller',
    needs: 'products:write',
    body: draftProductSchema,
    reply: z.object({ productId: defineId('prd') }),
    status: 201,
    idempotent: true,
  },
  'PUT /api/seller/products/:productId': {
    summary: { en: 'Write a draft or a rejected product anew', zh: '重写草稿或未通过的商品' },
    role: 'seller',
    needs: 'products:write',
    params: ofProduct,
    body: draftProductSchema,
    reply: toState,
  },
  'GET /api/seller/products/:productId/content': {
    summary: {
      en: 'What the product is now, in the form in which it is written',
      zh: '商品现在的内容，与写入时的形式相同',
    },
    role: 'seller',
    needs: 'products:read',
    params: ofProduct,
    reply: draftProductSchema,
  },
  'GET /api/seller/products/:productId/history': {
    summary: {
      en: 'Everything that happened to the product: the first 500 steps, oldest first',
      zh: '商品的全部经过：前 500 步，最早的在前',
    },
    role: 'seller',
    needs: 'products:read',
    params: ofProduct,
    reply: z.object({ items: z.array(historyEntrySchema) }),
  },
  'PUT /api/seller/products/:productId/sale-terms': {
    summary: {
      en: 'Set at once to whom and where a product is sold, who may try it, and how much one buyer may buy (R27, R29, R31, R32)',
      zh: '设定卖给谁、在哪里卖、谁可以试用、一位买家最多买多少，立即生效（R27、R29、R31、R32）',
    },
    role: 'seller',
    needs: 'products:write',
    params: ofProduct,
    body: z.object({
      audience: audienceSchema,
      /** ISO 3166 codes of countries; absent: everywhere. */
      regions: z
        .array(z.string().regex(/^[A-Z]{2}$/))
        .min(1)
        .max(250)
        .optional(),
      /** R27: the buyers who may try it; absent: everybody. */
      trialBuyers: z.array(defineId('byr')).min(1).max(500).optional(),
      specifications: z
        .array(
          z.object({
            id: defineId('spc'),
            /** The product's audience by default. */
            audience: audienceSchema.optional(),
            maxPurchases: z.number().int().min(1).max(1_000_000).optional(),
            maxQuantity: z.number().int().min(1).max(1_000_000).optional(),
          }),
        )
        .max(20),
    }),
    reply: z.null(),
    status: 204,
  },
  'GET /api/seller/products/:productId/specifications/:specificationId/stock': {
    summary: {
      en: 'What is in stock, and how it came to that; without a number there is no limit (R30)',
      zh: '库存及其由来；没有数字表示不限量（R30）',
    },
    role: 'seller',
    needs: 'products:read',
    params: ofSpecification,
    reply: z.object({ units: z.number().int().optional(), history: z.array(historyEntrySchema) }),
  },
  'POST /api/seller/products/:productId/specifications/:specificationId/stock': {
    summary: {
      en: 'Add to the stock of a listed product’s specification, or take from it (R30)',
      zh: '增加或减少在售商品某一规格的库存（R30）',
    },
    role: 'seller',
    needs: 'products:write',
    params: ofSpecification,
    body: z.object({
      change: z
        .number()
        .int()
        .min(-1_000_000_000)
        .max(1_000_000_000)
        .refine((change) => change !== 0),
      remark: reason,
    }),
    reply: z.object({ units: z.number().int() }),
    idempotent: true,
  },
  'POST /api/seller/prices/preview': {
    summary: { en: 'What a price that is not saved comes to', zh: '尚未保存的价格算出来是多少' },
    role: 'seller',
    needs: 'prices:write',
    body: z.object({
      pricing: pricingModelSchema,
      unitPrice: unitPriceSchema,
      bands: z.array(priceBandSchema).max(20).optional(),
      quantity: z.number().int().min(1).max(1_000_000),
      periodCount: z.number().int().min(1).max(36),
    }),
    reply: priceQuoteSchema,
  },
  'GET /api/operator/products': {
    summary: { en: 'Products by state', zh: '商品，按状态' },
    role: 'operator',
    needs: 'reviewer',
    query: pageQuery.extend({ state: productStateSchema.optional(), sellerId: defineId('sel').optional() }),
    reply: definePage(sellerProductSchema),
  },
  'GET /api/operator/products/:productId': {
    summary: {
      en: 'One product in whatever state, with what it is and its latest application',
      zh: '一个商品，不论状态：它的内容和最近的申请',
    },
    role: 'operator',
    needs: 'reviewer',
    params: ofProduct,
    reply: sellerProductSchema.extend({
      content: draftProductSchema,
      createdAt: timeSchema,
      latestApplicationId: defineId('apl').optional(),
    }),
  },
  'GET /api/operator/products/:productId/history': {
    summary: {
      en: 'Everything that happened to the product: the first 500 steps, oldest first',
      zh: '商品的全部经过：前 500 步，最早的在前',
    },
    role: 'operator',
    needs: 'reviewer',
    params: ofProduct,
    reply: z.object({ items: z.array(historyEntrySchema) }),
  },
  'PUT /api/operator/catalog/categories/:code': {
    summary: { en: 'Add a category or change one (R40)', zh: '添加或修改分类（R40）' },
    role: 'operator',
    needs: 'catalogue',
    params: z.object({ code: categorySchema.shape.code }),
    body: categorySchema.omit({ code: true }),
    reply: categorySchema,
  },
  'POST /api/operator/catalog/category-removals': {
    summary: {
      en: 'Remove a category that has neither products nor categories below it',
      zh: '删除既没有商品也没有下级的分类',
    },
    role: 'operator',
    needs: 'catalogue',
    body: z.object({ code: categorySchema.shape.code }),
    reply: z.null(),
    status: 204,
  },
  'GET /api/operator/catalog/market-terms': {
    summary: {
      en: 'The versions of the marketplace’s terms that were published, newest first',
      zh: '已发布的云商店条款各版本，最新的在前',
    },
    role: 'operator',
    needs: 'catalogue',
    query: pageQuery.extend({
      after: z
        .string()
        .regex(/^\d{1,9}$/)
        .optional(),
    }),
    reply: definePage(agreementSchema),
  },
  'POST /api/operator/catalog/market-terms': {
    summary: {
      en: 'Publish new terms of the marketplace; orders from now on agree to them',
      zh: '发布新的云商店条款；此后的订单同意新条款',
    },
    role: 'operator',
    needs: 'catalogue',
    body: z.object({
      text: z.object({ zh: z.string().min(1).max(50_000), en: z.string().min(1).max(50_000) }),
    }),
    reply: agreementSchema,
    status: 201,
  },
  ...reviewRoutes,
})
