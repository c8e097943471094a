import { z } from 'zod'
import { routes } from './route.ts'
import { idOf, nothing, pageOf, pageQuery, textSchema, timeSchema } from './values.ts'

/** R255: a key serves one interface class. */
export const interfaceClassSchema = z.enum(['basic', 'joint_sync', 'authorisation_code', 'common'])
/** How a seller's server is spoken to; V1.0 is for servers that were built for it years ago. */
export const productProtocolSchema = z.enum(['saas-v2', 'saas-v1'])
/** SaaS V1.0: with how many bits phone and email are sealed in requests. */
export const keyBitsSchema = z.union([z.literal(128), z.literal(256)])
/** SaaS V2.0: 17 digits of `expireTime` with milliseconds, as we send it unless told, or 14 without. */
export const expireDigitsSchema = z.union([z.literal(14), z.literal(17)])
/** SaaS V2.0: by which order a cancelled renewal is told: that of the cancellation unless told, or that of the renewal. */
export const cancellationOrderSchema = z.enum(['cancellation', 'renewal'])
export const addressStateSchema = z.enum(['pending', 'approved', 'rejected'])
export const addressSchema = z.object({
  id: idOf('adr'),
  url: z.string(),
  state: addressStateSchema,
  reason: z.string().optional(),
  createdAt: timeSchema,
  decidedAt: timeSchema.optional(),
})
export const operatorAddressSchema = addressSchema.extend({
  seller: z.object({ id: idOf('sel'), name: textSchema }),
})
export const keySchema = z.object({
  id: idOf('key'),
  interfaceClass: interfaceClassSchema,
  hint: z.string(),
  createdAt: timeSchema,
  boundProducts: z.array(z.object({ id: idOf('prd'), name: textSchema })),
  /** Order notification is signed with it. */
  notifiesOrders: z.boolean(),
})
/** Where a seller's server is told of each paid order, and whether (order-notification). */
export const orderChannelSchema = z.object({
  addressId: idOf('adr'),
  keyId: idOf('key'),
  switchedOn: z.boolean(),
})

export type InterfaceClass = z.infer<typeof interfaceClassSchema>
export type ProductProtocol = z.infer<typeof productProtocolSchema>
export type ExpireDigits = z.infer<typeof expireDigitsSchema>
export type CancellationOrder = z.infer<typeof cancellationOrderSchema>
export type KeyBits = z.infer<typeof keyBitsSchema>
export type OrderChannel = z.infer<typeof orderChannelSchema>
export type AddressState = z.infer<typeof addressStateSchema>
export type Address = z.infer<typeof addressSchema>
export type OperatorAddress = z.infer<typeof operatorAddressSchema>
export type Key = z.infer<typeof keySchema>

export const accessRoutes = routes({
  'GET /api/seller/addresses': {
    summary: 'The seller’s production addresses',
    role: 'seller',
    query: pageQuery,
    reply: pageOf(addressSchema),
  },
  'POST /api/seller/addresses': {
    summary: 'Add a production address; an operator approves it (R259, R260)',
    role: 'seller',
    body: z.object({ url: z.string().min(1).max(512) }),
    reply: addressSchema,
    status: 201,
  },
  'GET /api/seller/keys': {
    summary: 'The seller’s access keys, masked',
    role: 'seller',
    query: pageQuery,
    reply: pageOf(keySchema),
  },
  'POST /api/seller/keys': {
    summary: 'Make an access key for one interface class; the key is in this reply and nowhere else',
    role: 'seller',
    body: z.object({ interfaceClass: interfaceClassSchema }),
    reply: keySchema.extend({ accessKey: z.string() }),
    status: 201,
  },
  'DELETE /api/seller/keys/:keyId': {
    summary: 'Delete a key that no product uses (R256)',
    role: 'seller',
    params: z.object({ keyId: idOf('key') }),
    reply: nothing,
    status: 204,
  },
  'PUT /api/seller/products/:productId/access': {
    summary:
      'Bind a product to a protocol, an address and a key of the basic class; changing a bound one needs confirm (R256)',
    role: 'seller',
    params: z.object({ productId: idOf('prd') }),
    body: z.object({
      addressId: idOf('adr'),
      keyId: idOf('key'),
      protocol: productProtocolSchema.default('saas-v2'),
      /** With SaaS V1.0, and only then. */
      keyBits: keyBitsSchema.optional(),
      /** Both with SaaS V2.0 only; 17 digits and the cancellation’s order without them. */
      expireDigits: expireDigitsSchema.optional(),
      cancellationOrder: cancellationOrderSchema.optional(),
      confirm: z.boolean().default(false),
    }),
    reply: nothing,
    status: 204,
  },
  'GET /api/seller/order-channel': {
    summary:
      'Where the seller’s server is told of each paid order, if that was ever set, and for how many hours a call that fails is tried',
    role: 'seller',
    reply: z.object({ channel: orderChannelSchema.optional(), triedForHours: z.number().positive() }),
  },
  'PUT /api/seller/order-channel': {
    summary:
      'Name the address and the key (of the class common) of order notification, and switch it on or off',
    role: 'seller',
    body: orderChannelSchema,
    reply: nothing,
    status: 204,
  },
  'GET /api/operator/addresses': {
    summary: 'Production addresses by state',
    role: 'operator',
    query: pageQuery.extend({ state: addressStateSchema.optional(), sellerId: idOf('sel').optional() }),
    reply: pageOf(operatorAddressSchema),
  },
  'POST /api/operator/addresses/:addressId/decision': {
    summary: 'Approve an address or reject it with a reason',
    role: 'operator',
    params: z.object({ addressId: idOf('adr') }),
    body: z.object({ approve: z.boolean(), reason: z.string().min(1).max(500).optional() }),
    reply: operatorAddressSchema,
  },
  'GET /api/operator/overview': {
    summary: 'What waits for an operator',
    role: 'operator',
    reply: z.object({
      pendingAddresses: z.number().int(),
      productsInReview: z.number().int(),
      /** Top-ups and corrections that wait for a second operator (R6). */
      balanceChanges: z.number().int(),
      ordersProcessing: z.number().int(),
      /** Calls whose answer could not be applied: faults of ours. */
      stuckCalls: z.number().int(),
      /** Sellers whose calls wait because they failed time after time. */
      parkedSellers: z.number().int(),
      /** Calls of all sellers that wait for somebody, the stuck ones among them; counted to 1,000: that many, or more. */
      openFailures: z.number().int(),
      ordersToday: z.number().int(),
    }),
  },
})
/** Beside these: `GET /api/operator/export` streams orders, postings, calls, instances and messages as NDJSON, one `{ table, row }` a line. */
