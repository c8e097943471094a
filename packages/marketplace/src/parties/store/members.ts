import { toCursor } from '@loggia/kernel'
import type { Id, PageRequest, WallInstant } from '@loggia/kernel'
import { sql } from 'kysely'
import { toTimestamptz } from '../../platform/index.ts'
import type { Db, Tx } from '../../platform/index.ts'
import type { OpenSession } from '../schema/sessions.ts'
import type { PartyMember, Reader } from '../schema/members.ts'
import type { PartyOf, Rights } from '../schema/rights.ts'
import type { WaitingSignUp } from '../schema/sign-ups.ts'
import { noPasswordPattern } from '../passwords.ts'
import { pickSuspension } from './accounts.ts'
import { withPartyTables } from './handle.ts'
import { deleteStepsOf } from './sign-in-steps.ts'
import { joinGrants, listRolesOf, roleGrants } from './roles.ts'

/** The memberships of one party. */
function membershipsOf(db: Db, party: PartyOf) {
  const ships = withPartyTables(db).selectFrom('membership').where('role', '=', party.kind)
  if (party.kind === 'buyer') return ships.where('membership.buyer_id', '=', party.id)
  return party.kind === 'seller' ? ships.where('membership.seller_id', '=', party.id) : ships
}

const membersOf = (db: Db, party: PartyOf) =>
  membershipsOf(db, party)
    .innerJoin('member', 'member.id', 'membership.member_id')
    .select(['member.id', 'member.name', 'member.email', 'member.must_change_password', 'member.created_at'])
    .leftJoin('suspension', 'suspension.id', 'membership.suspension_id')
    .select(['membership.main', 'membership.grants', 'membership.enabled', roleGrants.as('role_grants')])
    .select(['suspension.reason', 'suspension.until', 'suspension.decided_at'])
type MemberRow = Awaited<ReturnType<ReturnType<typeof membersOf>['executeTakeFirstOrThrow']>>

const fromRow = (row: MemberRow, roles: PartyMember['roles']): PartyMember => ({
  id: row.id,
  name: row.name,
  email: row.email,
  rights: { main: row.main, grants: joinGrants(row.grants, row.role_grants) },
  ownGrants: row.grants,
  roles,
  enabled: row.enabled,
  ...pickSuspension(row),
  mustChangePassword: row.must_change_password,
  addedAt: row.created_at,
})

async function withRoles(db: Db, party: PartyOf, rows: readonly MemberRow[]): Promise<PartyMember[]> {
  const roles = await listRolesOf(
    db,
    party,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => fromRow(row, roles.get(row.id) ?? []))
}

/** Whether the member belongs to the operators, to a seller, or to another buyer than these. */
export async function hasOtherParty(
  db: Db,
  memberId: Id<'mbr'>,
  buyerIds: readonly Id<'byr'>[],
): Promise<boolean> {
  const other = await withPartyTables(db)
    .selectFrom('membership')
    .select('member_id')
    .where('member_id', '=', memberId)
    .where('enabled', '=', true)
    .where((of) => of.or([of('role', '<>', 'buyer'), of('buyer_id', 'not in', [...buyerIds])]))
    .limit(1)
    .executeTakeFirst()
  return other !== undefined
}

/** Those of these members who have no password, with their emails. */
export async function listWithoutPassword(
  db: Db,
  ids: readonly Id<'mbr'>[],
): Promise<{ readonly id: Id<'mbr'>; readonly email: string }[]> {
  return withPartyTables(db)
    .selectFrom('member')
    .select(['id', 'email'])
    .where('id', '=', sql<Id<'mbr'>>`any(${[...ids]}::text[])`)
    .where('password_hash', 'like', noPasswordPattern)
    .orderBy('id')
    .execute()
}

