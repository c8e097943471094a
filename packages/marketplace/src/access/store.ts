import { sql } from 'kysely'
import type { Id, Instant } from '@loggia/kernel'
import { at, keptPlan } from '../platform/index.ts'
import type { Db, Tx } from '../platform/index.ts'
import type { Address, Binding, InterfaceClass, Key, OrderChannel, Speech, Wording } from './schema.ts'
import type { AccessTables } from './tables.ts'

const fromAddress = (row: AccessTables['production_address']): Address => ({
  id: row.id,
  sellerId: row.seller_id,
  url: row.url,
  state: row.state,
  ...(row.reason !== null && { reason: row.reason }),
  createdAt: row.created_at,
  ...(row.decided_at !== null && { decidedAt: row.decided_at }),
})

const toAddress = (address: Address) => ({
  id: address.id,
  seller_id: address.sellerId,
  url: address.url,
  state: address.state,
  reason: address.reason ?? null,
  created_at: at(address.createdAt),
  decided_at: address.decidedAt === undefined ? null : at(address.decidedAt),
})

/** Inserts an address; false if the seller has this one already, also when two are added at once. */
export async function insertAddress(tx: Tx, address: Address): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .withTables<AccessTables>()
    .insertInto('production_address')
    .values(toAddress(address))
    .onConflict((conflict) => conflict.columns(['seller_id', 'url']).doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

export async function saveAddress(tx: Tx, address: Address): Promise<void> {
  const { id, ...row } = toAddress(address)
  await tx
    .withTables<AccessTables>()
    .updateTable('production_address')
    .set(row)
    .where('id', '=', id)
    .execute()
}

/** Loads an address for change. */
export async function lockAddress(
  tx: Tx,
  of: { readonly id: Id<'adr'> } | { readonly sellerId: Id<'sel'>; readonly url: string },
): Promise<Address | undefined> {
  const query = tx.withTables<AccessTables>().selectFrom('production_address').selectAll().forNoKeyUpdate()
  const row = await (
    'id' in of
      ? query.where('id', '=', of.id)
      : query.where('seller_id', '=', of.sellerId).where('url', '=', of.url)
  ).executeTakeFirst()
  return row && fromAddress(row)
}

/** The seller's approved address of last, for change. */
export async function lockLatestApproved(tx: Tx, sellerId: Id<'sel'>): Promise<Address | undefined> {
  const row = await tx
    .withTables<AccessTables>()
    .selectFrom('production_address')
    .selectAll()
    .where('seller_id', '=', sellerId)
    .where('state', '=', 'approved')
    .orderBy('id', 'desc')
    .limit(1)
    .forNoKeyUpdate()
    .executeTakeFirst()
  return row && fromAddress(row)
}

const fromKey = (row: Omit<AccessTables['access_key'], 'secret_sealed'>): Key => ({
  id: row.id,
  sellerId: row.seller_id,
  interfaceClass: row.interface_class,
  hint: row.hint,
  createdAt: row.created_at,
})
const keyColumns = ['id', 'seller_id', 'interface_class', 'hint', 'created_at'] as const

export async function insertKey(tx: Tx, key: Key, sealed: Uint8Array): Promise<void> {
  await tx
    .withTables<AccessTables>()
    .insertInto('access_key')
    .values({
      id: key.id,
      seller_id: key.sellerId,
      interface_class: key.interfaceClass,
      secret_sealed: sealed,
      hint: key.hint,
      created_at: at(key.createdAt),
    })
    .execute()
}

/** Loads a key so that it is neither deleted nor bound meanwhile. */
export async function lockKey(tx: Tx, id: Id<'key'>): Promise<Key | undefined> {
  const row = await tx
    .withTables<AccessTables>()
    .selectFrom('access_key')
    .select(keyColumns)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row && fromKey(row)
}

export async function findLatestKey(
  db: Db,
  sellerId: Id<'sel'>,
  interfaceClass: InterfaceClass,
): Promise<Key | undefined> {
  const row = await db
    .withTables<AccessTables>()
    .selectFrom('access_key')
    .select(keyColumns)
    .where('seller_id', '=', sellerId)
    .where('interface_class', '=', interfaceClass)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && fromKey(row)
}

export async function findSealed(db: Db, id: Id<'key'>): Promise<Uint8Array | undefined> {
  const row = await db
    .withTables<AccessTables>()
    .selectFrom('access_key')
    .select('secret_sealed')
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.secret_sealed
}

export async function findKeyOwner(db: Db, id: Id<'key'>): Promise<Id<'sel'> | undefined> {
  const row = await db
    .withTables<AccessTables>()
    .selectFrom('access_key')
    .select('seller_id')
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.seller_id
}

/** A seller’s newest keys with their sealed secrets. */
export async function listSealedKeys(
  db: Db,
  sellerId: Id<'sel'>,
  most: number,
): Promise<{ key: Key; sealed: Uint8Array }[]> {
  const rows = await db
    .withTables<AccessTables>()
    .selectFrom('access_key')
    .select([...keyColumns, 'secret_sealed'])
    .where('seller_id', '=', sellerId)
    .orderBy('id', 'desc')
    .limit(most)
    .execute()
  return rows.map((row) => ({ key: fromKey(row), sealed: row.secret_sealed }))
}

export async function deleteKey(tx: Tx, id: Id<'key'>): Promise<void> {
  await tx.withTables<AccessTables>().deleteFrom('access_key').where('id', '=', id).execute()
}

export async function productsOfKey(db: Db, keyId: Id<'key'>): Promise<Id<'prd'>[]> {
  const rows = await db
    .withTables<AccessTables>()
    .selectFrom('product_access')
    .select('product_id')
    .where('key_id', '=', keyId)
    .execute()
  return rows.map((row) => row.product_id)
}

const fromBinding = (row: AccessTables['product_access']): Binding => ({
  productId: row.product_id,
  addressId: row.address_id,
  keyId: row.key_id,
  speech: fromSpeech(row),
})

function fromSpeech({
  protocol,
  key_bits: keyBits,
  expire_digits: expireDigits,
  cancellation_order: cancellationOrder,
}: AccessTables['product_access']): Speech {
  if (protocol === 'saas-v2') return { protocol, ...toWording({ expireDigits, cancellationOrder }) }
  if (keyBits === null) throw new Error('A product with SaaS V1.0 has no number of key bits')
  return { protocol, keyBits }
}

/** What a seller wants said otherwise, without what is as always. */
export const toWording = ({
  expireDigits,
  cancellationOrder,
}: {
  readonly expireDigits: 14 | null
  readonly cancellationOrder: 'renewal' | null
}): Wording => ({
  ...(expireDigits !== null && { expireDigits }),
  ...(cancellationOrder !== null && { cancellationOrder }),
})

/** Loads what a product uses, for change. */
export async function lockBinding(tx: Tx, productId: Id<'prd'>): Promise<Binding | undefined> {
  const tables = tx.withTables<AccessTables>()
  const row = await tables
    .selectFrom('product_access')
    .selectAll()
    .where('product_id', '=', productId)
    .forNoKeyUpdate()
    .executeTakeFirst()
  return row && fromBinding(row)
}

export async function listBindings(db: Db, productIds: readonly Id<'prd'>[]): Promise<Binding[]> {
  if (productIds.length === 0) return []
  const rows = await db
    .withTables<AccessTables>()
    .selectFrom('product_access')
    .selectAll()
    .where('product_id', 'in', productIds)
    .execute()
  return rows.map(fromBinding)
}

const wordingColumns = (speech: Speech) =>
  speech.protocol === 'saas-v2'
    ? { expire_digits: speech.expireDigits ?? null, cancellation_order: speech.cancellationOrder ?? null }
    : { expire_digits: null, cancellation_order: null }

export async function saveBinding(tx: Tx, binding: Binding, boundAt: Instant): Promise<void> {
  const used = {
    protocol: binding.speech.protocol,
    address_id: binding.addressId,
    key_id: binding.keyId,
    key_bits: binding.speech.keyBits ?? null,
    ...wordingColumns(binding.speech),
    bound_at: at(boundAt),
  }
  await tx
    .withTables<AccessTables>()
    .insertInto('product_access')
    .values({ product_id: binding.productId, ...used })
    .onConflict((conflict) => conflict.column('product_id').doUpdateSet(used))
    .execute()
}

/** What a product uses, with the state of its address, the class of its key and the key's secret as it is kept. */
export type FoundAccess = Awaited<ReturnType<typeof findProductAccess>> & object

export const findProductAccess = async (db: Db, productId: Id<'prd'>) =>
  selectAccess(db).where('bound.product_id', '=', productId).executeTakeFirst()

export async function listProductAccess(
  db: Db,
  productIds: readonly Id<'prd'>[],
): Promise<Map<Id<'prd'>, FoundAccess>> {
  const rows = await selectAccess(db)
    .modifyFront(keptPlan)
    .where('bound.product_id', '=', sql<Id<'prd'>>`any(${[...productIds]}::text[])`)
    .execute()
  return new Map(rows.map((row) => [row.productId, row]))
}

/** By the products that have chosen one. */
export async function listProtocols(db: Db, productIds: readonly Id<'prd'>[]) {
  const query = db.withTables<AccessTables>().selectFrom('product_access').select(['product_id', 'protocol'])
  const rows = await query.where('product_id', '=', sql<Id<'prd'>>`any(${[...productIds]}::text[])`).execute()
  return new Map(rows.map((row) => [row.product_id, row.protocol]))
}

const selectAccess = (db: Db) =>
  db
    .withTables<AccessTables>()
    .selectFrom('product_access as bound')
    .innerJoin('production_address as address', 'address.id', 'bound.address_id')
    .innerJoin('access_key as key', 'key.id', 'bound.key_id')
    .select([
      'bound.product_id as productId',
      'bound.protocol',
      'bound.key_id as keyId',
      'bound.key_bits as keyBits',
      'bound.expire_digits as expireDigits',
      'bound.cancellation_order as cancellationOrder',
      'address.url',
      'address.state',
      'key.interface_class as interfaceClass',
      'key.secret_sealed as sealed',
    ])

const fromChannel = (row: AccessTables['order_channel']): OrderChannel => ({
  sellerId: row.seller_id,
  addressId: row.address_id,
  keyId: row.key_id,
  switchedOn: row.switched_on,
})

/** How a seller is told of orders, for change. */
export async function lockChannel(tx: Tx, sellerId: Id<'sel'>): Promise<OrderChannel | undefined> {
  const row = await tx
    .withTables<AccessTables>()
    .selectFrom('order_channel')
    .selectAll()
    .where('seller_id', '=', sellerId)
    .forNoKeyUpdate()
    .executeTakeFirst()
  return row && fromChannel(row)
}

export async function findChannel(db: Db, sellerId: Id<'sel'>): Promise<OrderChannel | undefined> {
  const query = db.withTables<AccessTables>().selectFrom('order_channel').selectAll()
  const row = await query.where('seller_id', '=', sellerId).executeTakeFirst()
  return row && fromChannel(row)
}

export async function saveChannel(tx: Tx, channel: OrderChannel, setAt: Instant): Promise<void> {
  const set = {
    address_id: channel.addressId,
    key_id: channel.keyId,
    switched_on: channel.switchedOn,
    set_at: at(setAt),
  }
  await tx
    .withTables<AccessTables>()
    .insertInto('order_channel')
    .values({ seller_id: channel.sellerId, ...set })
    .onConflict((conflict) => conflict.column('seller_id').doUpdateSet(set))
    .execute()
}

export async function isKeyOfOrders(db: Db, keyId: Id<'key'>): Promise<boolean> {
  const query = db.withTables<AccessTables>().selectFrom('order_channel').select('seller_id')
  return (await query.where('key_id', '=', keyId).executeTakeFirst()) !== undefined
}

/** Where these sellers are told of orders, with their keys' secrets as they are kept. */
export const listChannelAccess = (db: Db, sellerIds: readonly Id<'sel'>[]) =>
  db
    .withTables<AccessTables>()
    .selectFrom('order_channel as channel')
    .innerJoin('production_address as address', 'address.id', 'channel.address_id')
    .innerJoin('access_key as key', 'key.id', 'channel.key_id')
    .select([
      'channel.seller_id as sellerId',
      'channel.key_id as keyId',
      'address.url',
      'address.state',
      'key.secret_sealed as sealed',
    ])
    .where('channel.seller_id', 'in', [...sellerIds])
    .execute()
