import { sql } from 'kysely'
import { omitUndefined } from '@loggia/kernel'
import type { Id, Instant, Language, WallInstant } from '@loggia/kernel'
import { toTimestamptz, toJsonb, keptPlan } from '../../platform/index.ts'
import type { Db, Tx } from '../../platform/index.ts'
import type { Buyer, Seller } from '../schema/organisations.ts'
import type { CustomerLevel } from '@loggia/protocol/console'
import type { MemberState } from '../schema/members.ts'
import type { OrganisationKind, SignInMethod, Verification } from '@loggia/protocol/console/parties/kinds'
import type { CurrentSuspension } from '../schema/suspensions.ts'
import type { PartyRights, Rights } from '../schema/rights.ts'
import type { SignedIn } from '../schema/sessions.ts'
import { withPartyTables } from './handle.ts'
import { oldestFactor, toDeviceOwner } from './factors.ts'
import type { DeviceOwner } from './factors.ts'
import { deleteStepsOf } from './sign-in-steps.ts'
import { joinGrants, roleGrants } from './roles.ts'
import type { SellerProfile } from '../tables.ts'

const text = (row: { name_zh: string; name_en: string }) => ({ zh: row.name_zh, en: row.name_en })

export type StoredBuyer = Buyer & {
  readonly kind?: OrganisationKind
  readonly country?: string
  readonly verification: Verification
}

export async function insertBuyer(tx: Tx, buyer: StoredBuyer): Promise<void> {
  const values = {
    id: buyer.id,
    name_zh: buyer.name.zh,
    name_en: buyer.name.en,
    kind: buyer.kind ?? 'enterprise',
    country: buyer.country ?? 'CN',
    verification: buyer.verification,
    level: 'V0' as const,
    registration_number: null,
    contact: null,
    suspension_id: null,
    created_at: toTimestamptz(buyer.createdAt),
  }
  await withPartyTables(tx).insertInto('buyer').values(values).execute()
}

/** Locks the buyer's row; undefined if there is no such buyer. */
export async function lockVerification(tx: Tx, id: Id<'byr'>): Promise<Verification | undefined> {
  const query = withPartyTables(tx).selectFrom('buyer').select('verification').where('id', '=', id)
  return (await query.forNoKeyUpdate().executeTakeFirst())?.verification
}

/** R113: levels by buyer; buyers that do not exist are missing from the map. */
export async function listLevels(
  db: Db,
  ids: readonly Id<'byr'>[],
): Promise<ReadonlyMap<Id<'byr'>, CustomerLevel>> {
  const query = withPartyTables(db).selectFrom('buyer').select(['id', 'level'])
  const rows = await query.where('id', '=', sql<Id<'byr'>>`any(${[...ids]}::text[])`).execute()
  return new Map(rows.map(({ id, level }) => [id, level]))
}

/** Locks the buyer's row; undefined if there is no such buyer. */
export async function lockLevel(tx: Tx, id: Id<'byr'>): Promise<CustomerLevel | undefined> {
  const query = withPartyTables(tx).selectFrom('buyer').select('level').where('id', '=', id)
  return (await query.forNoKeyUpdate().executeTakeFirst())?.level
}

export async function setLevel(tx: Tx, id: Id<'byr'>, level: CustomerLevel): Promise<void> {
  await withPartyTables(tx).updateTable('buyer').set({ level }).where('id', '=', id).execute()
}

/** What an operator has verified of a buyer (R4). */
export async function setVerification(tx: Tx, id: Id<'byr'>, verification: Verification): Promise<void> {
  await withPartyTables(tx).updateTable('buyer').set({ verification }).where('id', '=', id).execute()
}

export async function insertSeller(
  tx: Tx,
  seller: Seller & { readonly registrationNumber?: string | undefined; readonly profile?: SellerProfile },
): Promise<void> {
  const values = {
    id: seller.id,
    name_zh: seller.name.zh,
    name_en: seller.name.en,
    logo: seller.logo ?? null,
    registration_number: seller.registrationNumber ?? null,
    profile: toJsonb<SellerProfile>(seller.profile ?? {}),
    suspension_id: null,
    created_at: toTimestamptz(seller.createdAt),
  }
  await withPartyTables(tx).insertInto('seller').values(values).execute()
}

export async function findBuyer(db: Db, id: Id<'byr'>): Promise<Buyer | undefined> {
  const row = await withPartyTables(db)
    .selectFrom('buyer')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  return row && { id: row.id, name: text(row), createdAt: row.created_at }
}

export async function findSeller(db: Db, id: Id<'sel'>): Promise<Seller | undefined> {
  return (await listSellersById(db, [id])).get(id)
}

