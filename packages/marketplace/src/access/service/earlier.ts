import type { Id } from '@loggia/kernel'
import { protocolTraits } from '@loggia/protocol/protocols'
import type { Db, Tx } from '../../platform/index.ts'
import { listGroups } from '../earlier-addresses.ts'
import { accessProblems } from '../problems.ts'
import { isWritten } from '../rules.ts'
import type { Binding } from '../schema.ts'
import type { Product } from '../../catalog/index.ts'
import * as store from '../store/index.ts'
import type { AccessContext } from './context.ts'

/** Services that are not over, and the orders that they were bought with. */
export type Counted = { readonly services: number; readonly orders: number }

/** The addresses that services of a product use, other than the current one. Counted when asked; nothing is stored for it. */
export async function countEarlier(
  { subscriptions }: Pick<AccessContext, 'subscriptions'>,
  db: Db,
  { current, ...place }: store.ProductPlace & { readonly current: Id<'adr'> },
): Promise<(Counted & { readonly addressId: Id<'adr'> })[]> {
  const groups = listGroups(await store.listRanges(db, place), await store.listMoved(db, place), current)
  const counted = []
  for (const group of groups) {
    const { services, orders } = await subscriptions.countOpen(db, place.productId, group)
    if (services > 0) counted.push({ addressId: group.addressId, services, orders })
  }
  return counted
}

/**
 * R261: called when the binding of a product changes: services that exist keep their address, unless the product was
 * never for sale. Throws `access.earlier_has_query` if the new protocol cannot call them there.
 */
export async function keepEarlier(
  context: Pick<AccessContext, 'clock' | 'ids' | 'subscriptions'>,
  tx: Tx,
  {
    product,
    channelId,
    current,
    next,
  }: {
    readonly product: Product
    readonly channelId: Id<'chn'>
    readonly current: Binding
    readonly next: Binding
  },
): Promise<void> {
  const place = { channelId, productId: product.id }
  if (current.addressId !== next.addressId && !isWritten(product)) {
    // The clock of the node that made the newest service may be ahead.
    const made = context.ids.next('sub')
    const newest = (await context.subscriptions.findNewestOpen(tx, product.id)) ?? made
    const last = newest > made ? newest : made
    const before = (await store.listRanges(tx, place)).at(-1)
    // If the row before is from a node whose clock is ahead, it holds every service that exists.
    if (before === undefined || last > before.upTo)
      await store.insertEarlier(tx, place, {
        last,
        addressId: current.addressId,
        changedAt: context.clock.now(),
      })
  }
  await requireEarlierFit(context, tx, { ...place, next })
}

/** Counts only where a query stands in the way: the binding is locked, so that calls wait for it. */
async function requireEarlierFit(
  { subscriptions }: Pick<AccessContext, 'subscriptions'>,
  tx: Tx,
  { next, ...place }: store.ProductPlace & { readonly next: Binding },
): Promise<void> {
  if (protocolTraits[next.speech.protocol].allowsOwnQuery) return
  const groups = listGroups(
    await store.listRanges(tx, place),
    await store.listMoved(tx, place),
    next.addressId,
  )
  const ids = groups.map(({ addressId }) => addressId)
  const urls = new Map((await store.listAddresses(tx, ids)).map(({ id, url }) => [id, url]))
  for (const group of groups) {
    const url = urls.get(group.addressId)
    if (!url?.includes('?')) continue
    const { services } = await subscriptions.countOpen(tx, place.productId, group)
    if (services > 0) throw accessProblems.earlier_has_query({ url })
  }
}
