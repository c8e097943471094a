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
  /** What the seller calls it; empty if it was never named. */
  name: z.string(),
  createdAt: timeSchema,
  /** The last call that it signed, to the minute. */
  usedAt: timeSchema.optional(),
  /** The key that takes its place when it ends. */
  replacedBy: z.object({ id: defineId('key'), hint: z.string() }).optional(),
  endsAt: timeSchema.optional(),
  /** From then on it signs nothing. */
  endedAt: timeSchema.optional(),
  boundProducts: z.array(z.object({ id: defineId('prd'), name: textSchema })),
  /** Whether order notifications are signed with it. */
  notifiesOrders: z.boolean(),
})

/** What a product's calls use. */
export const bindingSchema = z.object({
  addressId: defineId('adr'),
  keyId: defineId('key'),
  protocol: productProtocolSchema.default(defaultProtocol),
  /** Required with SaaS V1.0, not allowed otherwise. */
  keyBits: keyBitsSchema.optional(),
  /** Both with SaaS V2.0 only; defaults are 17 digits and the cancellation's order. */
  expireDigits: expireDigitsSchema.optional(),
  cancellationOrder: cancellationOrderSchema.optional(),
})

const keyName = z.string().trim().max(60)

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
    summary: { en: 'List the seller’s endpoints', zh: '查询商家的生产地址列表' },
    role: 'seller',
    needs: 'access:read',
    query: pageQuery,
    reply: definePage(addressSchema),
  },
  'POST /api/seller/addresses': {
    summary: {
      en: 'Add an endpoint; an operator must approve it before products can go on sale with it',
      zh: '添加生产地址，由运营人员审核',
    },
    role: 'seller',
    needs: 'access:write',
    body: z.object({ url: z.string().min(1).max(512) }),
    reply: addressSchema,
    status: 201,
  },
  'GET /api/seller/keys': {
    summary: { en: 'List the seller’s access keys, masked', zh: '查询商家的密钥列表，密钥已脱敏' },
    role: 'seller',
    needs: 'access:read',
    query: pageQuery,
    reply: definePage(keySchema),
  },
  'POST /api/seller/keys': {
    summary: {
      en: 'Create an access key for one kind of interface; only this response contains the key',
      zh: '为一类接口创建密钥，密钥仅在本次响应中返回',
    },
    role: 'seller',
    needs: 'access:write',
    body: z.object({ interfaceClass: interfaceClassSchema, name: keyName.default('') }),
    reply: keySchema.extend({ accessKey: z.string() }),
    status: 201,
  },
  'PUT /api/seller/keys/:keyId': {
    summary: { en: 'Name an access key', zh: '修改密钥名称' },
    role: 'seller',
    needs: 'access:write',
    params: z.object({ keyId: defineId('key') }),
    body: z.object({ name: keyName }),
    reply: nothing,
    status: 204,
  },
  'POST /api/seller/keys/:keyId/rotation': {
    summary: {
      en: 'Create a key that takes the place of this one at a chosen time; only this response contains the new key',
      zh: '创建新密钥，在指定时间替换此密钥；新密钥仅在本次响应中返回',
    },
    role: 'seller',
    needs: 'access:write',
    params: z.object({ keyId: defineId('key') }),
    /** When the old key ends, in whole hours from now. */
    body: z.object({ afterHours: z.number().int().min(1).max(720) }),
    reply: keySchema.extend({ accessKey: z.string() }),
    status: 201,
  },
  'POST /api/seller/keys/:keyId/rotation/completion': {
    summary: {
      en: 'Complete the rotation now: everything that uses the key moves to the new one',
      zh: '立即完成轮换，所有绑定改用新密钥',
    },
    role: 'seller',
    needs: 'access:write',
    params: z.object({ keyId: defineId('key') }),
    reply: nothing,
    status: 204,
  },
  'DELETE /api/seller/keys/:keyId/rotation': {
    summary: {
      en: 'Cancel the rotation of a key; the new key stays',
      zh: '取消密钥轮换，新密钥保留',
    },
    role: 'seller',
    needs: 'access:write',
    params: z.object({ keyId: defineId('key') }),
    reply: nothing,
    status: 204,
  },
  'DELETE /api/seller/keys/:keyId': {
    summary: { en: 'Delete an access key that no product uses', zh: '删除未被商品使用的密钥' },
    role: 'seller',
    needs: 'access:write',
    params: z.object({ keyId: defineId('key') }),
    reply: nothing,
    status: 204,
  },
  'PUT /api/seller/products/:productId/access': {
    summary: {
      en: 'Link a product to a protocol, an endpoint and a key of the basic class; replacing a linked one requires confirm',
      zh: '为商品绑定协议、生产地址和基础类密钥；更换已绑定的内容须确认',
    },
    role: 'seller',
    needs: 'access:write',
    params: z.object({ productId: defineId('prd') }),
    body: bindingSchema.extend({ confirm: z.boolean().default(false) }),
    reply: nothing,
    status: 204,
  },
  'GET /api/seller/order-channel': {
    summary: {
      en: 'Get the endpoint that is notified of each paid order, if it was set, and for how many hours a failed call is retried',
      zh: '查询接收订单通知的生产地址（设置后返回），以及调用失败后的重试时长（小时）',
    },
    role: 'seller',
    needs: 'access:read',
    reply: z.object({ channel: orderChannelSchema.optional(), triedForHours: z.number().positive() }),
  },
  'PUT /api/seller/order-channel': {
    summary: {
      en: 'Set the endpoint and the key (of the common class) for order notifications, and turn them on or off',
      zh: '设置订单通知的生产地址和通用类密钥，并启用或停用',
    },
    role: 'seller',
    needs: 'access:write',
    body: orderChannelSchema,
    reply: nothing,
    status: 204,
  },
  'GET /api/operator/addresses': {
    summary: { en: 'List endpoints by state', zh: '按状态查询生产地址列表' },
    role: 'operator',
    needs: 'reviewer',
    query: pageQuery.extend({ state: addressStateSchema.optional(), sellerId: defineId('sel').optional() }),
    reply: definePage(operatorAddressSchema),
  },
  'POST /api/operator/addresses/:addressId/decision': {
    summary: {
      en: 'Approve an endpoint, or reject it with a reason',
      zh: '通过或驳回生产地址，驳回须填写原因',
    },
    role: 'operator',
    needs: 'reviewer',
    params: z.object({ addressId: defineId('adr') }),
    body: z.object({ approve: z.boolean(), reason: z.string().min(1).max(500).optional() }),
    reply: operatorAddressSchema,
  },
  'GET /api/operator/sellers/:sellerId/keys': {
    summary: {
      en: 'List a seller’s access keys, without the keys themselves, and the products that use them, newest first',
      zh: '查询商家的密钥及使用密钥的商品，不含密钥本身，按创建时间倒序',
    },
    role: 'operator',
    needs: 'reviewer',
    params: ofSeller,
    query: pageQuery,
    reply: definePage(operatorKeySchema),
  },
})
