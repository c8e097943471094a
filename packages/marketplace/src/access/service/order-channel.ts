import type { Id } from '@loggia/kernel'
import { requireSeller } from '../../parties/index.ts'
import { inTx, recordHistory } from '../../platform/index.ts'
import type { Db, MemberActor, Platform, Tx } from '../../platform/index.ts'
import { accessProblems } from '../problems.ts'
import { decideOrderChannel } from '../rules.ts'
import type { CallAccess, Key, OrderChannel } from '../schema.ts'
import * as store from '../store.ts'

type Keys = {
  readonly lockOwnKey: (tx: Tx, sellerId: Id<'sel'>, keyId: Id<'key'>) => Promise<Key>
  readonly openSealed: (keyId: Id<'key'>, sealed: Uint8Array) => string
}

/** Where sellers are told of paid orders (order-notification). */
export function createOrderChannels(platform: Platform, { lockOwnKey, openSealed }: Keys) {
  const { clock } = platform

  /**
   * Names the address and the key, and switches it on or off. Off, nothing new is told; what is under way goes on. Throws
   * `access.key_not_common`, `access.channel_address_not_approved` and what stands against another's address or key.
   */
  const setOrderChannel = (
    actor: MemberActor,
    ask: { addressId: Id<'adr'>; keyId: Id<'key'>; switchedOn: boolean },
  ): Promise<void> =>
    inTx(platform, { actor }, async (tx) => {
      const sellerId = requireSeller(actor)
      const key = await lockOwnKey(tx, sellerId, ask.keyId)
      const address = await store.lockAddress(tx, { id: ask.addressId })
      if (address?.sellerId !== sellerId) throw accessProblems.address_not_found({ addressId: ask.addressId })
      const current = await store.lockChannel(tx, sellerId)
      const next = decideOrderChannel(address, key, ask.switchedOn)
      await store.saveChannel(tx, next, clock.now())
      const data = { from: current ?? null, to: next }
      await recordHistory(tx, { subject: sellerId, at: clock.now(), kind: 'order_channel.set', data })
    })

  /** How the actor's seller is told of orders; undefined if that was never set. */
  const findOrderChannel = (actor: MemberActor): Promise<OrderChannel | undefined> =>
    store.findChannel(platform.db, requireSeller(actor))

  /** Whether this seller is told of orders now. */
  const isToldOfOrders = async (db: Db, sellerId: Id<'sel'>): Promise<boolean> =>
    (await store.findChannel(db, sellerId))?.switchedOn ?? false

  /** What calls to these sellers' channels need; one whose address is not approved, or whose key does not open, comes with the reason (R261). */
  async function listChannelAccess(
    db: Db,
    sellerIds: readonly Id<'sel'>[],
  ): Promise<Map<Id<'sel'>, CallAccess | Error>> {
    if (sellerIds.length === 0) return new Map()
    const found = await store.listChannelAccess(db, sellerIds)
    return new Map(
      found.map(({ sellerId, url, state, keyId, sealed }): [Id<'sel'>, CallAccess | Error] => {
        // While it is off, it may name one that awaits approval; what is under way waits for that too.
        if (state !== 'approved') return [sellerId, accessProblems.channel_address_not_approved({ state })]
        try {
          return [sellerId, { url, keyId, accessKey: openSealed(keyId, sealed) }]
        } catch (cause) {
          return [sellerId, new Error(`The key ${keyId} does not open`, { cause })]
        }
      }),
    )
  }

  /** The address and the key that a seller has named for it, the address approved or not; undefined if none were. */
  async function findChannelBound(
    db: Db,
    sellerId: Id<'sel'>,
  ): Promise<Pick<CallAccess, 'url' | 'keyId'> | undefined> {
    const [found] = await store.listChannelAccess(db, [sellerId])
    return found && { url: found.url, keyId: found.keyId }
  }

  return { setOrderChannel, findOrderChannel, isToldOfOrders, listChannelAccess, findChannelBound }
}
