import { omitUndefined } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { connectionKinds } from '@loggia/protocol/console/access/kinds'
import type { ConnectionKind } from '@loggia/protocol/console/access/kinds'
import { catalogProblems, getProduct } from '../../catalog/index.ts'
import type { Product } from '../../catalog/index.ts'
import { orderProblems } from '../../orders/index.ts'
import type { OrderLine } from '../../orders/index.ts'
import { requireSeller } from '../../parties/index.ts'
import { record, runInTx } from '../../platform/index.ts'
import type { Db, MemberActor, Tx } from '../../platform/index.ts'
import type { Subscription } from '../../subscriptions/index.ts'
import { accessProblems } from '../problems.ts'
import { getFamilyOf } from '../rules.ts'
import type { Address, Binding } from '../schema.ts'
import * as store from '../store/index.ts'
import { findChannels } from './channels.ts'
import type { AccessContext } from './context.ts'
import { countEarlier } from './earlier.ts'
import type { Counted } from './earlier.ts'

type ShownAddress = Pick<Address, 'id' | 'url'>
export type EarlierAddress = Counted & { readonly address: ShownAddress }
export type ServiceAddress = store.AddressPair & {
  readonly serviceId: Id<'sub'>
  readonly of: ConnectionKind
  readonly productId: Id<'prd'>
  readonly productName: Product['name']
}

