import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Id, Instant } from '@loggia/kernel'
import { toTimestamptz } from '../../platform/index.ts'
import type { Db, Tx } from '../../platform/index.ts'
import type { Address, BindingPlace, EarlierRange, MovedService } from '../schema.ts'
import type { AccessTables } from '../tables.ts'

/** A place of a product's binding. */
export type ProductPlace = Required<BindingPlace>

/** The address that a service keeps or was moved to; null if it uses that of the binding. Two index lookups. */
export const selectOwnAddress = (
  channelId: string,
  productId: string,
  serviceId: string,
): RawBuilder<unknown> => sql`coalesce(
  (select moved.address_id from moved_service moved where moved.subscription_id = ${sql.ref(serviceId)}
    and moved.channel_id = ${sql.ref(channelId)} and moved.product_id = ${sql.ref(productId)}),
  (select earlier.address_id from earlier_address earlier where earlier.channel_id = ${sql.ref(channelId)}
    and earlier.product_id = ${sql.ref(productId)} and earlier.last_subscription_id >= ${sql.ref(serviceId)}
    order by earlier.last_subscription_id limit 1))`

export async function insertEarlier(
  tx: Tx,
  { channelId, productId }: ProductPlace,
  kept: { readonly last: Id<'sub'>; readonly addressId: Id<'adr'>; readonly changedAt: Instant },
): Promise<void> {
  await tx
    .withTables<AccessTables>()
    .insertInto('earlier_address')
    .values({
      channel_id: channelId,
      product_id: productId,
      last_subscription_id: kept.last,
      address_id: kept.addressId,
      changed_at: toTimestamptz(kept.changedAt),
    })
    .execute()
}

/** The ranges of a product, sorted. */
export async function listRanges(db: Db, { channelId, productId }: ProductPlace): Promise<EarlierRange[]> {
  const rows = await db
    .withTables<AccessTables>()
    .selectFrom('earlier_address')
    .select(['last_subscription_id', 'address_id'])
    .where('channel_id', '=', channelId)
    .where('product_id', '=', productId)
    .orderBy('last_subscription_id')
    .execute()
  return rows.map((row) => ({ upTo: row.last_subscription_id, addressId: row.address_id }))
}

export async function listMoved(db: Db, { channelId, productId }: ProductPlace): Promise<MovedService[]> {
  const rows = await db
    .withTables<AccessTables>()
    .selectFrom('moved_service')
    .select(['subscription_id', 'address_id'])
    .where('channel_id', '=', channelId)
    .where('product_id', '=', productId)
    .orderBy('subscription_id')
    .execute()
  return rows.map((row) => ({ serviceId: row.subscription_id, addressId: row.address_id }))
}

/** Moves everything of a product that uses one address to another. */
export async function moveAll(
  tx: Tx,
  { channelId, productId }: ProductPlace,
  { from, to, movedAt }: { readonly from: Id<'adr'>; readonly to: Id<'adr'>; readonly movedAt: Instant },
): Promise<void> {
  await tx
    .withTables<AccessTables>()
    .updateTable('earlier_address')
    .set({ address_id: to })
    .where('channel_id', '=', channelId)
    .where('product_id', '=', productId)
    .where('address_id', '=', from)
    .execute()
  await tx
    .withTables<AccessTables>()
    .updateTable('moved_service')
    .set({ address_id: to, moved_at: toTimestamptz(movedAt) })
    .where('channel_id', '=', channelId)
    .where('product_id', '=', productId)
    .where('address_id', '=', from)
    .execute()
}

export async function saveMoved(
  tx: Tx,
  { channelId, productId }: ProductPlace,
  { serviceId, addressId, movedAt }: MovedService & { readonly movedAt: Instant },
): Promise<void> {
  const moved = { address_id: addressId, moved_at: toTimestamptz(movedAt) }
  await tx
    .withTables<AccessTables>()
    .insertInto('moved_service')
    .values({ subscription_id: serviceId, channel_id: channelId, product_id: productId, ...moved })
    .onConflict((conflict) => conflict.columns(['subscription_id', 'channel_id']).doUpdateSet(moved))
    .execute()
}

type ShownAddress = Pick<Address, 'id' | 'url'>
/** The address of a service, and the one that new orders of its product use. */
export type AddressPair = { readonly address: ShownAddress; readonly current: ShownAddress }

/** A service in one of the channels through which it is called. */
export type ServicePlace = ProductPlace & { readonly serviceId: Id<'sub'> }

/** The addresses of services in these channels; undefined where the product is bound to nothing. */
export async function listServiceAddresses(
  db: Db,
  services: readonly ServicePlace[],
): Promise<(of: ServicePlace) => AddressPair | undefined> {
  if (services.length === 0) return () => undefined
  type Row = { own_id: Id<'adr'>; own_url: string; bound_id: Id<'adr'>; bound_url: string }
  const { rows } = await sql<Row & { channel_id: Id<'chn'>; service_id: Id<'sub'> }>`
    select a.channel_id, a.service_id, own.id as own_id, own.url as own_url, bound.id as bound_id, bound.url as bound_url
    from unnest(${services.map((one) => one.channelId)}::text[], ${services.map((one) => one.productId)}::text[],
      ${services.map((one) => one.serviceId)}::text[]) as a (channel_id, product_id, service_id)
    join channel_binding b on b.channel_id = a.channel_id and b.product_id = a.product_id
    join production_address bound on bound.id = b.address_id
    join production_address own
      on own.id = coalesce(${selectOwnAddress('b.channel_id', 'b.product_id', 'a.service_id')}, b.address_id)`.execute(
    db.withTables<AccessTables>(),
  )
  const keyOf = (channelId: string, serviceId: string): string => `${channelId} ${serviceId}`
  const pairs = new Map(
    rows.map((row) => [
      keyOf(row.channel_id, row.service_id),
      {
        address: { id: row.own_id, url: row.own_url },
        current: { id: row.bound_id, url: row.bound_url },
      },
    ]),
  )
  return ({ channelId, serviceId }) => pairs.get(keyOf(channelId, serviceId))
}
