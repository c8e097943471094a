import type { WallInstant } from '@loggia/kernel'
import type { DirectoryTables } from '../../directory/index.ts'
import type { PartyTables } from '../../parties/index.ts'
import { toJsonb, toTimestamptz } from '../../platform/index.ts'
import type { Db } from '../../platform/index.ts'
import type { Holder, SignOnStep, TenantKey } from '../schema.ts'
import type { SignOnTables } from '../tables.ts'
import { isTheirs, toPersonId, toUserId } from './tenants.ts'

type Of = { readonly tenantKey: TenantKey; readonly digest: string }

export async function find(
  db: Db,
  { tenantKey, digest }: Of,
  now: WallInstant,
): Promise<SignOnStep | undefined> {
  const row = await db
    .withTables<SignOnTables>()
    .selectFrom('sign_on_step')
    .select(['payload', 'created_wall_at', 'expires_wall_at'])
    .where('digest', '=', digest)
    .where('tenant_key', '=', tenantKey)
    .where('expires_wall_at', '>', toTimestamptz(now))
    .executeTakeFirst()
  return row && { payload: row.payload, createdAt: row.created_wall_at, expiresAt: row.expires_wall_at }
}

export async function save(
  db: Db,
  { tenantKey, digest }: Of,
  { payload, createdAt, expiresAt }: SignOnStep,
): Promise<void> {
  const changed = { payload: toJsonb(payload), expires_wall_at: toTimestamptz(expiresAt) }
  await db
    .withTables<SignOnTables>()
    .insertInto('sign_on_step')
    .values({ digest, tenant_key: tenantKey, created_wall_at: toTimestamptz(createdAt), ...changed })
    .onConflict((conflict) => conflict.column('digest').doUpdateSet(changed))
    .execute()
}

export async function remove(db: Db, { tenantKey, digest }: Of): Promise<void> {
  await db
    .withTables<SignOnTables>()
    .deleteFrom('sign_on_step')
    .where('digest', '=', digest)
    .where('tenant_key', '=', tenantKey)
    .execute()
}

/** Who it is about, for whoever comes back with the ticket. False if the step is gone. */
export async function giveTicket(
  db: Db,
  { tenantKey, digest }: Of,
  {
    ticketDigest,
    userId,
    sessionId,
    now,
  }: Holder & { readonly ticketDigest: string; readonly now: WallInstant },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .withTables<SignOnTables>()
    .updateTable('sign_on_step')
    .set({ ticket_digest: ticketDigest, person_id: toPersonId(userId), session_id: sessionId })
    .where('digest', '=', digest)
    .where('tenant_key', '=', tenantKey)
    .where('expires_wall_at', '>', toTimestamptz(now))
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Takes the ticket, which counts once. */
export async function takeTicket(
  db: Db,
  { tenantKey, digest }: Of,
  { ticketDigest, now }: { readonly ticketDigest: string; readonly now: WallInstant },
): Promise<(Holder & { readonly startedAt: WallInstant }) | undefined> {
  const tables = db.withTables<DirectoryTables & PartyTables & SignOnTables>()
  const row = await tables
    .selectFrom('sign_on_step as signed')
    .innerJoin('session', 'session.id', 'signed.session_id')
    .leftJoin('person', 'person.id', 'signed.person_id')
    .select(['signed.tenant_key', 'signed.person_id', 'session.id as session_id', 'session.created_wall_at'])
    .where(isTheirs)
    .where('signed.digest', '=', digest)
    .where('signed.tenant_key', '=', tenantKey)
    .where('signed.ticket_digest', '=', ticketDigest)
    .where('signed.expires_wall_at', '>', toTimestamptz(now))
    .where('session.expires_wall_at', '>', toTimestamptz(now))
    .executeTakeFirst()
  if (!row) return undefined
  const { numUpdatedRows } = await tables
    .updateTable('sign_on_step')
    .set({ ticket_digest: null, person_id: null, session_id: null })
    .where('digest', '=', digest)
    .where('ticket_digest', '=', ticketDigest)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) return undefined
  return { userId: toUserId(row), sessionId: row.session_id, startedAt: row.created_wall_at }
}
