import { omitUndefined } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { toTimestamptz } from '../../platform/index.ts'
import type { Tx } from '../../platform/index.ts'
import type { Address } from '../schema.ts'
import type { AccessTables } from '../tables.ts'

const fromAddress = (row: AccessTables['production_address']): Address =>
  omitUndefined({
    id: row.id,
    sellerId: row.seller_id,
    url: row.url,
    state: row.state,
    reason: row.reason ?? undefined,
    createdAt: row.created_at,
    decidedAt: row.decided_at ?? undefined,
  })

const toAddress = (address: Address) => ({
  id: address.id,
  seller_id: address.sellerId,
  url: address.url,
  state: address.state,
  reason: address.reason ?? null,
  created_at: toTimestamptz(address.createdAt),
  decided_at: address.decidedAt === undefined ? null : toTimestamptz(address.decidedAt),
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

/** Locks the address of the seller that was approved last, for a change. */
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
