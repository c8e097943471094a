import { z } from 'zod'
import { addressStates, cancellationOrders, interfaceClasses, productProtocols } from './kinds.ts'
import { defaultProtocol } from '../../protocols.ts'
import { defineRoutes } from '../route.ts'
import { defineId, nothing, definePage, pageQuery, textSchema, timeSchema } from '../values.ts'

export const interfaceClassSchema = z.enum(interfaceClasses)

export const productProtocolSchema = z.enum(productProtocols)

/** SaaS V1.0: bits of the key that seals phone and email in requests. */
export const keyBitsSchema = z.union([z.literal(128), z.literal(256)])

/** SaaS V2.0: digits of `expireTime`: 17 with milliseconds (default), or 14 without. */
export const expireDigitsSchema = z.union([z.literal(14), z.literal(17)])

export const cancellationOrderSchema = z.enum(cancellationOrders)

export const addressStateSchema = z.enum(addressStates)

export const addressSchema = z.object({
  id: defineId('adr'),
  url: z.string(),
  state: addressStateSchema,
  reason: z.string().optional(),
  createdAt: timeSchema,
  decidedAt: timeSchema.optional(),
})

export const operatorAddressSchema = addressSchema.extend({
  seller: z.object({ id: defineId('sel'), name: textSchema }),
})

export const keySchema = z.object({
  id: defineId('key'),
  interfaceClass: interfaceClassSchema,
  hint: z.string(),
  createdAt: timeSchema,
  boundProducts: z.array(z.object({ id: defineId('prd'), name: textSchema })),
  /** Whether order notifications are signed with it. */
  notifiesOrders: z.boolean(),
})

/** The address and key for notifications of paid orders, and whether they are on (order-notification). */
export const orderChannelSchema = z.object({
  addressId: defineId('adr'),
  keyId: defineId('key'),
  switchedOn: z.boolean(),
})

export type ExpireDigits = z.infer<typeof expireDigitsSchema>
export type KeyBits = z.infer<typeof keyBitsSchema>
export type OrderChannel = z.infer<typeof orderChannelSchema>
export type Address = z.infer<typeof addressSchema>
export type OperatorAddress = z.infer<typeof operatorAddressSchema>
export type Key = z.infer<typeof keySchema>
/** A key as an operator sees it: when it was made and what uses it, without its value. */
const operatorKeySchema = z.object({
  id: defineId('key'),
  interfaceClass: interfaceClassSchema,
  createdAt: timeSchema,
  boundProducts: z.array(z.object({ id: defineId('prd'), name: textSchema })),
  notifiesOrders: z.boolean(),
})

export type OperatorKey = z.infer<typeof operatorKeySchema>
const ofSeller = z.object({ sellerId: defineId('sel') })

export const accessRoutes = defineRoutes({
  'GET /api/seller/addresses': {
    summary: { en: 'The seller’s production addresses', zh: '商家的生产地址' },
    role: 'seller',
    needs: 'access:read',
    query: pageQuery,
    reply: definePage(addressSchema),
  },
  'POST /api/seller/addresses': {
    summary: {
      en: 'Add a production address; an operator approves it (R259, R260)',
      zh: '添加生产地址，由运营人员批准（R259、R260）',
    },
    role: 'seller',
    needs: 'access:write',
    body: z.object({ url: z.string().min(1).max(512) }),
    reply: addressSchema,
    status: 201,
  },
  'GET /api/seller/keys': {
    summary: { en: 'The seller’s access keys, masked', zh: '商家的访问密钥，已遮盖' },
    role: 'seller',
    needs: 'access:read',
    query: pageQuery,
    reply: definePage(keySchema),
  },
  'POST /api/seller/keys': {
    summary: {
      en: 'Make an access key for one interface class; the key is in this reply and nowhere else',
      zh: '为一类接口新建访问密钥；密钥只在这次答复中出现',
    },
    role: 'seller',
    needs: 'access:write',
    body: z.object({ interfaceClass: interfaceClassSchema }),
    reply: keySchema.extend({ accessKey: z.string() }),
    status: 201,
  },
  'DELETE /api/seller/keys/:keyId': {
    summary: { en: 'Delete a key that no product uses (R256)', zh: '删除没有商品使用的密钥（R256）' },
    role: 'seller',
    needs: 'access:write',
    params: z.object({ keyId: defineId('key') }),
    reply: nothing,
    status: 204,
  },
  'PUT /api/seller/products/:productId/access': {
    summary: {
      en: 'Bind a product to a protocol, an address and a key of the basic class; changing a bound one needs confirm (R256)',
      zh: '为商品选定协议、地址和基础类密钥；更换已选定的须确认（R256）',
    },
    role: 'seller',
    needs: 'access:write',
    params: z.object({ productId: defineId('prd') }),
    body: z.object({
      addressId: defineId('adr'),
      keyId: defineId('key'),
      protocol: productProtocolSchema.default(defaultProtocol),
      /** Required with SaaS V1.0, not allowed otherwise. */
      keyBits: keyBitsSchema.optional(),
      /** Both with SaaS V2.0 only; defaults are 17 digits and the cancellation's order. */
      expireDigits: expireDigitsSchema.optional(),
      cancellationOrder: cancellationOrderSchema.optional(),
      confirm: z.boolean().default(false),
    }),
    reply: nothing,
    status: 204,
  },
  'GET /api/seller/order-channel': {
    summary: {
      en: 'Where the seller’s server is told of each paid order, if that was ever set, and for how many hours a call that fails is tried',
      zh: '每个已付款的订单通知到哪里（设置过才有），以及失败的调用重试多少小时',
    },
    role: 'seller',
    needs: 'access:read',
    reply: z.object({ channel: orderChannelSchema.optional(), triedForHours: z.number().positive() }),
  },
  'PUT /api/seller/order-channel': {
    summary: {
      en: 'Name the address and the key (of the class common) of order notification, and switch it on or off',
      zh: '选定订单通知的地址和通用类密钥，并启用或停用',
    },
    role: 'seller',
    needs: 'access:write',
    body: orderChannelSchema,
    reply: nothing,
    status: 204,
  },
  'GET /api/operator/addresses': {
    summary: { en: 'Production addresses by state', zh: '生产地址，按状态' },
    role: 'operator',
    needs: 'reviewer',
    query: pageQuery.extend({ state: addressStateSchema.optional(), sellerId: defineId('sel').optional() }),
    reply: definePage(operatorAddressSchema),
  },
  'POST /api/operator/addresses/:addressId/decision': {
    summary: { en: 'Approve an address or reject it with a reason', zh: '批准地址，或者写明原因后驳回' },
    role: 'operator',
    needs: 'reviewer',
    params: z.object({ addressId: defineId('adr') }),
    body: z.object({ approve: z.boolean(), reason: z.string().min(1).max(500).optional() }),
    reply: operatorAddressSchema,
  },
  'GET /api/operator/sellers/:sellerId/keys': {
    summary: {
      en: 'The access keys of a seller and the products that use them, without the keys, newest first',
      zh: '商家的访问密钥及使用它们的商品，不含密钥本身，最新的在前',
    },
    role: 'operator',
    needs: 'reviewer',
    params: ofSeller,
    query: pageQuery,
    reply: definePage(operatorKeySchema),
  },
})
