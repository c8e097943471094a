import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { omitUndefined } from '@loggia/kernel'
import type { Id, Instant } from '@loggia/kernel'
import { toTimestamptz, toJsonb, keptPlan } from '../../platform/index.ts'
import type { Db, Tx } from '../../platform/index.ts'
import type { FamilyName, Protocol } from '../../dialects/index.ts'
import type { AddressState, Binding, BindingPlace, InterfaceClass, ProtocolChoice } from '../schema.ts'
import type { AccessTables } from '../tables.ts'
import { selectOwnAddress } from './earlier.ts'
import type { ProductPlace } from './earlier.ts'

/** A lateral query for the binding of a product, or else of its channel as a whole. Each is one index lookup. */
export const selectBinding = (channelId: string, productId: string): RawBuilder<unknown> => sql`(
  select bound.* from (
    select * from channel_binding where channel_id = ${sql.ref(channelId)} and product_id = ${sql.ref(productId)}
    union all
    select * from channel_binding where channel_id = ${sql.ref(channelId)} and product_id is null
  ) bound order by bound.product_id nulls last limit 1)`

type BindingRow = AccessTables['channel_binding']

const fromBinding = ({ address_id, key_id, switched_on, protocol, options }: BindingRow): Binding => ({
  addressId: address_id,
  keyId: key_id,
  speech: { protocol, ...options },
  switchedOn: switched_on,
})

const selectAt = (db: Db, { channelId, productId }: BindingPlace) =>
  db
    .withTables<AccessTables>()
    .selectFrom('channel_binding')
    .selectAll()
    .where('channel_id', '=', channelId)
    .where('product_id', productId === undefined ? 'is' : '=', productId ?? null)

/** Locks the binding at a place for a change. */
export async function lockBinding(tx: Tx, place: BindingPlace): Promise<Binding | undefined> {
  const row = await selectAt(tx, place).forNoKeyUpdate().executeTakeFirst()
  return row && fromBinding(row)
}

export async function findBinding(db: Db, place: BindingPlace): Promise<Binding | undefined> {
  const row = await selectAt(db, place).executeTakeFirst()
  return row && fromBinding(row)
}

/** The bindings in this channel, by product. */
export async function listProductBindings(
  db: Db,
  channelId: Id<'chn'>,
): Promise<ReadonlyMap<Id<'prd'>, Binding>> {
  const rows = await db
    .withTables<AccessTables>()
    .selectFrom('channel_binding')
    .selectAll()
    .where('channel_id', '=', channelId)
    .where('product_id', 'is not', null)
    .execute()
  return new Map(rows.flatMap((row) => (row.product_id === null ? [] : [[row.product_id, fromBinding(row)]])))
}

export async function saveBinding(
  tx: Tx,
  { channelId, productId }: BindingPlace,
  { binding, boundAt }: { readonly binding: Binding; readonly boundAt: Instant },
): Promise<void> {
  const { protocol, ...options } = binding.speech
  const bound = {
    protocol,
    address_id: binding.addressId,
    key_id: binding.keyId,
    switched_on: binding.switchedOn,
    options: toJsonb(options),
    bound_at: toTimestamptz(boundAt),
  }
  await tx
    .withTables<AccessTables>()
    .insertInto('channel_binding')
    .values({ channel_id: channelId, product_id: productId ?? null, ...bound })
    .onConflict((conflict) => conflict.columns(['channel_id', 'product_id']).doUpdateSet(bound))
    .execute()
}

/** Deletes the binding of a product, and the addresses that its services kept or were moved to. */
export async function deleteBinding(tx: Tx, { channelId, productId }: ProductPlace): Promise<void> {
  for (const table of ['channel_binding', 'earlier_address', 'moved_service'] as const)
    await tx
      .withTables<AccessTables>()
      .deleteFrom(table)
      .where('channel_id', '=', channelId)
      .where('product_id', '=', productId)
      .execute()
}

/** What uses a key: the family of the channel, and the product if it is a product's binding. */
export type UserOfKey = { readonly family: FamilyName; readonly productId: Id<'prd'> | null }