export async function listSellersById(
  db: Db,
  ids: readonly Id<'sel'>[],
): Promise<ReadonlyMap<Id<'sel'>, Seller>> {
  if (ids.length === 0) return new Map()
  const query = withPartyTables(db).selectFrom('seller').selectAll()
  const rows = await query.where('id', 'in', [...new Set(ids)]).execute()
  return new Map(
    rows.map((row) => [
      row.id,
      omitUndefined({ id: row.id, name: text(row), logo: row.logo ?? undefined, createdAt: row.created_at }),
    ]),
  )
}

export type StoredMember = {
  id: Id<'mbr'>
  email: string
  name: string
  passwordHash: string
  language: Language
  createdAt: Instant
  buyerId?: Id<'byr'> | undefined
  sellerId?: Id<'sel'> | undefined
  operator: boolean
  state: MemberState
  mustChangePassword: boolean
  rights: Rights
}

/** Returns false, and writes nothing, if the email is taken. */
export async function insertMember(tx: Tx, member: StoredMember): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await withPartyTables(tx)
    .insertInto('member')
    .values({
      id: member.id,
      email: member.email,
      name: member.name,
      password_hash: member.passwordHash,
      language: member.language,
      state: member.state,
      must_change_password: member.mustChangePassword,
      created_at: toTimestamptz(member.createdAt),
    })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .executeTakeFirst()
  if (!numInsertedOrUpdatedRows) return false
  const roles = [
    ...(member.buyerId ? [{ role: 'buyer' as const, buyer_id: member.buyerId, seller_id: null }] : []),
    ...(member.sellerId ? [{ role: 'seller' as const, buyer_id: null, seller_id: member.sellerId }] : []),
    ...(member.operator ? [{ role: 'operator' as const, buyer_id: null, seller_id: null }] : []),
  ]
  const { main, grants } = member.rights
  const rows = roles.map((role) => ({
    member_id: member.id,
    ...role,
    main,
    enabled: true,
    grants: [...grants],
    suspension_id: null,
    joined: false,
  }))
  if (rows.length > 0) await withPartyTables(tx).insertInto('membership').values(rows).execute()
  return true
}

/** Whether the market has an operator. */
export async function hasOperator(db: Db): Promise<boolean> {
  const query = withPartyTables(db).selectFrom('membership').select('member_id')
  return (await query.where('role', '=', 'operator').limit(1).executeTakeFirst()) !== undefined
}

export async function findCredentials(
  db: Db,
  email: string,
): Promise<(DeviceOwner & { name: string; state: MemberState }) | undefined> {
  const row = await withPartyTables(db)
    .selectFrom('member')
    .select(['id', 'name', 'password_hash', 'state', oldestFactor.as('factor_since')])
    .where('email', '=', email)
    .executeTakeFirst()
  return row && { ...toDeviceOwner(row), name: row.name, state: row.state }
}

export type NewSession = {
  id: Id<'ses'>
  tokenHash: string
  memberId: Id<'mbr'>
  now: WallInstant
  endsAt: WallInstant
  userAgent: string
  method: SignInMethod
  address: Uint8Array
  needsFactor: boolean
  withheldBuyers: readonly Id<'byr'>[]
}

export async function insertSession(tx: Tx, session: NewSession): Promise<void> {
  await withPartyTables(tx)
    .insertInto('session')
    .values({
      id: session.id,
      token_hash: session.tokenHash,
      member_id: session.memberId,
      created_wall_at: toTimestamptz(session.now),
      seen_wall_at: toTimestamptz(session.now),
      expires_wall_at: toTimestamptz(session.endsAt),
      user_agent: session.userAgent,
      method: session.method,
      address: session.address,
      needs_factor: session.needsFactor,
      withheld_buyer_ids: [...session.withheldBuyers],
    })
    .execute()
}

/** Sessions that do not act for the buyer do again: all, or this one. */
export async function endWithholding(
  tx: Tx,
  { buyerId, sessionId }: { readonly buyerId: Id<'byr'>; readonly sessionId?: Id<'ses'> },
): Promise<void> {
  let query = withPartyTables(tx)
    .updateTable('session')
    .set({ withheld_buyer_ids: sql<string[]>`array_remove(withheld_buyer_ids, ${buyerId})` })
    .where(sql<boolean>`withheld_buyer_ids @> array[${buyerId}]`)
  if (sessionId !== undefined) query = query.where('id', '=', sessionId)
  await query.execute()
}

export type FoundSession = Pick<
  StoredMember,
  'id' | 'email' | 'name' | 'language' | 'operator' | 'mustChangePassword'
> & {
  sessionId: Id<'ses'>
  needsFactor: boolean
  rights: PartyRights
  startedAt: WallInstant
  seenAt: WallInstant
  buyer?: NonNullable<SignedIn['buyer']>
  /** Of the buyer. */
  country?: string
  seller?: NonNullable<SignedIn['seller']>
}

/** The active suspension of the party of a membership. */
const partySuspension = sql<Id<'sus'>>`coalesce(buyer.suspension_id, seller.suspension_id)`

