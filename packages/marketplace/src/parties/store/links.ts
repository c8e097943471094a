import type { Id, Language, WallInstant } from '@loggia/kernel'
import { omitUndefined } from '@loggia/kernel'
import { toTimestamptz } from '../../platform/index.ts'
import type { Db, Tx } from '../../platform/index.ts'
import type { AccountLink, LinkPurpose } from '../schema/links.ts'
import type { MemberState } from '../schema/members.ts'
import { withPartyTables } from './handle.ts'

/** Writes a link; earlier links of the member for the same purpose can no longer be used. */
export async function replaceLink(
  tx: Tx,
  link: {
    id: Id<'lnk'>
    purpose: LinkPurpose
    memberId: Id<'mbr'>
    tokenHash: string
    email?: string | undefined
    now: WallInstant
    endsAt: WallInstant
  },
): Promise<void> {
  await deleteLinks(tx, link.memberId, [link.purpose])
  await withPartyTables(tx)
    .insertInto('account_link')
    .values({
      id: link.id,
      purpose: link.purpose,
      member_id: link.memberId,
      token_hash: link.tokenHash,
      email: link.email ?? null,
      created_wall_at: toTimestamptz(link.now),
      expires_wall_at: toTimestamptz(link.endsAt),
    })
    .execute()
}

/**
 * Ends every link that opens the account or moves it. Links that confirm the address of a new account stay: they need the
 * password as well.
 */
export const endLinks = (tx: Tx, memberId: Id<'mbr'>): Promise<void> =>
  deleteLinks(tx, memberId, ['reset', 'invitation', 'email'])

async function deleteLinks(tx: Tx, memberId: Id<'mbr'>, purposes: readonly LinkPurpose[]): Promise<void> {
  await withPartyTables(tx)
    .deleteFrom('account_link')
    .where('member_id', '=', memberId)
    .where('purpose', 'in', [...purposes])
    .execute()
}

/** A link that can be used, without using it. */
export async function findLink(
  db: Db,
  { tokenHash, purposes, now }: { tokenHash: string; purposes: readonly LinkPurpose[]; now: WallInstant },
): Promise<AccountLink | undefined> {
  const row = await withPartyTables(db)
    .selectFrom('account_link')
    .innerJoin('member', 'member.id', 'account_link.member_id')
    .select([
      'account_link.id',
      'purpose',
      'member_id',
      'account_link.email',
      'member.email as present_email',
    ])
    .select(['member.name', 'member.state', 'member.language'])
    .where('token_hash', '=', tokenHash)
    .where('purpose', 'in', [...purposes])
    .where('expires_wall_at', '>', toTimestamptz(now))
    .executeTakeFirst()
  return (
    row &&
    omitUndefined({
      id: row.id,
      purpose: row.purpose,
      member: {
        id: row.member_id,
        email: row.present_email,
        name: row.name,
        state: row.state,
        language: row.language,
      },
      email: row.email ?? undefined,
    })
  )
}

/** Uses a link up; false if it was used meanwhile. Of two uses at once, the second waits for the first to end. */
export async function useLink(tx: Tx, id: Id<'lnk'>): Promise<boolean> {
  const { numDeletedRows } = await withPartyTables(tx)
    .deleteFrom('account_link')
    .where('id', '=', id)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** Deletes links that can no longer be used. */
export async function deleteEndedLinks(tx: Tx, now: WallInstant): Promise<void> {
  await withPartyTables(tx)
    .deleteFrom('account_link')
    .where('expires_wall_at', '<=', toTimestamptz(now))
    .execute()
}

export type Addressee = {
  readonly id: Id<'mbr'>
  readonly email: string
  readonly name: string
  readonly language: Language
  readonly state: MemberState
}

export async function findAddressee(
  db: Db,
  by: { readonly id: Id<'mbr'> } | { readonly email: string },
): Promise<Addressee | undefined> {
  const query = withPartyTables(db).selectFrom('member').select(['id', 'email', 'name', 'language', 'state'])
  return ('id' in by ? query.where('id', '=', by.id) : query.where('email', '=', by.email)).executeTakeFirst()
}

/** Changes the email; false if another account has it. */
export async function setEmail(tx: Tx, id: Id<'mbr'>, email: string): Promise<boolean> {
  const { numUpdatedRows } = await withPartyTables(tx)
    .updateTable('member')
    .set({ email })
    .where('id', '=', id)
    .where((of) =>
      of.not(of.exists(of.selectFrom('member as other').select('other.id').where('other.email', '=', email))),
    )
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function setState(
  tx: Tx,
  id: Id<'mbr'>,
  change: { readonly from: MemberState; readonly to: MemberState },
): Promise<boolean> {
  const { numUpdatedRows } = await withPartyTables(tx)
    .updateTable('member')
    .set({ state: change.to })
    .where('id', '=', id)
    .where('state', '=', change.from)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
