import { z } from 'zod'
import {
  addressStates,
  cancellationOrders,
  connectionKinds,
  interfaceClasses,
  productProtocols,
  proofFaults,
  proofStates,
  proofWays,
} from './kinds.ts'
import { defaultProtocol } from '../../protocols.ts'
import { defineDecisions } from '../decisions.ts'
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
  /** R259: whether the seller has proved that it controls the host; `at` is the time of the proof or of the last try. */
  proof: z.object({
    state: z.enum(proofStates),
    way: z.enum(proofWays).optional(),
    at: timeSchema.optional(),
    fault: z.enum(proofFaults).optional(),
  }),
})

/** What a seller publishes to prove that it controls the host. */
const proofTextSchema = z.object({
  /** The file, and the line that it has to contain. */
  fileUrl: z.string(),
  line: z.string(),
  /** The name of the TXT record with the same text; not for hosts without a domain name. */
  recordName: z.string().optional(),
})

export const sellerAddressSchema = addressSchema.extend({ toPublish: proofTextSchema })

/** The newest look at the host of an address. */
export const probeSchema = z.object({
  at: timeSchema,
  /** What the name resolved to, as far as it may be called. */
  addresses: z.array(z.string()),
  tls: z.object({ version: z.string(), issuer: z.string(), endsAt: timeSchema.optional() }).optional(),
  /** The status of the response to the request for the file. */
  status: z.number().int().optional(),
  durationMs: z.number().int().nonnegative(),
  /** What was wrong in each way that was tried; without a fault it proved the address. */
  tries: z.array(z.object({ way: z.enum(proofWays), fault: z.enum(proofFaults).optional() })),
})

export const operatorAddressSchema = addressSchema.extend({
  seller: z.object({ id: defineId('sel'), name: textSchema }),
  probe: probeSchema.optional(),
})

const boundAddressSchema = z.object({ id: defineId('adr'), url: z.string() })

/** Services of a product that are not over, and the orders that they were bought with. */
const countedSchema = z.object({
  services: z.number().int().nonnegative(),
  orders: z.number().int().nonnegative(),
})

/** R261: services that still use an address from before. */
export const earlierAddressSchema = countedSchema.extend({ address: boundAddressSchema })