export const listUsersOfKey = (db: Db, keyId: Id<'key'>): Promise<UserOfKey[]> =>
  db
    .withTables<AccessTables>()
    .selectFrom('channel_binding')
    .innerJoin('channel', 'channel.id', 'channel_binding.channel_id')
    .select(['channel.family', 'channel_binding.product_id as productId'])
    .where('channel_binding.key_id', '=', keyId)
    .execute()

/** Locks the places at which a key is bound, in one order. */
export async function lockPlacesOfKey(
  tx: Tx,
  keyId: Id<'key'>,
): Promise<{ readonly channelId: Id<'chn'>; readonly productId?: Id<'prd'>; readonly binding: Binding }[]> {
  const rows = await tx
    .withTables<AccessTables>()
    .selectFrom('channel_binding')
    .selectAll()
    .where('key_id', '=', keyId)
    .orderBy('channel_id')
    .orderBy('product_id')
    .forNoKeyUpdate()
    .execute()
  return rows.map((row) =>
    omitUndefined({
      channelId: row.channel_id,
      productId: row.product_id ?? undefined,
      binding: fromBinding(row),
    }),
  )
}

/** The protocols that a product has chosen, in whatever families. */
export async function listProtocols(db: Db, productId: Id<'prd'>): Promise<Protocol[]> {
  const bindings = db.withTables<AccessTables>().selectFrom('channel_binding').select('protocol')
  const rows = await bindings.where('product_id', '=', productId).execute()
  return rows.map((row) => row.protocol)
}

/** What is bound, with the state of its address, the class of its key and the key's secret as it is kept. */
export type Bound = {
  readonly speech: ProtocolChoice
  readonly url: string
  readonly state: AddressState
  readonly keyId: Id<'key'>
  readonly interfaceClass: InterfaceClass
  /** Whether the key was replaced by another one. */
  readonly isEnded: boolean
  readonly sealed: Uint8Array
}
/** The family of a place, and its binding if there is one. */
export type FoundAccess = { readonly family: FamilyName; readonly bound?: Bound }

/**
 * The bindings of these places, in the order given; undefined where there is no such channel. The address is that of the
 * service, where one is given.
 */
export async function listAccess(
  db: Db,
  places: readonly (BindingPlace & { readonly serviceId?: Id<'sub'> })[],
): Promise<(FoundAccess | undefined)[]> {
  if (places.length === 0) return []
  const { rows } = await sql<{ family: FamilyName | null } & (BoundRow | { url: null })>`${keptPlan}
    select c.family, b.protocol, b.options, b.key_id, address.url, address.state, key.interface_class, key.secret_sealed,
      key.ended_at is not null as is_ended
    from unnest(${places.map((one) => one.channelId)}::text[], ${places.map((one) => one.productId ?? null)}::text[],
      ${places.map((one) => one.serviceId ?? null)}::text[]) with ordinality as a (channel_id, product_id, service_id, n)
    left join channel c on c.id = a.channel_id
    left join lateral ${selectBinding('a.channel_id', 'a.product_id')} b on true
    left join production_address address
      on address.id = coalesce(${selectOwnAddress('a.channel_id', 'a.product_id', 'a.service_id')}, b.address_id)
    left join access_key key on key.id = b.key_id
    order by a.n`.execute(db.withTables<AccessTables>())
  return rows.map(({ family, ...row }) =>
    family === null
      ? undefined
      : omitUndefined({ family, bound: row.url === null ? undefined : fromBound(row) }),
  )
}

type BoundRow = Pick<BindingRow, 'protocol' | 'options' | 'key_id'> &
  Pick<AccessTables['production_address'], 'url' | 'state'> &
  Pick<AccessTables['access_key'], 'interface_class' | 'secret_sealed'> & { readonly is_ended: boolean }

const fromBound = (row: BoundRow): Bound => ({
  speech: { protocol: row.protocol, ...row.options },
  url: row.url,
  state: row.state,
  keyId: row.key_id,
  interfaceClass: row.interface_class,
  isEnded: row.is_ended,
  sealed: row.secret_sealed,
})
