import type { Id, Instant } from '@loggia/kernel'
import { toTimestamptz } from '../../platform/index.ts'
import type { Db, Tx } from '../../platform/index.ts'
import { withPartyTables } from './handle.ts'

export type Unconfirmed = { readonly memberId: Id<'mbr'>; readonly buyerId: Id<'byr'> }

/** Accounts that signed up before this time and whose email was never confirmed, in the order of their ids. */
export async function listUnconfirmed(
  db: Db,
  { before, after, most }: { before: Instant; after: string; most: number },
): Promise<Unconfirmed[]> {
  const rows = await withPartyTables(db)
    .selectFrom('member')
    .innerJoin('membership', 'membership.member_id', 'member.id')
    .select(['member.id', 'membership.buyer_id'])
    .where('member.state', '=', 'unconfirmed')
    .where('member.created_at', '<', toTimestamptz(before))
    .where('member.id', '>', after as Id<'mbr'>)
    .where('membership.buyer_id', 'is not', null)
    .orderBy('member.id')
    .limit(most)
    .execute()
  return rows.flatMap(({ id: memberId, buyer_id: buyerId }) => (buyerId ? [{ memberId, buyerId }] : []))
}

/** Locks the member; false if the email was confirmed meanwhile. */
export async function lockUnconfirmed(tx: Tx, memberId: Id<'mbr'>): Promise<boolean> {
  const query = withPartyTables(tx).selectFrom('member').select('id').where('id', '=', memberId)
  return (await query.where('state', '=', 'unconfirmed').forUpdate().executeTakeFirst()) !== undefined
}

/** Locks the account that has this email and has never confirmed it, if there is one. */
export async function lockUnconfirmedAddress(tx: Tx, email: string): Promise<Id<'mbr'> | undefined> {
  const query = withPartyTables(tx).selectFrom('member').select('id').where('email', '=', email)
  return (await query.where('state', '=', 'unconfirmed').forUpdate().executeTakeFirst())?.id
}

/** Deletes the account with its buyer. */
export async function deleteSignUp(tx: Tx, { memberId, buyerId }: Unconfirmed): Promise<void> {
  const db = withPartyTables(tx)
  await db.deleteFrom('account_link').where('member_id', '=', memberId).execute()
  await db.deleteFrom('session').where('member_id', '=', memberId).execute()
  await db.deleteFrom('membership').where('member_id', '=', memberId).execute()
  await db.deleteFrom('member').where('id', '=', memberId).execute()
  await db.deleteFrom('buyer').where('id', '=', buyerId).execute()
}