/** R261: the address of a service, and the one that new orders of its product use. */
export const serviceAddressSchema = z.object({
  serviceId: defineId('sub'),
  of: z.enum(connectionKinds),
  productId: defineId('prd'),
  productName: textSchema,
  address: boundAddressSchema,
  current: boundAddressSchema,
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

/** Which connection of a product is meant. */
const connectionSchema = z.enum(connectionKinds).default('delivery')

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
export type SellerAddress = z.infer<typeof sellerAddressSchema>
export type OperatorAddress = z.infer<typeof operatorAddressSchema>
export type AddressProbe = z.infer<typeof probeSchema>
export type EarlierAddress = z.infer<typeof earlierAddressSchema>
export type ServiceAddress = z.infer<typeof serviceAddressSchema>
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
    reply: definePage(sellerAddressSchema),
  },
  'POST /api/seller/addresses': {
    summary: {
      en: 'Add an endpoint; it must be verified, or approved by an operator, before products can go on sale with it',
      zh: '添加生产地址，验证或由运营人员审核通过后可用于上架商品',
    },
    role: 'seller',
    needs: 'access:write',
    whileSuspended: 'allowed',
    body: z.object({ url: z.string().min(1).max(512) }),
    reply: sellerAddressSchema,
    status: 201,
  },
  'POST /api/seller/addresses/:addressId/verification': {
    summary: {
      en: 'Verify that the seller controls the host of an endpoint: fetch the published file or the TXT record',
      zh: '验证商家对生产地址的控制权：读取已发布的文件或 TXT 记录',
    },
    role: 'seller',
    needs: 'access:write',
    whileSuspended: 'allowed',
    params: z.object({ addressId: defineId('adr') }),
    body: z.object({ way: z.enum(proofWays).default('file') }),
    reply: sellerAddressSchema,
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
    whileSuspended: 'allowed',
    body: z.object({ interfaceClass: interfaceClassSchema, name: keyName.default('') }),
    reply: keySchema.extend({ accessKey: z.string() }),
    status: 201,
  },
  'PUT /api/seller/keys/:keyId': {
    summary: { en: 'Name an access key', zh: '修改密钥名称' },
    role: 'seller',
    needs: 'access:write',
    whileSuspended: 'allowed',
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
    whileSuspended: 'allowed',
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
    whileSuspended: 'allowed',
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
    whileSuspended: 'allowed',
    params: z.object({ keyId: defineId('key') }),
    reply: nothing,
    status: 204,
  },
  'DELETE /api/seller/keys/:keyId': {
    summary: { en: 'Delete an access key that no product uses', zh: '删除未被商品使用的密钥' },
    role: 'seller',
    needs: 'access:write',
    whileSuspended: 'allowed',
    params: z.object({ keyId: defineId('key') }),
    reply: nothing,
    status: 204,
  },
  'PUT /api/seller/products/:productId/access': {
    summary: {
      en: 'Link a product to a protocol, an endpoint and a key; a protocol of the joint kit is linked beside that of the delivery. Replacing a linked one requires confirm',
      zh: '为商品绑定协议、生产地址和密钥；联营 kit 的协议与交付所用的协议分别绑定；更换已绑定的内容须确认',
    },
    role: 'seller',
    needs: 'access:write',
    whileSuspended: 'allowed',
    params: z.object({ productId: defineId('prd') }),
    body: bindingSchema.extend({ confirm: z.boolean().default(false) }),
    reply: nothing,
    status: 204,
  },
  'DELETE /api/seller/products/:productId/access': {
    summary: {
      en: 'Unlink the joint kit from a product; refused once the product has an app credential',
      zh: '解除商品与联营 kit 的绑定；已有应用凭证的商品不能解除',
    },
    role: 'seller',
    needs: 'access:write',
    whileSuspended: 'allowed',
    params: z.object({ productId: defineId('prd') }),
    /** What a product is delivered over stays linked. */
    query: z.object({ of: z.literal('joint') }),
    reply: nothing,
    status: 204,
  },
  'GET /api/seller/products/:productId/earlier-addresses': {
    summary: {
      en: 'List the earlier endpoints that services of a product still use, with the numbers of services and orders',
      zh: '查询商品的服务仍在使用的旧生产地址，以及服务数和订单数',
    },
    role: 'seller',
    needs: 'access:read',
    params: z.object({ productId: defineId('prd') }),
    query: z.object({ of: connectionSchema }),
    reply: z.object({ current: boundAddressSchema.optional(), earlier: z.array(earlierAddressSchema) }),
  },
  'POST /api/seller/products/:productId/moved-services': {
    summary: {
      en: 'Move all services from an earlier endpoint to the current one; refused if the numbers have changed',
      zh: '将旧生产地址上的全部服务改用当前地址；数量有变化时拒绝',
    },
    role: 'seller',
    needs: 'access:write',
    whileSuspended: 'allowed',
    params: z.object({ productId: defineId('prd') }),
    /** The numbers and addresses that the seller saw. */
    body: countedSchema.extend({
      of: connectionSchema,
      fromAddressId: defineId('adr'),
      toAddressId: defineId('adr'),
    }),
    reply: countedSchema,
  },
  'GET /api/seller/orders/:orderId/addresses': {
    summary: {
      en: 'List the endpoints of the services of an order',
      zh: '查询订单各服务使用的生产地址',
    },
    role: 'seller',
    needs: 'access:read',
    params: z.object({ orderId: defineId('ord') }),
    reply: z.object({ items: z.array(serviceAddressSchema) }),
  },
  'PUT /api/seller/services/:serviceId/address': {
    summary: {
      en: 'Move a service to the endpoint that new orders of its product use',
      zh: '将一个服务改用商品当前的生产地址',
    },
    role: 'seller',
    needs: 'access:write',
    whileSuspended: 'allowed',
    params: z.object({ serviceId: defineId('sub') }),
    body: z.object({ addressId: defineId('adr'), of: connectionSchema }),
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
    whileSuspended: 'allowed',
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
  'POST /api/operator/addresses/decisions': {
    summary: {
      en: 'Approve several endpoints, or reject them with one reason; the reply has the result of each',
      zh: '批量通过或驳回生产地址，驳回共用一个原因，返回每一项的结果',
    },
    role: 'operator',
    needs: 'reviewer',
    ...defineDecisions('adr'),
  },
  'POST /api/operator/addresses/:addressId/probe': {
    summary: {
      en: 'Check the host of an endpoint: name, TLS, certificate, response, and whether it is verified',
      zh: '检查生产地址：域名解析、TLS、证书、响应，以及是否通过验证',
    },
    role: 'operator',
    needs: 'reviewer',
    params: z.object({ addressId: defineId('adr') }),
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
