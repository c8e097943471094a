import { sql } from 'kysely'
import { omitUndefined } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type { DirectoryTables } from '../../directory/index.ts'
import type { PartyTables } from '../../parties/index.ts'
import { toTimestamptz } from '../../platform/index.ts'
import type { Db, Tx } from '../../platform/index.ts'
import type { IdentityProvider } from '../schema.ts'
import type { IdentityTables } from '../tables.ts'

const fromRow = (row: IdentityTables['identity_provider']): IdentityProvider =>
  omitUndefined({
    id: row.id,
    enterpriseId: row.enterprise_id ?? undefined,
    issuer: row.issuer,
    clientId: row.client_id,
    secret: row.client_secret_sealed,
    scopes: row.scopes,
    foundBy: row.found_by,
    addsPeople: row.adds_people,
    enforced: row.enforced,
    enabled: row.enabled,
    setUpBy: row.set_up_by,
    createdAt: row.created_at,
    changedAt: row.changed_at,
  })

const select = (db: Db) =>
  db.withTables<IdentityTables>().selectFrom('identity_provider').selectAll('identity_provider')

/** Whose provider: of this company, or of the operators. */
export type Owner = Id<'ent'> | 'operators'

export async function findByOwner(db: Db, owner: Owner): Promise<IdentityProvider | undefined> {
  const query =
    owner === 'operators'
      ? select(db).where('enterprise_id', 'is', null)
      : select(db).where('enterprise_id', '=', owner)
  const row = await query.executeTakeFirst()
  return row && fromRow(row)
}

export async function find(db: Db, id: Id<'idp'>): Promise<IdentityProvider | undefined> {
  const row = await select(db).where('id', '=', id).executeTakeFirst()
  return row && fromRow(row)
}

/** Several companies may have one provider, and even one client of it. */
export async function listByClient(
  db: Db,
  { issuer, clientIds }: { readonly issuer: string; readonly clientIds: readonly string[] },
): Promise<IdentityProvider[]> {
  if (clientIds.length === 0) return []
  const query = select(db)
    .where('issuer', '=', issuer)
    .where('client_id', 'in', [...clientIds])
  return (await query.where('enabled', '=', true).orderBy('id').execute()).map(fromRow)
}

/** A provider that is the only way in for the people of a company. */
export type Enforced = {
  readonly provider: IdentityProvider
  readonly company: string
  readonly buyerId: Id<'byr'>
  /** The buyer is suspended: nobody gets in by the provider. */
  readonly isOnHold: boolean
  /** The member is in the directory of the company; else they are a member of its buyer, and in none of its companies. */
  readonly isInDirectory: boolean
}

const enforced = (db: Db) =>
  db
    .withTables<IdentityTables & DirectoryTables & PartyTables>()
    .selectFrom('identity_provider')
    .innerJoin('enterprise', 'enterprise.id', 'identity_provider.enterprise_id')
    .innerJoin('buyer', 'buyer.id', 'enterprise.buyer_id')
    .where('identity_provider.enabled', '=', true)
    .where('identity_provider.enforced', '=', true)

/** Whether any company of the buyer requires its provider. */
export async function isAnyEnforced(db: Db, buyerId: Id<'byr'>): Promise<boolean> {
  const query = enforced(db).select('identity_provider.id').where('buyer.id', '=', buyerId)
  return (await query.limit(1).executeTakeFirst()) !== undefined
}

/**
 * The enforced providers of the companies whose people are linked with this member, disabled ones too; and of the
 * companies of a buyer whose member they are without being in the directory of any of them.
 */
export async function listEnforced(db: Db, memberId: Id<'mbr'>): Promise<Enforced[]> {
  const isOfBuyer = sql<boolean>`exists (select from membership
      where membership.member_id = ${memberId} and membership.buyer_id = buyer.id and membership.enabled)
    and not exists (select from person p join enterprise e on e.id = p.enterprise_id
      where p.member_id = ${memberId} and e.buyer_id = buyer.id)`
  const rows = await enforced(db)
    .leftJoin('person', (join) =>
      join.onRef('person.enterprise_id', '=', 'enterprise.id').on('person.member_id', '=', memberId),
    )
    .selectAll('identity_provider')
    .select(['enterprise.name as company', 'enterprise.buyer_id', 'buyer.suspension_id'])
    .select('person.id as person_id')
    .where((either) => either.or([either('person.id', 'is not', null), isOfBuyer]))
    .orderBy('enterprise.id')
    .execute()
  return rows.map((row) => ({
    provider: fromRow(row),
    company: row.company,
    buyerId: row.buyer_id,
    isOnHold: row.suspension_id !== null,
    isInDirectory: row.person_id !== null,
  }))
}

export async function save(tx: Tx, of: IdentityProvider): Promise<void> {
  const data = {
    issuer: of.issuer,
    client_id: of.clientId,
    client_secret_sealed: of.secret,
    scopes: [...of.scopes],
    found_by: of.foundBy,
    adds_people: of.addsPeople,
    enforced: of.enforced,
    enabled: of.enabled,
    set_up_by: of.setUpBy,
    changed_at: toTimestamptz(of.changedAt),
  }
  await tx
    .withTables<IdentityTables>()
    .insertInto('identity_provider')
    .values({
      id: of.id,
      enterprise_id: of.enterpriseId ?? null,
      created_at: toTimestamptz(of.createdAt),
      ...data,
    })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(data))
    .execute()
}

/** With its identities; the sessions that it gave have been ended. */
export async function remove(tx: Tx, id: Id<'idp'>): Promise<void> {
  await tx.withTables<IdentityTables>().deleteFrom('identity_provider').where('id', '=', id).execute()
}
