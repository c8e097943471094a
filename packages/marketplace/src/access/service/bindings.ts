import { omitUndefined } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { catalogProblems, getProduct } from '../../catalog/index.ts'
import type { ProductTold } from '../../catalog/index.ts'
import type { FamilyName, Protocol } from '../../dialects/index.ts'
import { protocolTraits } from '@loggia/protocol/protocols'
import { requireSeller } from '../../parties/index.ts'
import { emit, runInTx, record } from '../../platform/index.ts'
import type { Db, MemberActor, Tx } from '../../platform/index.ts'
import { accessProblems } from '../problems.ts'
import {
  decideBinding,
  getFamilyOfProtocol,
  isProtocolOf,
  refuseUnbound,
  requireChangeSayable as decideChangeSayable,
  requireNothingToTell,
  requireOptions,
  requireProtocolOf,
  requireSayable,
} from '../rules.ts'
import type { Binding, ProductBound, ProtocolChoice } from '../schema.ts'
import * as store from '../store/index.ts'
import { lockOwnAddress } from './addresses.ts'
import { lockBound } from './call-access.ts'
import { ensureChannel } from './channels.ts'
import type { AccessContext } from './context.ts'
import { keepEarlier } from './earlier.ts'
import { lockOwnKey } from './keys.ts'

type AskedBinding = {
  readonly addressId: Id<'adr'>
  readonly keyId: Id<'key'>
  readonly speech: ProtocolChoice
  readonly confirm: boolean
}

/** Makes a product use a protocol, an address and a key; changing what it uses needs `confirm` (R255, R256, R261). */
export const bind = (
  context: AccessContext,
  actor: MemberActor,
  { productId, ...ask }: AskedBinding & { readonly productId: Id<'prd'> },
): Promise<void> =>
  runInTx(context, { actor }, async (tx) => {
    const sellerId = requireSeller(actor)
    const owner = (await getProduct(tx, productId)).sellerId
    if (owner !== sellerId) throw catalogProblems.product_not_found({ productId })
    const key = await lockOwnKey(tx, sellerId, ask.keyId)
    const address = await lockOwnAddress(tx, sellerId, ask.addressId)
    const family = getFamilyOfProtocol(ask.speech.protocol)
    const channelId = await ensureChannel(context, tx, { sellerId, family })
    const current = await store.lockBinding(tx, { channelId, productId })
    // A submission locks the binding too; once the product is submitted, less may be bound.
    const product = await getProduct(tx, productId)
    const next = decideBinding({ product, address, key, speech: ask.speech, current, confirm: ask.confirm })
    if (!next) return
    const toTell = await context.subscriptions.countChangesToTell(tx, productId)
    requireNothingToTell(next.speech, current?.speech, toTell)
    if (current) await keepEarlier(context, tx, { product, channelId, current, next })
    await saveProductBinding(context, tx, { productId, channelId, next, current })
    const { protocol } = next.speech
    const bound = omitUndefined({ protocol, before: current?.speech.protocol })
    await emit<ProductBound>(tx, { type: 'product.bound', productId, ...bound })
  })

/** A new binding of a product, and the one before. */
export type Rebinding = {
  readonly productId: Id<'prd'>
  readonly channelId: Id<'chn'>
  readonly next: Binding
  readonly current: Binding | undefined
}

/** Saves the binding of a product and records it in the product's history. */
export async function saveProductBinding(
  context: Pick<AccessContext, 'clock'>,
  tx: Tx,
  { productId, channelId, next, current }: Rebinding,
): Promise<void> {
  requireOptions(next.speech)
  await store.saveBinding(tx, { channelId, productId }, { binding: next, boundAt: context.clock.now() })
  const presentShown = ({ addressId, keyId, speech }: Binding) => ({ addressId, keyId, ...speech })
  const data = omitUndefined({ to: presentShown(next), from: current ? presentShown(current) : undefined })
  await record(tx, 'product.access_bound', { subject: productId, data })
}

/**
 * R245, R255: called when a product is submitted whose seller is called in a family. Throws if its calls could not be
 * made, or if its protocol cannot keep its promises.
 */
export async function requireReady(
  tx: Tx,
  { productId, sellerId }: Omit<ProductTold<'product.submitted'>, 'type'>,
  family: FamilyName,
): Promise<void> {
  const bound = await lockBound(tx, { sellerId, family, productId })
  const isKeyFit = bound && bound.interfaceClass === protocolTraits[bound.speech.protocol].keyClass
  if (bound?.state !== 'approved' || !isKeyFit)
    throw refuseUnbound(family, omitUndefined({ productId, addressState: bound?.state }))
  if (bound.isEnded) throw accessProblems.key_ended()
  const product = await getProduct(tx, productId)
  requireProtocolOf(product, bound.speech)
  requireSayable(product, bound.speech)
}

/**
 * The same for a product whose protocol is optional: nothing, if it is bound to no protocol that it may use now. What
 * is bound from before its delivery was chosen anew is never used.
 */
export async function requireReadyIfBound(
  tx: Tx,
  product: Omit<ProductTold<'product.submitted'>, 'type'>,
  family: FamilyName,
): Promise<void> {
  if (await findProtocol(tx, product.productId, family)) await requireReady(tx, product, family)
}

/** Called when a change of a product is proposed or approved. Throws if its protocol cannot keep a promise. */
export async function requireChangeSayable(
  tx: Tx,
  change: ProductTold<'product.change_proposed' | 'product.change_approved'>,
): Promise<void> {
  for (const protocol of await store.listProtocols(tx, change.productId))
    decideChangeSayable(change, { protocol })
}

/**
 * Which protocol of a family a product's seller has chosen; undefined if it was never bound, or may not use it since its
 * delivery was chosen anew.
 */
export async function findProtocol<Name extends FamilyName>(
  db: Db,
  productId: Id<'prd'>,
  family: Name,
): Promise<Protocol<Name> | undefined> {
  const protocols = await store.listProtocols(db, productId)
  const found = protocols.find((protocol) => getFamilyOfProtocol(protocol) === family)
  if (found === undefined || !isProtocolOf(await getProduct(db, productId), found)) return undefined
  return found as Protocol<Name>
}
