import { sql } from 'kysely'
import type { Id, WallInstant } from '@loggia/kernel'
import type { PartyTables } from '../../parties/index.ts'
import { keptPlan, toJsonb, toTimestamptz } from '../../platform/index.ts'
import type { Db } from '../../platform/index.ts'
import type { SignOnSession, TenantKey } from '../schema.ts'
import type { SignOnTables } from '../tables.ts'
import { selectClient, toClient } from './people.ts'
import type { ClientRow, FoundClient } from './people.ts'
import { isTheirs, toPersonId, toUserId } from './tenants.ts'

type Of = { readonly tenantKey: TenantKey; readonly digest: string }

/**
 * A session at a company's address, as long as the one at the marketplace goes on; and with the client of this id, which
 * asks in it.
 */
export async function find(
  db: Db,
  { tenantKey, digest, clientId }: Of & { readonly clientId: string },
  now: WallInstant,
): Promise<(SignOnSession & { readonly client?: FoundClient | undefined }) | undefined> {
  const at = toTimestamptz(now)
  const { rows } = await sql<Row & ClientRow>`${keptPlan}
    select signed.uid, signed.tenant_key, signed.person_id, signed.session_id, signed.payload, signed.expires_wall_at, client.*
    from sign_on_session signed
    join session on session.id = signed.session_id
    left join person on person.id = signed.person_id
    left join lateral (${selectClient({ tenantKey, clientId, withUser: true })}) client on true
    where signed.digest = ${digest} and signed.tenant_key = ${tenantKey} and signed.expires_wall_at > ${at}
      and session.expires_wall_at > ${at} and ${isTheirs}`.execute(db.withTables<SignOnTables>())
  const [row] = rows
  return (
    row && {
      uid: row.uid,
      payload: row.payload,
      expiresAt: row.expires_wall_at,
      holder: holderOf(row),
      client: toClient(row),
    }
  )
}
type Row = SignOnTables['sign_on_session']

const holderOf = (row: Pick<Row, 'tenant_key' | 'person_id' | 'session_id'>): SignOnSession['holder'] =>
  row.session_id === null ? undefined : { userId: toUserId(row), sessionId: row.session_id }

export async function save(
  db: Db,
  { tenantKey, digest }: Of,
  { uid, payload, expiresAt, holder }: SignOnSession,
): Promise<void> {
  const changed = {
    payload: toJsonb(payload),
    expires_wall_at: toTimestamptz(expiresAt),
    person_id: holder ? toPersonId(holder.userId) : null,
    session_id: holder?.sessionId ?? null,
  }
  await db
    .withTables<SignOnTables>()
    .insertInto('sign_on_session')
    .values({ digest, uid, tenant_key: tenantKey, ...changed })
    // The provider gives a session another name when somebody signs in.
    .onConflict((conflict) => conflict.column('uid').doUpdateSet({ digest, ...changed }))
    .execute()
}

/** Gives whose it was. */
export async function remove(db: Db, { tenantKey, digest }: Of): Promise<SignOnSession['holder']> {
  const row = await db
    .withTables<SignOnTables>()
    .deleteFrom('sign_on_session')
    .where('digest', '=', digest)
    .where('tenant_key', '=', tenantKey)
    .returning(['tenant_key', 'person_id', 'session_id'])
    .executeTakeFirst()
  return row && holderOf(row)
}

export async function removeEnded(db: Db, now: WallInstant): Promise<void> {
  const until = toTimestamptz(now)
  for (const table of ['sign_on_session', 'sign_on_step', 'sign_on_token', 'sign_on'] as const)
    await db
      .withTables<SignOnTables>()
      .deleteFrom(table)
      .where(sql<boolean>`expires_wall_at <= ${until}`)
      .execute()
}

/** Whether a session at the marketplace began at this time or later. */
export async function isNewer(db: Db, sessionId: Id<'ses'>, since: WallInstant): Promise<boolean> {
  const row = await db
    .withTables<PartyTables>()
    .selectFrom('session')
    .select('id')
    .where('id', '=', sessionId)
    .where('created_wall_at', '>=', toTimestamptz(since))
    .executeTakeFirst()
  return row !== undefined
}
