import { sql } from 'kysely'
import { omitUndefined } from '@loggia/kernel'
import type { Id, Instant, WallInstant } from '@loggia/kernel'
import type { DirectoryTables } from '../../directory/index.ts'
import type { PartyTables } from '../../parties/index.ts'
import { toTimestamptz } from '../../platform/index.ts'
import type { Db, Tx } from '../../platform/index.ts'
import type { EmailDomain, KnownSubject, MemberIdentity, OwnIdentity } from '../schema.ts'
import type { IdentityTables } from '../tables.ts'

const columns = ['provider_id', 'subject', 'member_id', 'person_id', 'made_account'] as const
type Row = Pick<IdentityTables['member_identity'], (typeof columns)[number]>
const fromRow = (row: Row): KnownSubject =>
  omitUndefined({
    providerId: row.provider_id,
    subject: row.subject,
    memberId: row.member_id ?? undefined,
    personId: row.person_id ?? undefined,
    madeAccount: row.made_account,
  })
const isConnected = (of: KnownSubject): of is MemberIdentity => of.memberId !== undefined

export async function find(
  db: Db,
  { providerId, subject }: Pick<MemberIdentity, 'providerId' | 'subject'>,
): Promise<KnownSubject | undefined> {
  const row = await db
    .withTables<IdentityTables>()
    .selectFrom('member_identity')
    .select(columns)
    .where('provider_id', '=', providerId)
    .where('subject', '=', subject)
    .executeTakeFirst()
  return row && fromRow(row)
}

export async function count(db: Db, providerId: Id<'idp'>): Promise<number> {
  const row = await db
    .withTables<IdentityTables>()
    .selectFrom('member_identity')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('provider_id', '=', providerId)
    .where('member_id', 'is not', null)
    .executeTakeFirstOrThrow()
  return row.count
}

/** What gives way to this identity: the member had another subject if the provider has made them anew. */
export async function listReplaced(
  db: Db,
  { providerId, subject, memberId }: KnownSubject,
): Promise<KnownSubject[]> {
  const rows = await db
    .withTables<IdentityTables>()
    .selectFrom('member_identity')
    .select(columns)
    .where('provider_id', '=', providerId)
    .where((either) =>
      either.or([either('subject', '=', subject), either('member_id', '=', memberId ?? null)]),
    )
    .execute()
  return rows.map(fromRow)
}

export async function insert(tx: Tx, of: KnownSubject, at: Instant): Promise<void> {
  await tx
    .withTables<IdentityTables>()
    .insertInto('member_identity')
    .values({
      provider_id: of.providerId,
      subject: of.subject,
      member_id: of.memberId ?? null,
      person_id: of.personId ?? null,
      created_at: toTimestamptz(at),
      made_account: of.madeAccount ?? false,
      used_at: null,
    })
    .execute()
}

type Named = Pick<MemberIdentity, 'providerId' | 'subject'>

/** Whom the provider meant is known no longer; those who are connected stay. */
export async function removeEndedOf(tx: Tx, personId: Id<'per'>): Promise<void> {
  await tx
    .withTables<IdentityTables>()
    .deleteFrom('member_identity')
    .where('person_id', '=', personId)
    .where('member_id', 'is', null)
    .execute()
}

/** Its sessions have been ended. */
export async function remove(tx: Tx, { providerId, subject }: Named): Promise<void> {
  await tx
    .withTables<IdentityTables>()
    .deleteFrom('member_identity')
    .where('provider_id', '=', providerId)
    .where('subject', '=', subject)
    .execute()
}

/** Also those that have ended: at another provider their subjects mean other people. */
export async function removeAllOf(tx: Tx, providerId: Id<'idp'>): Promise<void> {
  await tx
    .withTables<IdentityTables>()
    .deleteFrom('member_identity')
    .where('provider_id', '=', providerId)
    .execute()
}

/** Of somebody of the directory it stays known who it was. */
export async function end(tx: Tx, { providerId, subject }: Named): Promise<void> {
  await tx
    .withTables<IdentityTables>()
    .updateTable('member_identity')
    .set({ member_id: null, made_account: false, used_at: null })
    .where('provider_id', '=', providerId)
    .where('subject', '=', subject)
    .execute()
}

const isIn = (domain: string) => sql<boolean>`split_part(member.email, '@', 2) = ${domain}`

