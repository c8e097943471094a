import { sql } from 'kysely'
import { toIso } from '@loggia/kernel'
import type { Id, WallInstant } from '@loggia/kernel'
import { encodeJson, keptPlan, toJsonb, toTimestamptz } from '../../platform/index.ts'
import type { Db, Tx } from '../../platform/index.ts'
import type { Code, Kept, SignOn, SignOnPerson, TenantKey, Token, TokenKind } from '../schema.ts'
import type { SignOnTables } from '../tables.ts'
import { closing, isAssignedToThem, selectClient, toClient, toPerson } from './people.ts'
import type { ClientRow, FoundClient, UserRow } from './people.ts'
import { isTheirs, toPersonId, toUserId } from './tenants.ts'

type Of = { readonly tenantKey: TenantKey; readonly digest: string }

const toSignOn = (
  row: Pick<SignOnTables['sign_on'], 'id' | 'connected_app_id' | 'tenant_key' | 'person_id' | 'session_id'>,
): SignOn => ({
  id: row.id,
  connectedAppId: row.connected_app_id,
  userId: toUserId(row),
  sessionId: row.session_id,
})

export async function insert(
  db: Db,
  { tenantKey, digest }: Of,
  { signOn, payload, expiresAt, endsAt }: Omit<Code, 'usedAt'> & { readonly endsAt: WallInstant },
): Promise<void> {
  await db
    .withTables<SignOnTables>()
    .insertInto('sign_on')
    .values({
      id: signOn.id,
      tenant_key: tenantKey,
      connected_app_id: signOn.connectedAppId,
      person_id: toPersonId(signOn.userId),
      session_id: signOn.sessionId,
      code_digest: digest,
      code_used_wall_at: null,
      code_expires_wall_at: toTimestamptz(expiresAt),
      payload: toJsonb(payload),
      expires_wall_at: toTimestamptz(endsAt),
    })
    .execute()
}

type WithClient = { readonly client?: FoundClient | undefined }

/**
 * Also one that was used: its second use ends what the first one gave. With the client of this id, and whether the one who
 * signed on may still use its app.
 */
export async function findCode(
  db: Db,
  { tenantKey, digest, clientId }: Of & { readonly clientId: string },
  now: WallInstant,
): Promise<(Code & WithClient) | undefined> {
  const { rows } = await sql<SignOnTables['sign_on'] & ClientRow>`${keptPlan}
    select signed.id, signed.connected_app_id, signed.tenant_key, signed.person_id, signed.session_id, signed.payload,
      signed.code_used_wall_at, signed.code_expires_wall_at, client.*
    from sign_on signed join session on session.id = signed.session_id
    left join person on person.id = signed.person_id
    left join lateral (${selectClient({ tenantKey, clientId, withUser: true })}) client on true
    where signed.code_digest = ${digest} and signed.tenant_key = ${tenantKey} and ${isTheirs}`.execute(
    db.withTables<SignOnTables>(),
  )
  const [row] = rows
  if (!row || (row.code_used_wall_at === null && row.code_expires_wall_at <= now)) return undefined
  return {
    signOn: toSignOn(row),
    payload: row.payload,
    expiresAt: row.code_expires_wall_at,
    usedAt: row.code_used_wall_at ?? undefined,
    client: toClient(row),
  }
}

