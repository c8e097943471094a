import { z } from 'zod'
import {
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
import { draftRoutes } from './drafts.ts'
import { reviewRoutes } from './reviews.ts'
import { defineExport } from '../export.ts'
import { operatorGrants } from '../parties/kinds.ts'
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

const ownProductFilter = z.object({
  state: productStateSchema.optional(),
  /** A part of a name; or a whole id, or code of a sku or price item. */
  q: z.string().trim().min(1).max(100).optional(),
})
const productFilter = ownProductFilter.extend({ sellerId: defineId('sel').optional() })

export const catalogRoutes = defineRoutes({
  'GET /api/products': {
    summary: { en: 'List the listed products, in catalogue order', zh: '查询在售商品列表，按目录顺序' },
    role: 'anyone',
    query: pageQuery,
    reply: definePage(productCardSchema),
  },
  'GET /api/products/:productId': {
    summary: {
      en: 'Get a listed or unlisted product, without its unlisted specifications',
      zh: '查询在售或不公开的商品，不含其中不公开的规格',
    },
    role: 'anyone',
    params: ofProduct,
    reply: productSchema,
  },
  'GET /api/products/:productId/specifications/:specificationId': {
    summary: {
      en: 'Get a product with one of its specifications, which may be unlisted',
      zh: '查询商品及其中一个规格，可包括不公开的规格',
    },
    role: 'anyone',
    params: ofSpecification,
    reply: productSchema,
  },
  'GET /api/products/:productId/related': {
    summary: {
      en: 'List products of other sellers in the same category, nearest in price first',
      zh: '查询其他商家的同分类商品，价格最接近的排在前面',
    },
    role: 'anyone',
    params: ofProduct,
    reply: z.object({ items: z.array(productCardSchema) }),
  },
  'GET /api/products/:productId/absence': {
    summary: {
      en: 'Get the reason why a product can no longer be bought, and other products of its category',
      zh: '查询曾经在售的商品不能购买的原因，以及同分类的其他商品',
    },
    role: 'anyone',
    params: ofProduct,
    query: z.object({ specification: defineId('spc').optional() }),
    reply: productAbsenceSchema,
  },
  'GET /api/price-items/:priceItemId/quote': {
    summary: {
      en: 'Get the itemised price of a quantity for a number of periods, as an order would be priced now',
      zh: '查询指定数量和周期数的价格明细，与当前下单的计价一致',
    },
    role: 'anyone',
    params: z.object({ priceItemId: defineId('pri') }),
    query: z.object(priced),
    reply: priceQuoteSchema,
  },
  'GET /api/categories': {
    summary: {
      en: 'Get the category tree, parents before their children',
      zh: '查询分类树，上级分类在前',
    },
    role: 'anyone',
    reply: z.object({ items: z.array(categorySchema) }),
  },
  'GET /api/seller/products': {
    summary: {
      en: 'List the seller’s products, newest first, optionally by state or by text in the name or ID',
      zh: '查询商家的商品列表，按创建时间倒序，可按状态、名称或 ID 筛选',
    },
    role: 'seller',
    needs: 'products:read',
    query: pageQuery.extend(ownProductFilter.shape),
    reply: definePage(sellerProductSchema),
  },
  'GET /api/seller/products.csv': defineExport(
    { role: 'seller', needs: 'products:read' },
    { en: 'the seller’s products', zh: '商家的商品' },
    ownProductFilter,
  ),
  'GET /api/seller/products/:productId': {
    summary: { en: 'Get one of the seller’s products, in any state', zh: '查询商家的一个商品，不限状态' },
    role: 'seller',
    needs: 'products:read',
    params: ofProduct,
    reply: sellerProductSchema,
  },
  'POST /api/seller/products': {
    summary: { en: 'Create a draft', zh: '创建草稿' },
    role: 'seller',
    needs: 'products:write',
    body: draftProductSchema,
    reply: z.object({ productId: defineId('prd') }),
    status: 201,
    idempotent: true,
  },
  'PUT /api/seller/products/:productId': {
    summary: {
      en: 'Replace the content of a draft or a rejected product',
      zh: '更新草稿或被驳回的商品的内容',
    },
    role: 'seller',
    needs: 'products:write',
    params: ofProduct,
    body: draftProductSchema,
    reply: toState,
  },
  'GET /api/seller/products/:productId/content': {
    summary: {
      en: 'Get the current content of a product, in the form in which it is saved',
      zh: '查询商品的当前内容，格式与保存时相同',
    },
    role: 'seller',
    needs: 'products:read',
    params: ofProduct,
    reply: draftProductSchema,
  },
  'GET /api/seller/products/:productId/history': {
    summary: {
      en: 'Get the timeline of a product: the first 500 entries, oldest first',
      zh: '查询商品的时间线：前 500 条，按时间升序',
    },
    role: 'seller',
    needs: 'products:read',
    params: ofProduct,
    reply: z.object({ items: z.array(historyEntrySchema) }),
  },
  'PUT /api/seller/products/:productId/sale-terms': {
    summary: {
      en: 'Set to whom and where a product is sold, who can start trials, and how much one buyer can buy; takes effect at once',
      zh: '设置商品的销售对象、销售地区、试用范围和单个买家的购买上限，立即生效',
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
      en: 'Get the stock and its changes; without a number, stock is unlimited',
      zh: '查询库存及其变动；没有数字表示不限量',
    },
    role: 'seller',
    needs: 'products:read',
    params: ofSpecification,
    reply: z.object({ units: z.number().int().optional(), history: z.array(historyEntrySchema) }),
  },
  'POST /api/seller/products/:productId/specifications/:specificationId/stock': {
    summary: {
      en: 'Increase or reduce the stock of a listed product’s specification',
      zh: '增加或减少在售商品规格的库存',
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
    summary: { en: 'Calculate a price that is not saved yet', zh: '试算尚未保存的价格' },
    role: 'seller',
    needs: 'prices:write',
    whileSuspended: 'allowed',
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
    summary: {
      en: 'List products, newest first, by text in the name, ID or code, state and seller',
      zh: '查询商品列表，按创建时间倒序，可按名称、ID 或编码、状态和商家筛选',
    },
    role: 'operator',
    needs: 'reviewer',
    query: pageQuery.extend(productFilter.shape),
    reply: definePage(sellerProductSchema),
  },
  'GET /api/operator/products.csv': defineExport(
    { role: 'operator', needs: 'reviewer' },
    { en: 'products', zh: '商品' },
    productFilter,
  ),
  'GET /api/operator/products/:productId': {
    summary: {
      en: 'Get a product in any state, with its content and its latest application',
      zh: '查询商品的内容和最近一次申请，不限状态',
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
      en: 'Get the timeline of a product: the first 500 entries, oldest first',
      zh: '查询商品的时间线：前 500 条，按时间升序',
    },
    role: 'operator',
    needs: 'reviewer',
    params: ofProduct,
    reply: z.object({ items: z.array(historyEntrySchema) }),
  },
  'PUT /api/operator/catalog/categories/:code': {
    summary: { en: 'Add or change a category', zh: '添加或修改分类' },
    role: 'operator',
    needs: 'catalogue',
    params: z.object({ code: categorySchema.shape.code }),
    body: categorySchema.omit({ code: true }),
    reply: categorySchema,
  },
  'GET /api/operator/catalog/category-counts': {
    summary: {
      en: 'Count the listed products of each category that has any',
      zh: '查询各分类的在售商品数，不含没有在售商品的分类',
    },
    role: 'operator',
    needs: operatorGrants,
    reply: z.object({ items: z.array(z.object({ code: z.string(), products: z.number().int() })) }),
  },
  'POST /api/operator/catalog/category-removals': {
    summary: {
      en: 'Delete a category without products and subcategories',
      zh: '删除没有商品和下级分类的分类',
    },
    role: 'operator',
    needs: 'catalogue',
    body: z.object({ code: categorySchema.shape.code }),
    reply: z.null(),
    status: 204,
  },
  ...draftRoutes,
  ...reviewRoutes,
})