/** Of accounts that were made for whoever came from this provider: all, or those with an email in the domain. */
export async function listMade(
  db: Db,
  of: { readonly memberId: Id<'mbr'> } | { readonly providerId: Id<'idp'>; readonly domain: string },
): Promise<(MemberIdentity & { readonly company: string })[]> {
  const query = db
    .withTables<IdentityTables & DirectoryTables & PartyTables>()
    .selectFrom('member_identity')
    .innerJoin('member', 'member.id', 'member_identity.member_id')
    .innerJoin('identity_provider', 'identity_provider.id', 'member_identity.provider_id')
    .innerJoin('enterprise', 'enterprise.id', 'identity_provider.enterprise_id')
    .select(columns.map((column) => `member_identity.${column}` as const))
    .select('enterprise.name')
    .where('member_identity.made_account', '=', true)
  const rows = await (
    'memberId' in of
      ? query.where('member.id', '=', of.memberId)
      : query.where('provider_id', '=', of.providerId).where(isIn(of.domain))
  )
    .orderBy('member.id')
    .execute()
  return rows.flatMap((row) => {
    const identity = fromRow(row)
    return isConnected(identity) ? [{ ...identity, company: row.name }] : []
  })
}

/** Those of a member, as their owner sees them. */
export async function listOwn(db: Db, memberId: Id<'mbr'>): Promise<(Named & OwnIdentity)[]> {
  const rows = await db
    .withTables<IdentityTables & DirectoryTables>()
    .selectFrom('member_identity')
    .innerJoin('identity_provider', 'identity_provider.id', 'member_identity.provider_id')
    .leftJoin('enterprise', 'enterprise.id', 'identity_provider.enterprise_id')
    .select(['provider_id', 'subject', 'member_identity.created_at', 'used_at', 'enterprise.name'])
    .where('member_identity.member_id', '=', memberId)
    .orderBy('member_identity.created_at')
    .execute()
  return rows.map((row) =>
    omitUndefined({
      providerId: row.provider_id,
      subject: row.subject,
      company: row.name ?? undefined,
      connectedAt: row.created_at,
      usedAt: row.used_at ?? undefined,
    }),
  )
}