/** R261: services that keep the address from before, and moving them to the one that new orders use. */
export function createMoves(context: AccessContext) {
  const { db, clock, orders, subscriptions } = context

  /** Where a product of this seller is bound. Throws `catalog.product_not_found`. */
  async function findOwnPlace(
    from: Db,
    asked: { readonly sellerId: Id<'sel'>; readonly productId: Id<'prd'>; readonly of: ConnectionKind },
  ): Promise<store.ProductPlace | undefined> {
    const { sellerId, productId } = asked
    const product = await getProduct(from, productId)
    if (product.sellerId !== sellerId) throw catalogProblems.product_not_found({ productId })
    const ask = { sellerId, family: getFamilyOf(product.type, asked.of), productId }
    const channel = (await findChannels(from, [ask]))(ask)
    return channel && { channelId: channel.channelId, productId }
  }

  async function getUrls(from: Db, ids: readonly Id<'adr'>[]): Promise<(id: Id<'adr'>) => ShownAddress> {
    const urls = new Map((await store.listAddresses(from, ids)).map(({ id, url }) => [id, url]))
    return (id) => {
      const url = urls.get(id)
      if (url === undefined) throw new Error(`There is no address ${id}`)
      return { id, url }
    }
  }

  async function listEarlier(
    actor: MemberActor,
    productId: Id<'prd'>,
    of: ConnectionKind = 'delivery',
  ): Promise<{ readonly current?: ShownAddress; readonly earlier: readonly EarlierAddress[] }> {
    const sellerId = requireSeller(actor)
    const place = await findOwnPlace(db, { sellerId, productId, of })
    const binding = place && (await store.findBinding(db, place))
    if (!place || !binding) return { earlier: [] }
    const counted = await countEarlier(context, db, { ...place, current: binding.addressId })
    const shown = await getUrls(db, [binding.addressId, ...counted.map(({ addressId }) => addressId)])
    return {
      current: shown(binding.addressId),
      earlier: counted.map(({ addressId, services, orders: bought }) => ({
        address: shown(addressId),
        services,
        orders: bought,
      })),
    }
  }

  /** Locks what new orders of a product use, and requires that it is what the seller saw. */
  async function lockCurrent(
    tx: Tx,
    place: store.ProductPlace | undefined,
    addressId: Id<'adr'>,
  ): Promise<{ readonly place: store.ProductPlace; readonly binding: Binding }> {
    const binding = place && (await store.lockBinding(tx, place))
    if (!place || binding?.addressId !== addressId) throw accessProblems.address_not_current()
    return { place, binding }
  }

  /**
   * Moves all services of an earlier address. Throws `access.address_not_current`, `access.nothing_to_move`, and
   * `access.moved_numbers_changed` unless the numbers are those that the seller has confirmed.
   */
  const moveServices = (
    actor: MemberActor,
    productId: Id<'prd'>,
    asked: Counted & {
      readonly fromAddressId: Id<'adr'>
      readonly toAddressId: Id<'adr'>
      readonly of?: ConnectionKind
    },
  ): Promise<Counted> =>
    runInTx(context, { actor }, async (tx) => {
      const sellerId = requireSeller(actor)
      const { fromAddressId: from, toAddressId: to, of = 'delivery' } = asked
      const { place } = await lockCurrent(tx, await findOwnPlace(tx, { sellerId, productId, of }), to)
      const counted = (await countEarlier(context, tx, { ...place, current: to })).find(
        ({ addressId }) => addressId === from,
      )
      if (!counted) throw accessProblems.nothing_to_move()
      const { services, orders: bought } = counted
      if (services !== asked.services || bought !== asked.orders)
        throw accessProblems.moved_numbers_changed({ services, orders: bought })
      await store.moveAll(tx, place, { from, to, movedAt: clock.now() })
      await recordMove(tx, { productId, from, to, services })
      return { services, orders: bought }
    })

  /** Moves one service. Throws `access.service_not_found`, `access.service_over`, `access.address_not_current`. */
  const moveService = (
    actor: MemberActor,
    serviceId: Id<'sub'>,
    { to, of = 'delivery' }: { readonly to: Id<'adr'>; readonly of?: ConnectionKind },
  ): Promise<void> =>
    runInTx(context, { actor }, async (tx) => {
      const sellerId = requireSeller(actor)
      const service = await subscriptions.find(tx, serviceId)
      if (service?.sellerId !== sellerId) throw accessProblems.service_not_found({ serviceId })
      if (service.closedAt !== undefined) throw accessProblems.service_over()
      const { productId } = service
      const { place } = await lockCurrent(tx, await findOwnPlace(tx, { sellerId, productId, of }), to)
      const at = { ...place, serviceId }
      const from = (await store.listServiceAddresses(tx, [at]))(at)?.address.id
      if (from === undefined || from === to) return
      await store.saveMoved(tx, place, { serviceId, addressId: to, movedAt: clock.now() })
      await recordMove(tx, { productId, from, to, services: 1, service: serviceId })
    })

  async function recordMove(
    tx: Tx,
    moved: {
      readonly productId: Id<'prd'>
      readonly from: Id<'adr'>
      readonly to: Id<'adr'>
      readonly services: number
      readonly service?: Id<'sub'>
    },
  ): Promise<void> {
    const { productId, from, to, services, service } = moved
    const shown = await getUrls(tx, [from, to])
    await record(tx, 'product.services_moved', {
      subject: productId,
      data: omitUndefined({ from: shown(from).url, to: shown(to).url, services, service }),
    })
  }

  /** The addresses of the services of an order that are not over; only of the seller's products. */
  async function listOfOrder(actor: MemberActor, orderId: Id<'ord'>): Promise<ServiceAddress[]> {
    const sellerId = requireSeller(actor)
    const lines = (await orders.get(db, orderId)).lines.filter((line) => line.sellerId === sellerId)
    if (lines.length === 0) throw orderProblems.not_found({ orderId })
    const serviceOf = await findServices(lines)
    const bought = lines.flatMap((line) => {
      const service = serviceOf(line)
      if (!service || service.closedAt !== undefined) return []
      const { productId, offer } = line
      return connectionKinds.map((of) => ({
        of,
        ask: { sellerId, family: getFamilyOf(offer.type, of), productId },
        serviceId: service.id,
        productId,
        productName: offer.productName,
      }))
    })
    const channelOf = await findChannels(
      db,
      bought.map(({ ask }) => ask),
    )
    const placed = bought.flatMap(({ ask, ...one }) => {
      const channel = channelOf(ask)
      return channel ? [{ ...one, channelId: channel.channelId }] : []
    })
    const addressesOf = await store.listServiceAddresses(db, placed)
    return placed.flatMap(({ channelId, ...one }) => {
      const pair = addressesOf({ ...one, channelId })
      return pair ? [{ ...one, ...pair }] : []
    })
  }

  /** The services of lines: those that the lines name, or else those that were bought with them. */
  async function findServices(
    lines: readonly OrderLine[],
  ): Promise<(line: OrderLine) => Subscription | undefined> {
    const named = lines.flatMap(({ subscriptionId }) => subscriptionId ?? [])
    const naming = lines.flatMap(({ id, subscriptionId }) => (subscriptionId === undefined ? [id] : []))
    const byId = new Map((await subscriptions.list(db, named)).map((one) => [one.id, one]))
    const byLine = new Map((await subscriptions.listByLines(db, naming)).map((one) => [one.orderLineId, one]))
    return ({ id, subscriptionId }) =>
      subscriptionId === undefined ? byLine.get(id) : byId.get(subscriptionId)
  }

  return { listEarlier, moveServices, moveService, listOfOrder }
}
