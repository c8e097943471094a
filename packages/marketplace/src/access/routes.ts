import type { OperatorAddress, RouteRequest, SellerAddress } from '@loggia/protocol/console'
import { isEditionedProtocol, isSealingProtocol } from '@loggia/protocol/protocols'
import { omitUndefined } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { toWireTime } from '../platform/index.ts'
import type { Handlers } from '../platform/index.ts'
import { accessProblems } from './problems.ts'
import { describeProof } from './proof.ts'
import type { Address, Proof, ProtocolChoice } from './schema.ts'
import type { Access } from './service/index.ts'

const presentProof = (proof: Proof): SellerAddress['proof'] =>
  proof.state === 'unverified' ? proof : { ...proof, at: toWireTime(proof.at) }

const present = (address: Address): SellerAddress => {
  const { id, url, state, reason, createdAt, decidedAt, proof } = address
  return {
    ...omitUndefined({ reason, decidedAt: toWireTime(decidedAt) }),
    id,
    url,
    state,
    createdAt: toWireTime(createdAt),
    proof: presentProof(proof),
    toPublish: describeProof(address),
  }
}

type AskedSpeech = Pick<
  RouteRequest<'PUT /api/seller/products/:productId/access'>['body'],
  'protocol' | 'keyBits' | 'expireDigits' | 'cancellationOrder'
>

/** Throws `access.key_bits_missing`, `access.key_bits_unused`, `access.wording_unused`. */
export function readSpeech({
  protocol,
  keyBits,
  expireDigits,
  cancellationOrder,
}: AskedSpeech): ProtocolChoice {
  const isSealing = isSealingProtocol(protocol)
  if (isSealing && keyBits === undefined) throw accessProblems.key_bits_missing()
  if (!isSealing && keyBits !== undefined) throw accessProblems.key_bits_unused()
  const isWorded = expireDigits !== undefined || cancellationOrder !== undefined
  if (isWorded && !isEditionedProtocol(protocol)) throw accessProblems.wording_unused()
  // Options that have only one possible value are not stored.
  return omitUndefined({
    protocol,
    keyBits,
    expireDigits: expireDigits === 14 ? expireDigits : undefined,
    cancellationOrder: cancellationOrder === 'renewal' ? cancellationOrder : undefined,
  })
}

type OpenKey = Awaited<ReturnType<Access['makeKey']>>

/** A new key, which nothing uses yet. */
const presentOpen = ({ id, interfaceClass, hint, name, createdAt, accessKey }: OpenKey) => ({
  id,
  interfaceClass,
  hint,
  name,
  createdAt: toWireTime(createdAt),
  boundProducts: [],
  notifiesOrders: false,
  accessKey,
})

/** Operators see an address with its seller, which belongs to another domain; *views* provides it. */
export type Sight = { getAddress(addressId: Id<'adr'>): Promise<OperatorAddress> }

export const createAccessRoutes = (access: Access, sight: Sight): Handlers => ({
  'POST /api/seller/addresses': async ({ actor, body }) => present(await access.addAddress(actor, body.url)),
  'POST /api/seller/addresses/:addressId/verification': async ({ actor, params, body }) =>
    present(await access.verifyAddress(actor, { ...params, ...body })),
  'POST /api/seller/keys': async ({ actor, body }) => {
    return presentOpen(await access.makeKey(actor, body.interfaceClass, body.name))
  },
  'PUT /api/seller/keys/:keyId': async ({ actor, params, body }) => {
    await access.nameKey(actor, params.keyId, body.name)
    return null
  },
  'POST /api/seller/keys/:keyId/rotation': async ({ actor, params, body }) =>
    presentOpen(await access.rotateKey(actor, params.keyId, body.afterHours)),
  'POST /api/seller/keys/:keyId/rotation/completion': async ({ actor, params }) => {
    await access.completeRotation(actor, params.keyId)
    return null
  },
  'DELETE /api/seller/keys/:keyId/rotation': async ({ actor, params }) => {
    await access.cancelRotation(actor, params.keyId)
    return null
  },
  'DELETE /api/seller/keys/:keyId': async ({ actor, params }) => {
    await access.deleteKey(actor, params.keyId)
    return null
  },
  'PUT /api/seller/products/:productId/access': async ({ actor, params, body }) => {
    const { addressId, keyId, confirm } = body
    await access.bind(actor, params.productId, {
      addressId: addressId,
      keyId: keyId,
      speech: readSpeech(body),
      confirm,
    })
    return null
  },
  'DELETE /api/seller/products/:productId/access': async ({ actor, params }) => {
    await access.unlinkJoint(actor, params.productId)
    return null
  },
  'GET /api/seller/products/:productId/earlier-addresses': async ({ actor, params, query }) => {
    const { current, earlier } = await access.listEarlier(actor, params.productId, query.of)
    return omitUndefined({ current, earlier: [...earlier] })
  },
  'POST /api/seller/products/:productId/moved-services': ({ actor, params, body }) =>
    access.moveServices(actor, params.productId, body),
  'GET /api/seller/orders/:orderId/addresses': async ({ actor, params }) => ({
    items: await access.listOfOrder(actor, params.orderId),
  }),
  'PUT /api/seller/services/:serviceId/address': async ({ actor, params, body }) => {
    await access.moveService(actor, params.serviceId, { to: body.addressId, of: body.of })
    return null
  },
  'PUT /api/seller/order-channel': async ({ actor, body }) => {
    const { addressId, keyId, switchedOn } = body
    await access.setOrderChannel(actor, {
      addressId: addressId,
      keyId: keyId,
      switchedOn,
    })
    return null
  },
  'POST /api/operator/addresses/:addressId/decision': async ({ actor, params, body }) => {
    const { id } = await access.decideAddress(actor, params.addressId, body)
    return sight.getAddress(id)
  },
  'POST /api/operator/addresses/decisions': ({ actor, body: { ids, ...decision } }) =>
    access.decideAddresses(actor, ids, decision),
  'POST /api/operator/addresses/:addressId/probe': async ({ actor, params }) => {
    const { id } = await access.probeAddress(actor, params.addressId)
    return sight.getAddress(id)
  },
})
