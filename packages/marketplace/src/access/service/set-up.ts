import { omitUndefined } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { listProducts } from '../../catalog/index.ts'
import { families } from '../../dialects/index.ts'
import type { FamilyName } from '../../dialects/index.ts'
import { record } from '../../platform/index.ts'
import type { Tx } from '../../platform/index.ts'
import { protocolTraits } from '@loggia/protocol/protocols'
import { getFamilyOfProtocol, isProtocolOf, jointFamily, requireAddress } from '../rules.ts'
import type { Address, Binding, OrderChannel, ProtocolChoice } from '../schema.ts'
import * as store from '../store/index.ts'
import { createProof } from './addresses.ts'
import { saveProductBinding } from './bindings.ts'
import { ensureChannel } from './channels.ts'
import type { AccessContext } from './context.ts'
import { saveOrderChannel } from './order-channel.ts'

// Set-up of demonstrations and tests: any host is allowed (R260), and no operator approves. The caller has checked
// rights.

/** A seller's server, and the protocol for products without a binding; the first protocol of the family if absent. */
export type Server = {
  readonly sellerId: Id<'sel'>
  /** The family whose products it serves; that of SaaS if absent. */
  readonly family?: FamilyName
  readonly url: string
  readonly speechOf?: (productId: Id<'prd'>) => ProtocolChoice
}
/** What all products of a seller are to use. */
export type BoundAlike = {
  readonly sellerId: Id<'sel'>
  readonly addressId: Id<'adr'>
  readonly keyId: Id<'key'>
  readonly speech: ProtocolChoice
  /** Only this product; all that the protocol serves if absent. */
  readonly only?: Id<'prd'> | undefined
}

/** The family of products, unless a protocol says otherwise. */
const firstFamily = 'saas' as const satisfies FamilyName

/**
 * Registers the new URL of a seller's server: its address is approved, and all products of the seller use it. They keep
 * their key and protocol; products without a binding get the newest key of the family's class and the protocol given
 * here.
 */
export async function registerAnew(
  context: AccessContext,
  tx: Tx,
  { sellerId, url, family = firstFamily, ...server }: Server,
): Promise<{ addressId: Id<'adr'> }> {
  const { id: addressId } = await approveLatest(context, tx, { sellerId, url: new URL(url).href })
  const { firstProtocol } = families[family]
  const { speechOf = () => ({ protocol: firstProtocol }) } = server
  const newestKey = await store.findLatestKey(tx, sellerId, protocolTraits[firstProtocol].keyClass)
  await rebindAll(context, tx, {
    sellerId,
    family,
    decide(productId, current) {
      // Which products are joint is decided for each (`bindAllIn`).
      if (!current && family === jointFamily) return undefined
      const keyId = current?.keyId ?? newestKey?.id
      if (keyId === undefined || current?.addressId === addressId) return undefined
      return { addressId, keyId, speech: current?.speech ?? speechOf(productId), switchedOn: true }
    },
  })
  return { addressId }
}

type RebindAll = {
  readonly sellerId: Id<'sel'>
  readonly family: FamilyName
  /** What a product is to use; undefined leaves it as it is. */
  readonly decide: (productId: Id<'prd'>, current: Binding | undefined) => Binding | undefined
}

async function rebindAll(
  context: AccessContext,
  tx: Tx,
  { sellerId, family, decide }: RebindAll,
): Promise<void> {
  const channelId = await ensureChannel(context, tx, { sellerId, family })
  const bindings = await store.listProductBindings(tx, channelId)
  for (const product of await listProducts(tx, { sellerId })) {
    const { id: productId } = product
    const current = bindings.get(productId)
    const next = decide(productId, current)
    if (next && isProtocolOf(product, next.speech.protocol))
      await saveProductBinding(context, tx, { productId, channelId, next, current })
  }
}

/**
 * The address with this URL, or else the seller's latest address moved to it, so that a server that changes its port
 * leaves no dead addresses behind.
 */
async function approveLatest(
  context: AccessContext,
  tx: Tx,
  { sellerId, url }: Pick<Address, 'sellerId' | 'url'>,
): Promise<Address> {
  const known =
    (await store.lockAddress(tx, { sellerId, url })) ?? (await store.lockLatestApproved(tx, sellerId))
  return approve(context, tx, { known, sellerId, url })
}

/** The seller's address of this URL, approved. */
export async function approveAddressIn(
  context: AccessContext,
  tx: Tx,
  { sellerId, url }: Pick<Address, 'sellerId' | 'url'>,
): Promise<Id<'adr'>> {
  const href = requireAddress(url, () => true)
  const known = await store.lockAddress(tx, { sellerId, url: href })
  return (await approve(context, tx, { known, sellerId, url: href })).id
}

async function approve(
  context: AccessContext,
  tx: Tx,
  { known, sellerId, url }: Pick<Address, 'sellerId' | 'url'> & { readonly known: Address | undefined },
): Promise<Address> {
  if (known?.url === url && known.state === 'approved') return known
  const now = context.clock.now()
  const { id = context.ids.next('adr'), createdAt = now } = known ?? {}
  // What was published for another URL proves nothing of this one.
  const { token, proof, byHand } = known?.url === url ? known : createProof(context)
  const decided = { state: 'approved', createdAt, decidedAt: now } as const
  const address: Address = { id, sellerId, url, ...decided, token, proof, byHand }
  if (known) await store.saveAddress(tx, address)
  else await store.insertAddress(tx, address)
  const data = omitUndefined({ url, from: known && known.url !== url ? known.url : undefined })
  await record(tx, 'address.registered', { subject: id, data })
  return address
}

/** Binds all products of a seller to this address, key and protocol, whatever they used before. */
export const bindAllIn = (
  context: AccessContext,
  tx: Tx,
  { sellerId, addressId, keyId, speech, only }: BoundAlike,
): Promise<void> =>
  rebindAll(context, tx, {
    sellerId,
    family: getFamilyOfProtocol(speech.protocol),
    decide: (productId) =>
      only === undefined || only === productId ? { addressId, keyId, speech, switchedOn: true } : undefined,
  })

export async function setOrderChannelIn(
  context: AccessContext,
  tx: Tx,
  channel: OrderChannel,
): Promise<void> {
  await saveOrderChannel(context, tx, channel)
}