/** The session acts for the party of the membership. */
const isActedFor = sql<boolean>`coalesce(membership.buyer_id <> all(session.withheld_buyer_ids), true)`

/** The member of a session that has not ended, with their roles. A single query, since every request runs it. */
export async function findSession(
  db: Db,
  tokenHashes: readonly string[],
  now: WallInstant,
): Promise<FoundSession | undefined> {
  const rows = await withPartyTables(db)
    .selectFrom('session')
    .innerJoin('member', 'member.id', 'session.member_id')
    .leftJoin('membership', (join) =>
      join.onRef('membership.member_id', '=', 'member.id').on('membership.enabled', '=', true).on(isActedFor),
    )
    .leftJoin('buyer', 'buyer.id', 'membership.buyer_id')
    .leftJoin('seller', 'seller.id', 'membership.seller_id')
    .leftJoin('suspension', (join) => join.on('suspension.id', '=', partySuspension))
    .select([
      'member.id',
      'member.email',
      'member.name',
      'member.language',
      'member.must_change_password',
      'membership.role',
      'membership.main',
      'membership.grants',
      roleGrants.as('role_grants'),
    ])
    .select(['session.id as session_id', 'session.created_wall_at', 'session.seen_wall_at'])
    .select(['session.needs_factor', 'suspension.reason', 'suspension.until', 'suspension.decided_at'])
    .select(['buyer.id as buyer_id', 'buyer.name_zh as buyer_zh', 'buyer.name_en as buyer_en'])
    .select(['buyer.verification', 'buyer.contact', 'buyer.country'])
    .select(['seller.id as seller_id', 'seller.name_zh as seller_zh', 'seller.name_en as seller_en'])
    .where('session.token_hash', 'in', [...tokenHashes])
    .where('session.expires_wall_at', '>', toTimestamptz(now))
    .where('member.state', '=', 'active')
    .modifyFront(keptPlan)
    .execute()
  const [first] = rows
  if (!first) return undefined
  const found: FoundSession = {
    id: first.id,
    email: first.email,
    name: first.name,
    language: first.language,
    mustChangePassword: first.must_change_password,
    sessionId: first.session_id,
    needsFactor: first.needs_factor,
    rights: rightsOf(rows),
    startedAt: first.created_wall_at,
    seenAt: first.seen_wall_at,
    operator: rows.some((row) => row.role === 'operator'),
  }
  for (const row of rows) {
    if (row.buyer_id)
      found.buyer = {
        id: row.buyer_id,
        name: { zh: row.buyer_zh ?? '', en: row.buyer_en ?? '' },
        verification: row.verification ?? 'none',
        hasPhone: row.contact !== null,
        ...pickSuspension(row),
      }
    if (row.country) found.country = row.country
    if (row.seller_id)
      found.seller = {
        id: row.seller_id,
        name: { zh: row.seller_zh ?? '', en: row.seller_en ?? '' },
        ...pickSuspension(row),
      }
  }
  return found
}

type RightsRow = {
  role: 'buyer' | 'seller' | 'operator' | null
  main: boolean | null
  grants: string[] | null
  role_grants: string[]
}
const rightsOf = (rows: readonly RightsRow[]): PartyRights =>
  Object.fromEntries(
    rows.flatMap(({ role, main, grants, role_grants: ofRoles }) =>
      role ? [[role, { main: main ?? false, grants: joinGrants(grants ?? [], ofRoles) }]] : [],
    ),
  )

/** The suspension that a row was joined with. */
export const pickSuspension = (row: {
  reason: string | null
  until: Instant | null
  decided_at: Instant | null
}): { suspension?: CurrentSuspension } =>
  row.reason !== null && row.decided_at !== null
    ? {
        suspension: omitUndefined({
          reason: row.reason,
          since: row.decided_at,
          until: row.until ?? undefined,
        }),
      }
    : {}

export async function touchSession(
  db: Db,
  id: Id<'ses'>,
  times: { now: WallInstant; endsAt: WallInstant },
): Promise<void> {
  await withPartyTables(db)
    .updateTable('session')
    .set({ seen_wall_at: toTimestamptz(times.now), expires_wall_at: toTimestamptz(times.endsAt) })
    .where('id', '=', id)
    .execute()
}

export async function deleteSession(db: Db, tokenHashes: readonly string[]): Promise<void> {
  await withPartyTables(db)
    .deleteFrom('session')
    .where('token_hash', 'in', [...tokenHashes])
    .execute()
}

export async function deleteSessionById(db: Db, id: Id<'ses'>): Promise<void> {
  await withPartyTables(db).deleteFrom('session').where('id', '=', id).execute()
}

/** Ends the member's sessions, and sign-ins that wait for their second factor. */
export async function deleteSessionsOf(tx: Tx, memberId: Id<'mbr'>): Promise<void> {
  await deleteStepsOf(tx, memberId)
  await withPartyTables(tx).deleteFrom('session').where('member_id', '=', memberId).execute()
}