/** Newest first, one more than the limit; with `text` those in whose name or email address it is, in any case. */
export async function listMembers(
  db: Db,
  party: PartyOf,
  page: PageRequest & { readonly text?: string | undefined },
): Promise<PartyMember[]> {
  const { text } = page
  const all = membersOf(db, party)
  const members =
    text === undefined
      ? all
      : all.where(sql<boolean>`strpos(lower(member.name || chr(10) || member.email), lower(${text})) > 0`)
  const rest =
    page.after === undefined ? members : members.where('member.id', '<', toCursor(page.after, 'mbr'))
  const rows = await rest
    .orderBy('member.id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return withRoles(db, party, rows)
}

/** Those of these people who are members of the party, in no order. */
export async function listMembersAmong(
  db: Db,
  party: PartyOf,
  ids: readonly Id<'mbr'>[],
): Promise<PartyMember[]> {
  const among = sql<Id<'mbr'>>`any(${[...ids]}::text[])`
  return withRoles(db, party, await membersOf(db, party).where('member.id', '=', among).execute())
}

export async function findMember(db: Db, party: PartyOf, id: Id<'mbr'>): Promise<PartyMember | undefined> {
  const [found] = await withRoles(db, party, await membersOf(db, party).where('member.id', '=', id).execute())
  return found
}

/** Enabled members of a party who may sign in. */
export async function listReaders(db: Db, party: PartyOf): Promise<Reader[]> {
  const rows = await membersOf(db, party)
    .select('member.language')
    .where('membership.enabled', '=', true)
    .where('member.state', '=', 'active')
    .orderBy('member.id')
    .execute()
  return rows.map(({ id, name, email, language, main, grants, role_grants: ofRoles }) => ({
    id,
    name,
    email,
    language,
    rights: { main, grants: joinGrants(grants, ofRoles) },
  }))
}

/** A person as a member of a buyer. */
export type OfBuyer = { readonly buyerId: Id<'byr'>; readonly memberId: Id<'mbr'> }

/** The memberships of these people in these buyers. */
export async function listMembersOfBuyers(
  db: Db,
  named: readonly OfBuyer[],
): Promise<(OfBuyer & { readonly name: string; readonly email: string })[]> {
  const among = <T extends string>(ids: readonly T[]) => sql<T>`any(${[...ids]}::text[])`
  const rows = await withPartyTables(db)
    .selectFrom('membership')
    .innerJoin('member', 'member.id', 'membership.member_id')
    .select(['membership.buyer_id', 'member.id', 'member.name', 'member.email'])
    .where('role', '=', 'buyer')
    .where('membership.buyer_id', '=', among(named.map(({ buyerId }) => buyerId)))
    .where('member.id', '=', among(named.map(({ memberId }) => memberId)))
    .execute()
  return rows.flatMap(({ buyer_id: buyerId, id: memberId, name, email }) =>
    buyerId === null ? [] : [{ buyerId, memberId, name, email }],
  )
}

/**
 * Locks the party's enabled main memberships, so that two changes at once cannot remove the last. Returns their
 * members.
 */
export async function lockMains(tx: Tx, party: PartyOf): Promise<Id<'mbr'>[]> {
  const rows = await membershipsOf(tx, party)
    .select('member_id')
    .where('main', '=', true)
    .where('enabled', '=', true)
    .orderBy('member_id')
    .forUpdate()
    .execute()
  return rows.map((row) => row.member_id)
}

/** A membership stays as it is until the transaction ends. */
export async function shareMembership(tx: Tx, party: PartyOf, id: Id<'mbr'>): Promise<void> {
  await membershipsOf(tx, party).select('member_id').where('member_id', '=', id).forShare().execute()
}

const oneMembership = (tx: Tx, party: PartyOf, id: Id<'mbr'>) =>
  withPartyTables(tx).updateTable('membership').where('member_id', '=', id).where('role', '=', party.kind)

export async function setRights(
  tx: Tx,
  party: PartyOf,
  of: { id: Id<'mbr'>; rights: Rights },
): Promise<void> {
  const { main, grants } = of.rights
  await oneMembership(tx, party, of.id)
    .set({ main, grants: [...grants] })
    .execute()
}

/** The number of parties that this member acts for. */
export async function countMemberships(db: Db, id: Id<'mbr'>): Promise<number> {
  const row = await withPartyTables(db)
    .selectFrom('membership')
    .select((eb) => eb.fn.countAll<bigint>().as('n'))
    .where('member_id', '=', id)
    .executeTakeFirstOrThrow()
  return Number(row.n)
}

/** A member's name and the parties they act for now; undefined if there is no such member. */
export async function findActsFor(
  db: Db,
  id: Id<'mbr'>,
): Promise<{ name: string; parties: PartyOf[] } | undefined> {
  const member = await withPartyTables(db)
    .selectFrom('member')
    .select('name')
    .where('id', '=', id)
    .executeTakeFirst()
  if (!member) return undefined
  const rows = await withPartyTables(db)
    .selectFrom('membership')
    .select(['role', 'buyer_id', 'seller_id'])
    .where('member_id', '=', id)
    .where('enabled', '=', true)
    .orderBy('role')
    .execute()
  const parties = rows.map(({ buyer_id: buyerId, seller_id: sellerId }): PartyOf => {
    if (buyerId !== null) return { kind: 'buyer', id: buyerId }
    return sellerId === null ? { kind: 'operator' } : { kind: 'seller', id: sellerId }
  })
  return { name: member.name, parties }
}

/** Makes the member a main account of the seller. */
export async function joinSeller(tx: Tx, id: Id<'mbr'>, sellerId: Id<'sel'>): Promise<void> {
  await withPartyTables(tx)
    .insertInto('membership')
    .values({
      member_id: id,
      role: 'seller',
      buyer_id: null,
      seller_id: sellerId,
      main: true,
      enabled: true,
      grants: [],
      suspension_id: null,
      joined: false,
    })
    .execute()
}

/** Makes an account that is there already a member of the buyer; false if it is one of a buyer. */
export async function joinBuyer(
  tx: Tx,
  { id, buyerId, rights }: { readonly id: Id<'mbr'>; readonly buyerId: Id<'byr'>; readonly rights: Rights },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await withPartyTables(tx)
    .insertInto('membership')
    .values({
      member_id: id,
      role: 'buyer',
      buyer_id: buyerId,
      seller_id: null,
      main: rights.main,
      enabled: true,
      grants: [...rights.grants],
      suspension_id: null,
      joined: true,
    })
    .onConflict((conflict) => conflict.columns(['member_id', 'role']).doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

/** Whether the account was there before it became a member of the party. */
export async function hasJoined(db: Db, party: PartyOf, id: Id<'mbr'>): Promise<boolean> {
  const query = membershipsOf(db, party).select('member_id').where('member_id', '=', id)
  return (await query.where('joined', '=', true).executeTakeFirst()) !== undefined
}

export async function setPassword(
  tx: Tx,
  id: Id<'mbr'>,
  password: { hash: string; mustChange: boolean },
): Promise<void> {
  await withPartyTables(tx)
    .updateTable('member')
    .set({ password_hash: password.hash, must_change_password: password.mustChange })
    .where('id', '=', id)
    .execute()
}

/** Whether this still is the member's password; if so, it stays until the transaction ends. */
export async function lockPassword(tx: Tx, id: Id<'mbr'>, hash: string): Promise<boolean> {
  const query = withPartyTables(tx).selectFrom('member').select('id')
  const same = query.where('id', '=', id).where('password_hash', '=', hash)
  return (await same.forShare().executeTakeFirst()) !== undefined
}

export async function findPasswordHash(db: Db, id: Id<'mbr'>): Promise<string | undefined> {
  const query = withPartyTables(db).selectFrom('member').select('password_hash').where('id', '=', id)
  return (await query.executeTakeFirst())?.password_hash
}

export async function setProfile(
  tx: Tx,
  id: Id<'mbr'>,
  profile: { name: string; language: 'zh-CN' | 'en-US' },
): Promise<void> {
  await withPartyTables(tx).updateTable('member').set(profile).where('id', '=', id).execute()
}

/** The most recently used first; at most 100. */
export async function listSessions(
  db: Db,
  id: Id<'mbr'>,
  now: WallInstant,
): Promise<(Omit<OpenSession, 'address'> & { readonly sealed: Uint8Array | null })[]> {
  const rows = await withPartyTables(db)
    .selectFrom('session')
    .select(['id', 'created_wall_at', 'seen_wall_at', 'user_agent', 'method', 'address'])
    .where('member_id', '=', id)
    .where('expires_wall_at', '>', toTimestamptz(now))
    .orderBy('seen_wall_at', 'desc')
    .orderBy('id', 'desc')
    .limit(100)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    startedAt: row.created_wall_at,
    seenAt: row.seen_wall_at,
    userAgent: row.user_agent,
    method: row.method,
    sealed: row.address,
  }))
}

