import { sql } from 'kysely'
import type { Id, Instant } from '@loggia/kernel'
import { toTimestamptz } from '../../platform/index.ts'
import type { Db, Tx } from '../../platform/index.ts'
import type { PartyOf, Role } from '../schema/rights.ts'
import { withPartyTables } from './handle.ts'

/** The grants of the roles of a membership; for a query of `membership`. */
export const roleGrants = sql<string[]>`array(select distinct unnest(r.grants)
  from member_role h join party_role r on r.id = h.role_id
  where h.member_id = membership.member_id and h.role = membership.role order by 1)`

/** What the member may do in total. */
export const joinGrants = (own: readonly string[], ofRoles: readonly string[]): string[] => [
  ...new Set([...own, ...ofRoles]),
]

function rolesOf(db: Db, party: PartyOf) {
  const roles = withPartyTables(db).selectFrom('party_role').where('party_role.role', '=', party.kind)
  if (party.kind === 'buyer') return roles.where('buyer_id', '=', party.id)
  return party.kind === 'seller' ? roles.where('seller_id', '=', party.id) : roles
}

const counted = sql<bigint>`(select count(*) from member_role h where h.role_id = party_role.id)`

/** By name, each with the number of its members. */
export async function listPartyRoles(db: Db, party: PartyOf): Promise<Role[]> {
  const rows = await rolesOf(db, party)
    .select(['id', 'name', 'grants', counted.as('members')])
    .orderBy(sql`lower(name) collate "C"`)
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ ...row, members: Number(row.members) }))
}

/** The party's own among these roles. They stay until the transaction ends. */
export async function shareRoles(
  tx: Tx,
  party: PartyOf,
  ids: readonly Id<'rol'>[],
): Promise<Omit<Role, 'members'>[]> {
  if (ids.length === 0) return []
  return rolesOf(tx, party)
    .select(['id', 'name', 'grants'])
    .where('id', 'in', [...ids])
    .orderBy('id')
    .forShare()
    .execute()
}

/** Locks a role, so that nobody gets it meanwhile. */
export async function lockRole(tx: Tx, party: PartyOf, id: Id<'rol'>): Promise<Role | undefined> {
  const row = await rolesOf(tx, party)
    .select(['id', 'name', 'grants'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) return undefined
  const { members } = await withPartyTables(tx)
    .selectFrom('member_role')
    .select((eb) => eb.fn.countAll<bigint>().as('members'))
    .where('role_id', '=', id)
    .executeTakeFirstOrThrow()
  return { ...row, members: Number(members) }
}

export async function countRoles(db: Db, party: PartyOf): Promise<number> {
  const row = await rolesOf(db, party)
    .select((eb) => eb.fn.countAll<bigint>().as('n'))
    .executeTakeFirstOrThrow()
  return Number(row.n)
}

type NewRole = Pick<Role, 'id' | 'name' | 'grants'> & { readonly at: Instant }

/** Whether another role of the party has this name, with other case perhaps. */
export async function isNameTaken(
  db: Db,
  party: PartyOf,
  { id, name }: Pick<Role, 'id' | 'name'>,
): Promise<boolean> {
  const same = rolesOf(db, party)
    .select('id')
    .where(sql<string>`lower(name)`, '=', sql<string>`lower(${name})`)
  return (await same.where('id', '<>', id).executeTakeFirst()) !== undefined
}

export async function insertRole(tx: Tx, party: PartyOf, { id, name, grants, at }: NewRole): Promise<void> {
  await withPartyTables(tx)
    .insertInto('party_role')
    .values({
      id,
      role: party.kind,
      buyer_id: party.kind === 'buyer' ? party.id : null,
      seller_id: party.kind === 'seller' ? party.id : null,
      name,
      grants: [...grants],
      created_at: toTimestamptz(at),
    })
    .execute()
}

export async function saveRole(
  tx: Tx,
  { id, name, grants }: Pick<Role, 'id' | 'name' | 'grants'>,
): Promise<void> {
  await withPartyTables(tx)
    .updateTable('party_role')
    .set({ name, grants: [...grants] })
    .where('id', '=', id)
    .execute()
}

/** Gives the members of a role another, or none, and deletes it. */
export async function deleteRole(tx: Tx, id: Id<'rol'>, moveTo: Id<'rol'> | undefined): Promise<void> {
  const tables = withPartyTables(tx)
  if (moveTo !== undefined)
    await tables
      .insertInto('member_role')
      .columns(['member_id', 'role', 'role_id'])
      .expression((eb) =>
        eb
          .selectFrom('member_role')
          .select(['member_id', 'role'])
          .select(eb.val(moveTo).as('role_id'))
          .where('role_id', '=', id),
      )
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  await tables.deleteFrom('member_role').where('role_id', '=', id).execute()
  await tables.deleteFrom('party_role').where('id', '=', id).execute()
}

/** Replaces the roles of a member. */
export async function setRoles(
  tx: Tx,
  { kind }: PartyOf,
  of: { readonly id: Id<'mbr'>; readonly roles: readonly Id<'rol'>[] },
): Promise<void> {
  const tables = withPartyTables(tx)
  await tables.deleteFrom('member_role').where('member_id', '=', of.id).where('role', '=', kind).execute()
  if (of.roles.length > 0)
    await tables
      .insertInto('member_role')
      .values(of.roles.map((id) => ({ member_id: of.id, role: kind, role_id: id })))
      .execute()
}

/** The roles of members in a party, by member. */
export async function listRolesOf(
  db: Db,
  party: PartyOf,
  members: readonly Id<'mbr'>[],
): Promise<ReadonlyMap<Id<'mbr'>, Pick<Role, 'id' | 'name'>[]>> {
  if (members.length === 0) return new Map()
  const rows = await withPartyTables(db)
    .selectFrom('member_role as h')
    .innerJoin('party_role as r', 'r.id', 'h.role_id')
    .select(['h.member_id', 'r.id', 'r.name'])
    .where('h.role', '=', party.kind)
    .where('h.member_id', 'in', [...members])
    .orderBy(sql`lower(r.name) collate "C"`)
    .execute()
  const grouped = Map.groupBy(rows, (row) => row.member_id)
  return new Map([...grouped].map(([id, of]) => [id, of.map((row) => ({ id: row.id, name: row.name }))]))
}