/** The member signs in by it. False if it is not theirs any more. */
export async function markUsed(
  tx: Tx,
  { providerId, subject, memberId }: MemberIdentity,
  at: Instant,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .withTables<IdentityTables>()
    .updateTable('member_identity')
    .set({ used_at: toTimestamptz(at) })
    .where('provider_id', '=', providerId)
    .where('subject', '=', subject)
    .where('member_id', '=', memberId)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Nobody signs in by it until this transaction has ended. */
export async function lock(tx: Tx, { providerId, subject }: Named): Promise<KnownSubject | undefined> {
  const row = await tx
    .withTables<IdentityTables>()
    .selectFrom('member_identity')
    .select(columns)
    .where('provider_id', '=', providerId)
    .where('subject', '=', subject)
    .forUpdate()
    .executeTakeFirst()
  return row && fromRow(row)
}

/** The people of a company whose accounts have an email in the domain. */
export async function listLinkedIn(
  db: Db,
  { enterpriseId, domain }: Pick<EmailDomain, 'enterpriseId' | 'domain'>,
): Promise<{ readonly personId: Id<'per'>; readonly memberId: Id<'mbr'> }[]> {
  const rows = await db
    .withTables<DirectoryTables & PartyTables>()
    .selectFrom('person')
    .innerJoin('member', 'member.id', 'person.member_id')
    .select(['person.id', 'member.id as member_id'])
    .where('person.enterprise_id', '=', enterpriseId)
    .where(isIn(domain))
    .orderBy('member.id')
    .execute()
  return rows.map(({ id: personId, member_id: memberId }) => ({ personId, memberId }))
}

/** All of a provider, or those of the people with these ids. */
export async function list(
  db: Db,
  of: { readonly providerId: Id<'idp'> } | { readonly personIds: readonly Id<'per'>[] },
): Promise<MemberIdentity[]> {
  const query = db.withTables<IdentityTables>().selectFrom('member_identity').select(columns)
  const rows = await (
    'providerId' in of
      ? query.where('provider_id', '=', of.providerId)
      : query.where('person_id', '=', sql<Id<'per'>>`any(${[...of.personIds]}::text[])`)
  )
    .where('member_id', 'is not', null)
    .orderBy('member_id')
    .execute()
  return rows.map(fromRow).filter(isConnected)
}

/** Those of these people who may not sign in through their company, and whether they are still linked. */
export async function listUnable(
  db: Db,
  personIds: readonly Id<'per'>[],
): Promise<(MemberIdentity & { readonly isLinked: boolean })[]> {
  const isLinked = sql<boolean>`coalesce(person.member_id = member_identity.member_id, false)`
  const rows = await db
    .withTables<IdentityTables & DirectoryTables>()
    .selectFrom('member_identity')
    .innerJoin('person', 'person.id', 'member_identity.person_id')
    .select([
      'member_identity.provider_id',
      'member_identity.subject',
      'member_identity.member_id',
      'member_identity.person_id',
      'member_identity.made_account',
      isLinked.as('is_linked'),
    ])
    .where('person.id', '=', sql<Id<'per'>>`any(${[...personIds]}::text[])`)
    .where((either) => either.or([either('person.state', '<>', 'active'), either.not(isLinked)]))
    .orderBy('member_identity.member_id')
    .execute()
  return rows.flatMap((row) => {
    const identity = fromRow(row)
    return isConnected(identity) ? [{ ...identity, isLinked: row.is_linked }] : []
  })
}

/** A session of the provider, as long as it has not ended. */
export async function insertSession(
  tx: Tx,
  id: Id<'ses'>,
  of: Pick<MemberIdentity, 'providerId' | 'subject'> & { readonly sid?: string | undefined },
): Promise<void> {
  await tx
    .withTables<IdentityTables & PartyTables>()
    .insertInto('identity_session')
    .columns(['session_id', 'provider_id', 'subject', 'sid'])
    .expression((from) =>
      from
        .selectFrom('session')
        .select([
          'session.id',
          sql<Id<'idp'>>`${of.providerId}::text`.as('provider_id'),
          sql<string>`${of.subject}::text`.as('subject'),
          sql<string | null>`${of.sid ?? null}::text`.as('sid'),
        ])
        .where('session.id', '=', id)
        .forKeyShare(),
    )
    .onConflict((conflict) => conflict.column('session_id').doNothing())
    .execute()
}

/** The sessions that a provider gave: all, of a subject, or of what the provider calls a session. */
export async function listSessions(
  db: Db,
  of: {
    readonly providerId: Id<'idp'>
    readonly subject?: string | undefined
    readonly sid?: string | undefined
  },
): Promise<{ readonly sessionId: Id<'ses'>; readonly memberId: Id<'mbr'> }[]> {
  let query = db
    .withTables<IdentityTables & PartyTables>()
    .selectFrom('identity_session')
    .innerJoin('session', 'session.id', 'identity_session.session_id')
    .select(['identity_session.session_id', 'session.member_id'])
    .where('identity_session.provider_id', '=', of.providerId)
    .orderBy('identity_session.session_id')
  if (of.subject !== undefined) query = query.where('identity_session.subject', '=', of.subject)
  const { sid } = of
  // Of a session whose name the provider has not said, only the subject is known.
  if (sid !== undefined)
    query = query.where((session) =>
      of.subject === undefined
        ? session('identity_session.sid', '=', sid)
        : session.or([
            session('identity_session.sid', '=', sid),
            session('identity_session.sid', 'is', null),
          ]),
    )
  const rows = await query.execute()
  return rows.map(({ session_id: sessionId, member_id: memberId }) => ({ sessionId, memberId }))
}

/** The provider that gave this session, if one did. */
export async function findProvider(db: Db, sessionId: Id<'ses'>): Promise<Id<'idp'> | undefined> {
  const query = db.withTables<IdentityTables>().selectFrom('identity_session').select('provider_id')
  return (await query.where('session_id', '=', sessionId).executeTakeFirst())?.provider_id
}

/** Logout tokens that would be refused as too old. */
export async function removeOldTokens(db: Db, now: WallInstant): Promise<void> {
  const query = db.withTables<IdentityTables>().deleteFrom('logout_token')
  await query.where('expires_wall_at', '<=', toTimestamptz(now)).execute()
}

/** False if a logout token with this digest was carried out before. */
export async function useLogoutToken(tx: Tx, digest: string, endsAt: WallInstant): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .withTables<IdentityTables>()
    .insertInto('logout_token')
    .values({ digest, expires_wall_at: toTimestamptz(endsAt) })
    .onConflict((conflict) => conflict.column('digest').doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}