/** Returns false if the member has no such session. */
export async function deleteOneSession(tx: Tx, memberId: Id<'mbr'>, id: Id<'ses'>): Promise<boolean> {
  const { numDeletedRows } = await withPartyTables(tx)
    .deleteFrom('session')
    .where('member_id', '=', memberId)
    .where('id', '=', id)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** Whether the session has not ended; if so, it does not until the transaction ends. */
export async function shareSession(tx: Tx, id: Id<'ses'>): Promise<boolean> {
  const query = withPartyTables(tx).selectFrom('session').select('id').where('id', '=', id)
  return (await query.forShare().executeTakeFirst()) !== undefined
}

export async function deleteOtherSessions(tx: Tx, memberId: Id<'mbr'>, kept: Id<'ses'>): Promise<void> {
  await deleteStepsOf(tx, memberId)
  await withPartyTables(tx)
    .deleteFrom('session')
    .where('member_id', '=', memberId)
    .where('id', '<>', kept)
    .execute()
}

const waiting = (db: Db) =>
  withPartyTables(db)
    .selectFrom('member')
    .innerJoin('membership', 'membership.member_id', 'member.id')
    .innerJoin('buyer', 'buyer.id', 'membership.buyer_id')
    .select(['member.id', 'member.name', 'member.email', 'member.created_at'])
    .select(['buyer.id as buyer_id', 'buyer.name_zh', 'buyer.name_en', 'buyer.kind', 'buyer.country'])
    .where('member.state', '=', sql.lit('waiting'))

type WaitingRow = Awaited<ReturnType<ReturnType<typeof waiting>['executeTakeFirstOrThrow']>>
const waitingFromRow = (row: WaitingRow): WaitingSignUp => ({
  member: { id: row.id, name: row.name, email: row.email },
  buyer: {
    id: row.buyer_id,
    name: { zh: row.name_zh, en: row.name_en },
    kind: row.kind,
    country: row.country,
  },
  signedUpAt: row.created_at,
})

/** Newest first, one more than the limit. */
export async function listWaiting(db: Db, page: PageRequest): Promise<WaitingSignUp[]> {
  const all = waiting(db)
  const rest = page.after === undefined ? all : all.where('member.id', '<', toCursor(page.after, 'mbr'))
  const rows = await rest
    .orderBy('member.id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map(waitingFromRow)
}

/** Locks the sign-up that waits. */
export async function lockWaiting(tx: Tx, id: Id<'mbr'>): Promise<WaitingSignUp | undefined> {
  const row = await waiting(tx).where('member.id', '=', id).forUpdate('member').executeTakeFirst()
  return row && waitingFromRow(row)
}

export async function decideWaiting(tx: Tx, id: Id<'mbr'>, state: 'active' | 'rejected'): Promise<void> {
  await withPartyTables(tx).updateTable('member').set({ state }).where('id', '=', id).execute()
}
