import { toCursor } from '@loggia/kernel'
import type { Id, PageRequest } from '@loggia/kernel'
import type { AddressState } from '@loggia/protocol/console'
import { orderFamily } from '../../access/index.ts'
import type { Db } from '../../platform/index.ts'
import type { ViewTables } from './joined.ts'

const selectAddresses = (db: Db) =>
  db
    .withTables<ViewTables>()
    .selectFrom('production_address as address')
    .innerJoin('seller', 'seller.id', 'address.seller_id')
    .selectAll('address')
    .select(['seller.name_zh as seller_zh', 'seller.name_en as seller_en'])

export type AddressRow = Awaited<ReturnType<typeof findAddress>> & object

export const findAddress = (db: Db, id: Id<'adr'>) =>
  selectAddresses(db).where('address.id', '=', id).executeTakeFirst()

/** Addresses, newest first, optionally of a seller or in a state. */
export function listAddresses(
  db: Db,
  of: { sellerId?: Id<'sel'> | undefined; state?: AddressState | undefined },
  page: PageRequest,
): Promise<AddressRow[]> {
  let query = selectAddresses(db)
  if (of.sellerId !== undefined) query = query.where('address.seller_id', '=', of.sellerId)
  if (of.state !== undefined) query = query.where('address.state', '=', of.state)
  if (page.after !== undefined) query = query.where('address.id', '<', toCursor(page.after, 'adr'))
  return query
    .orderBy('address.id', 'desc')
    .limit(page.limit + 1)
    .execute()
}

/** A seller's keys without their secrets, newest first. */
export function listKeys(db: Db, sellerId: Id<'sel'>, page: PageRequest) {
  const columns = [
    'id',
    'interface_class',
    'hint',
    'name',
    'created_at',
    'used_wall_at',
    'replaced_by',
    'ends_at',
    'ended_at',
  ] as const
  const keys = db
    .withTables<ViewTables>()
    .selectFrom('access_key')
    .select(columns)
    .select((key) =>
      key
        .exists(
          key
            .selectFrom('channel_binding as bound')
            .innerJoin('channel', 'channel.id', 'bound.channel_id')
            .select('bound.channel_id')
            .whereRef('bound.key_id', '=', 'access_key.id')
            .where('channel.family', '=', orderFamily),
        )
        .as('notifies_orders'),
    )
    .select((key) =>
      key
        .selectFrom('access_key as next')
        .select('next.hint')
        .whereRef('next.id', '=', 'access_key.replaced_by')
        .as('replaced_by_hint'),
    )
    .where('seller_id', '=', sellerId)
  const rest = page.after === undefined ? keys : keys.where('id', '<', toCursor(page.after, 'key'))
  return rest
    .orderBy('id', 'desc')
    .limit(page.limit + 1)
    .execute()
}
export type KeyRow = Awaited<ReturnType<typeof listKeys>>[number]

/** The products that use these keys. */
export async function listProductsOfKeys(db: Db, keyIds: readonly Id<'key'>[]) {
  if (keyIds.length === 0) return []
  return db
    .withTables<ViewTables>()
    .selectFrom('channel_binding as bound')
    .innerJoin('product', 'product.id', 'bound.product_id')
    .select(['bound.key_id', 'product.id', 'product.name_zh', 'product.name_en'])
    .where('bound.key_id', 'in', keyIds)
    .orderBy('product.id')
    .execute()
}
export type KeyProductRow = Awaited<ReturnType<typeof listProductsOfKeys>>[number]
