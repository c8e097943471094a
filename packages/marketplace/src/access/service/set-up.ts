import type { Id } from '@loggia/kernel'
import { listProducts } from '../../catalog/index.ts'
import type { Platform, Tx } from '../../platform/index.ts'
import { requireAddress } from '../rules.ts'
import type { Binding, OrderChannel, Speech } from '../schema.ts'
import * as store from '../store.ts'

type Parts = {
  readonly saveBinding: (tx: Tx, next: Binding, current: Binding | undefined) => Promise<void>
  readonly told: (
    tx: Tx,
    subject: string,
    kind: string,
    data: Readonly<Record<string, unknown>>,
  ) => Promise<void>
}
/** What all products of a seller are to use. */
type Bound = {
  readonly sellerId: Id<'sel'>
  readonly addressId: Id<'adr'>
  readonly keyId: Id<'key'>
  readonly speech: Speech
}

/** Where everything is invented: it asks neither R260 nor an operator, and the caller has made sure of the right to. */
export function createSetUp({ clock, ids }: Platform, { saveBinding, told }: Parts) {
  /** The seller's address of this URL, approved. */
  async function approveAddressIn(
    tx: Tx,
    { sellerId, url }: { readonly sellerId: Id<'sel'>; readonly url: string },
  ): Promise<Id<'adr'>> {
    const href = requireAddress(url, () => true)
    const known = await store.lockAddress(tx, { sellerId, url: href })
    if (known?.state === 'approved') return known.id
    const now = clock.now()
    const { id = ids.next('adr'), createdAt = now } = known ?? {}
    const address = { id, sellerId, url: href, state: 'approved', createdAt, decidedAt: now } as const
    if (known) await store.saveAddress(tx, address)
    else await store.insertAddress(tx, address)
    await told(tx, id, 'address.registered', { url: href })
    return id
  }

  /** Makes all products of a seller use this address, key and protocol, whatever they used. */
  async function bindAllIn(tx: Tx, { sellerId, ...bound }: Bound): Promise<void> {
    const products = await listProducts(tx, { sellerId })
    const productIds = products.map((product) => product.id)
    const bindings = await store.listBindings(tx, productIds)
    for (const productId of productIds) {
      const current = bindings.find((binding) => binding.productId === productId)
      await saveBinding(tx, { productId, ...bound }, current)
    }
  }

  const setOrderChannelIn = (tx: Tx, channel: OrderChannel): Promise<void> =>
    store.saveChannel(tx, channel, clock.now())

  return { approveAddressIn, bindAllIn, setOrderChannelIn }
}