/** False if it was used before. */
export async function useCode(db: Db, { tenantKey, digest }: Of, now: WallInstant): Promise<boolean> {
  const { numUpdatedRows } = await db
    .withTables<SignOnTables>()
    .updateTable('sign_on')
    .set({ code_used_wall_at: toTimestamptz(now) })
    .where('code_digest', '=', digest)
    .where('tenant_key', '=', tenantKey)
    .where('code_used_wall_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export type NewToken = Kept & { readonly digest: string; readonly kind: TokenKind }

type Given = {
  readonly signOnId: Id<'sgn'>
  /** The digest of what they are given for: the code, or the former refresh token. */
  readonly usedDigest: string
  readonly usedKind: 'code' | 'refresh'
  readonly tokens: readonly NewToken[]
  readonly now: WallInstant
  /** Until when the sign-on is kept. */
  readonly endsAt: WallInstant
}

/** Uses a code or a refresh token, and stores the tokens that it gives. False if it was used before. */
export async function insertTokens(db: Db, given: Given): Promise<boolean> {
  const { signOnId, usedDigest, usedKind, tokens } = given
  const [at, endsAt] = [toTimestamptz(given.now), toTimestamptz(given.endsAt)]
  const rows = encodeJson(
    tokens.map(({ digest, kind, payload, expiresAt }) => ({
      digest,
      kind,
      payload,
      expires_wall_at: toIso(expiresAt),
    })),
  )
  // The sign-on is locked first, as by whatever ends it.
  const use =
    usedKind === 'code'
      ? sql`used as (update sign_on set code_used_wall_at = ${at}, expires_wall_at = ${endsAt}
          where id = ${signOnId} and code_digest = ${usedDigest} and code_used_wall_at is null returning id)`
      : sql`held as (update sign_on set expires_wall_at = ${endsAt} where id = ${signOnId} returning id),
        used as (update sign_on_token token set used_wall_at = ${at} from held
          where token.digest = ${usedDigest} and token.sign_on_id = held.id and token.used_wall_at is null
          returning held.id),
        former as (delete from sign_on_token token using used where token.sign_on_id = used.id
          and token.kind = 'refresh' and token.used_wall_at is not null and token.digest <> ${usedDigest})`
  const { numAffectedRows } = await sql`${keptPlan}
    with ${use}
    insert into sign_on_token (digest, sign_on_id, kind, payload, expires_wall_at)
    select token.digest, used.id, token.kind, token.payload, token.expires_wall_at
    from used, jsonb_to_recordset(${rows}::jsonb)
      as token (digest text, kind text, payload jsonb, expires_wall_at timestamptz)`.execute(
    db.withTables<SignOnTables>(),
  )
  return numAffectedRows === BigInt(tokens.length)
}

type TokenOf = Of & { readonly kind: TokenKind }

/** Also one that was used; with the client of this id, as {@link findCode}. */
export async function findToken(
  db: Db,
  { tenantKey, digest, kind, clientId }: TokenOf & { readonly clientId: string },
  now: WallInstant,
): Promise<(Token & WithClient) | undefined> {
  const { rows } = await sql<SignOnTables['sign_on'] & SignOnTables['sign_on_token'] & ClientRow>`${keptPlan}
    select signed.id, signed.connected_app_id, signed.tenant_key, signed.person_id, signed.session_id, token.payload, token.used_wall_at,
      token.expires_wall_at, client.*
    from sign_on_token token join sign_on signed on signed.id = token.sign_on_id
    join session on session.id = signed.session_id
    left join person on person.id = signed.person_id
    left join lateral (${selectClient({ tenantKey, clientId, withUser: true })}) client on true
    where token.digest = ${digest} and token.kind = ${kind} and signed.tenant_key = ${tenantKey}
      and token.expires_wall_at > ${toTimestamptz(now)} and ${isTheirs}`.execute(
    db.withTables<SignOnTables>(),
  )
  const [row] = rows
  return (
    row && {
      kind,
      signOn: toSignOn(row),
      payload: row.payload,
      expiresAt: row.expires_wall_at,
      usedAt: row.used_wall_at ?? undefined,
      client: toClient(row),
    }
  )
}

/** Whose access tokens these are, in their order; undefined for one whose holder may not use the app any more. */
export async function findUsers(
  db: Db,
  asked: readonly Of[],
  now: WallInstant,
): Promise<(SignOnPerson | undefined)[]> {
  const { rows } = await sql<UserRow & { readonly at: string }>`${keptPlan}
    select asked.at, app.id as app_id, assignment.person_id, assignment.wanted, part.wanted as tenant,
      department.wanted as department
    from unnest(${asked.map(({ digest }) => digest)}::text[], ${asked.map((of) => of.tenantKey)}::text[])
      with ordinality as asked (digest, tenant_key, at)
    join sign_on_token token on token.digest = asked.digest and token.kind = 'access'
      and token.expires_wall_at > ${toTimestamptz(now)}
    join sign_on signed on signed.id = token.sign_on_id and signed.tenant_key = asked.tenant_key
    join session on session.id = signed.session_id
    left join person on person.id = signed.person_id
    join connected_app app on app.id = signed.connected_app_id and app.state in ('connecting', 'connected')
    join app_person assignment on ${isAssignedToThem}
      and assignment.removal is null and (assignment.wanted ->> 'enabled')::boolean
    left join subscription service on service.id = app.subscription_id
    join app_part part on part.connected_app_id = app.id and part.key = 'enterprise'
    left join app_department department on department.connected_app_id = app.id
      and department.key = assignment.wanted ->> 'departmentCode'
    where (${closing}) is null and ${isTheirs}`.execute(db.withTables<SignOnTables>())
  const found = new Map(rows.map((row) => [Number(row.at), toPerson(row)]))
  return asked.map((_, index) => found.get(index + 1))
}

export async function removeToken(db: Db, digest: string): Promise<void> {
  await db.withTables<SignOnTables>().deleteFrom('sign_on_token').where('digest', '=', digest).execute()
}

/** With all its tokens. */
export async function remove(db: Db, id: Id<'sgn'>): Promise<void> {
  await db.withTables<SignOnTables>().deleteFrom('sign_on').where('id', '=', id).execute()
}

// In the order in which the end of a session deletes them.
const ofUsers = ['sign_on_session', 'sign_on_step', 'sign_on'] as const

/** All of these people, with their tokens and sessions. */
export async function removeOfPeople(tx: Tx, personIds: readonly Id<'per'>[]): Promise<void> {
  if (personIds.length === 0) return
  for (const table of ofUsers)
    await tx.withTables<SignOnTables>().deleteFrom(table).where('person_id', 'in', personIds).execute()
}

/** All of these test accounts, with their tokens and sessions. */
export async function removeOfTests(tx: Tx, testIds: readonly Id<'cap'>[]): Promise<void> {
  if (testIds.length === 0) return
  for (const table of ofUsers)
    await tx
      .withTables<SignOnTables>()
      .deleteFrom(table)
      .where('tenant_key', 'in', testIds)
      .where('person_id', 'is', null)
      .execute()
}
