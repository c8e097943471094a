import type { Id } from '@loggia/kernel'
import { families } from '../../dialects/index.ts'
import { requireSeller } from '../../parties/index.ts'
import { runInTx, record } from '../../platform/index.ts'
import type { Db, MemberActor, Tx } from '../../platform/index.ts'
import { orderFamily as family, decideOrderChannel } from '../rules.ts'
import type { Binding, OrderChannel } from '../schema.ts'
import * as store from '../store/index.ts'
import { lockOwnAddress } from './addresses.ts'
import { ensureChannel, findChannels } from './channels.ts'
import type { AccessContext } from './context.ts'
import { lockOwnKey } from './keys.ts'

const { firstProtocol: protocol } = families[family]

/**
 * Sets the address and the key, and switches the channel on or off. While it is off there are no new notifications;
 * existing calls continue. Throws `access.key_not_common`, `access.channel_address_not_approved`, and refuses an
 * address or key of another seller.
 */
export const setOrderChannel = (
  context: AccessContext,
  actor: MemberActor,
  ask: Omit<OrderChannel, 'sellerId'>,
): Promise<void> =>
  runInTx(context, { actor }, async (tx) => {
    const sellerId = requireSeller(actor)
    const key = await lockOwnKey(tx, sellerId, ask.keyId)
    const address = await lockOwnAddress(tx, sellerId, ask.addressId)
    const next = decideOrderChannel(address, key, ask.switchedOn)
    const current = await saveOrderChannel(context, tx, next)
    const data = { from: current ?? null, to: next }
    await record(tx, 'order_channel.set', { subject: sellerId, data })
  })

/** Saves how a seller is notified of orders; gives what was set before. */
export async function saveOrderChannel(
  context: Pick<AccessContext, 'ids' | 'clock'>,
  tx: Tx,
  { sellerId, addressId, keyId, switchedOn }: OrderChannel,
): Promise<OrderChannel | undefined> {
  const channelId = await ensureChannel(context, tx, { sellerId, family })
  const current = await store.lockBinding(tx, { channelId })
  const binding: Binding = { addressId, keyId, switchedOn, speech: { protocol } }
  await store.saveBinding(tx, { channelId }, { binding, boundAt: context.clock.now() })
  return current && toOrderChannel(sellerId, current)
}

const toOrderChannel = (sellerId: Id<'sel'>, { addressId, keyId, switchedOn }: Binding): OrderChannel => ({
  sellerId,
  addressId,
  keyId,
  switchedOn,
})

/** How the actor's seller is notified of orders; undefined if it was never set. */
export async function findOrderChannel(
  { db }: Pick<AccessContext, 'db'>,
  actor: MemberActor,
): Promise<OrderChannel | undefined> {
  const ask = { sellerId: requireSeller(actor), family }
  const channel = (await findChannels(db, [ask]))(ask)
  const binding = channel && (await store.findBinding(db, { channelId: channel.channelId }))
  return binding && toOrderChannel(ask.sellerId, binding)
}

/** Those of these sellers who are notified of orders now. */
export const listToldOfOrders = (db: Db, sellerIds: readonly Id<'sel'>[]): Promise<ReadonlySet<Id<'sel'>>> =>
  store.listSwitchedOn(db, family, sellerIds)
