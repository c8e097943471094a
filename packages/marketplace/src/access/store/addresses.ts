import { omitUndefined } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { toJsonb, toTimestamptz } from '../../platform/index.ts'
import type { Db, Tx } from '../../platform/index.ts'
import type { Address, Proof } from '../schema.ts'
import type { AccessTables } from '../tables.ts'

type AddressRow = AccessTables['production_address']

function fromProof({
  proof_state: state,
  proof_way: way,
  proof_at: at,
  proof_fault: fault,
}: AddressRow): Proof {
  if (state === 'unverified' || way === null || at === null) return { state: 'unverified' }
  if (state === 'verified') return { state, way, at }
  if (fault === null) throw new Error('A failed proof has no fault')
  return { state, way, at, fault }
}

const toProof = (proof: Proof) => ({
  proof_state: proof.state,
  proof_way: proof.state === 'unverified' ? null : proof.way,
  proof_at: proof.state === 'unverified' ? null : toTimestamptz(proof.at),
  proof_fault: proof.state === 'failed' ? proof.fault : null,
})

const fromAddress = (row: AddressRow): Address =>
  omitUndefined({
    id: row.id,
    sellerId: row.seller_id,
    url: row.url,
    state: row.state,
    reason: row.reason ?? undefined,
    createdAt: row.created_at,
    decidedAt: row.decided_at ?? undefined,
    token: row.proof_token,
    proof: fromProof(row),
    byHand: row.by_hand,
    probe: row.probe ?? undefined,
  })

const toAddress = (address: Address) => ({
  id: address.id,
  seller_id: address.sellerId,
  url: address.url,
  state: address.state,
  reason: address.reason ?? null,
  created_at: toTimestamptz(address.createdAt),
  decided_at: address.decidedAt === undefined ? null : toTimestamptz(address.decidedAt),
  proof_token: address.token,
  ...toProof(address.proof),
  by_hand: address.byHand,
  probe: address.probe === undefined ? null : toJsonb(address.probe),
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

export async function listAddresses(db: Db, ids: readonly Id<'adr'>[]): Promise<Address[]> {
  if (ids.length === 0) return []
  const query = db.withTables<AccessTables>().selectFrom('production_address').selectAll()
  return (await query.where('id', 'in', ids).execute()).map(fromAddress)
}

/** The URLs of a seller that an operator has rejected once. */
export async function listRejectedUrls(db: Db, sellerId: Id<'sel'>): Promise<string[]> {
  const query = db.withTables<AccessTables>().selectFrom('production_address').select('url')
  const rows = await query.where('seller_id', '=', sellerId).where('by_hand', '=', true).execute()
  return rows.map(({ url }) => url)
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
