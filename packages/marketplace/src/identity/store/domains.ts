import { omitUndefined } from '@loggia/kernel'
import type { Id, Instant, WallInstant } from '@loggia/kernel'
import type { DirectoryTables } from '../../directory/index.ts'
import { toTimestamptz } from '../../platform/index.ts'
import type { Db, Tx } from '../../platform/index.ts'
import type { EmailDomain } from '../schema.ts'
import type { IdentityTables } from '../tables.ts'

const fromRow = (row: IdentityTables['email_domain']): EmailDomain =>
  omitUndefined({
    enterpriseId: row.enterprise_id,
    domain: row.domain,
    token: row.token,
    verifiedAt: row.verified_at ?? undefined,
    missedAt: row.missed_wall_at ?? undefined,
  })

export async function list(db: Db, enterpriseId: Id<'ent'>): Promise<EmailDomain[]> {
  const query = db.withTables<IdentityTables>().selectFrom('email_domain').selectAll()
  const rows = await query.where('enterprise_id', '=', enterpriseId).orderBy('domain').execute()
  return rows.map(fromRow)
}

/** The domain, as the company has it that has verified it. */
export async function findVerified(db: Db, domain: string): Promise<EmailDomain | undefined> {
  const row = await db
    .withTables<IdentityTables>()
    .selectFrom('email_domain')
    .selectAll()
    .where('domain', '=', domain)
    .where('verified_at', 'is not', null)
    .executeTakeFirst()
  return row && fromRow(row)
}

export const findOwner = async (db: Db, domain: string): Promise<Id<'ent'> | undefined> =>
  (await findVerified(db, domain))?.enterpriseId

/** Verified ones that nobody has looked at since then. */
export async function listUnchecked(db: Db, before: WallInstant, limit: number): Promise<EmailDomain[]> {
  const rows = await db
    .withTables<IdentityTables>()
    .selectFrom('email_domain')
    .selectAll()
    .where('verified_at', 'is not', null)
    .where((of) =>
      of.or([of('checked_wall_at', 'is', null), of('checked_wall_at', '<', toTimestamptz(before))]),
    )
    .orderBy('domain')
    .limit(limit)
    .execute()
  return rows.map(fromRow)
}

/** A company that is not dissolved, by its name in addresses. */
export async function findTenant(db: Db, tenantCode: string): Promise<Id<'ent'> | undefined> {
  const row = await db
    .withTables<DirectoryTables>()
    .selectFrom('enterprise')
    .select('id')
    .where('tenant_code', '=', tenantCode)
    .where('state', '=', 'active')
    .executeTakeFirst()
  return row?.id
}

export async function insert(tx: Tx, of: EmailDomain): Promise<void> {
  await tx
    .withTables<IdentityTables>()
    .insertInto('email_domain')
    .values({
      enterprise_id: of.enterpriseId,
      domain: of.domain,
      token: of.token,
      verified_at: null,
      checked_wall_at: null,
      missed_wall_at: null,
    })
    .execute()
}

type Of = Pick<EmailDomain, 'enterpriseId' | 'domain'>

export async function markVerified(tx: Tx, { enterpriseId, domain }: Of, at: Instant): Promise<void> {
  await tx
    .withTables<IdentityTables>()
    .updateTable('email_domain')
    .set({ verified_at: toTimestamptz(at) })
    .where('enterprise_id', '=', enterpriseId)
    .where('domain', '=', domain)
    .execute()
}

/** It has been looked at; `missedAt` is since when its record is not there. */
export async function markChecked(
  tx: Tx,
  { enterpriseId, domain }: Of,
  { at, missedAt }: { readonly at: WallInstant; readonly missedAt: WallInstant | undefined },
): Promise<void> {
  await tx
    .withTables<IdentityTables>()
    .updateTable('email_domain')
    .set({ checked_wall_at: toTimestamptz(at), missed_wall_at: missedAt ? toTimestamptz(missedAt) : null })
    .where('enterprise_id', '=', enterpriseId)
    .where('domain', '=', domain)
    .execute()
}

/** It has to be verified again. */
export async function markLost(tx: Tx, { enterpriseId, domain }: Of): Promise<void> {
  await tx
    .withTables<IdentityTables>()
    .updateTable('email_domain')
    .set({ verified_at: null, checked_wall_at: null, missed_wall_at: null })
    .where('enterprise_id', '=', enterpriseId)
    .where('domain', '=', domain)
    .execute()
}

export async function remove(tx: Tx, { enterpriseId, domain }: Of): Promise<void> {
  await tx
    .withTables<IdentityTables>()
    .deleteFrom('email_domain')
    .where('enterprise_id', '=', enterpriseId)
    .where('domain', '=', domain)
    .execute()
}

export async function removeAll(tx: Tx, enterpriseId: Id<'ent'>): Promise<void> {
  await tx
    .withTables<IdentityTables>()
    .deleteFrom('email_domain')
    .where('enterprise_id', '=', enterpriseId)
    .execute()
}
