import { sql } from 'kysely'
import { omitUndefined, toCursor } from '@loggia/kernel'
import type {
  Contact,
  KnownSellerData,
  SellerData,
  VerificationAsk,
  VerifiedData,
} from '@loggia/protocol/console'
import type { Id, Instant, PageRequest } from '@loggia/kernel'
import { toTimestamptz, toJsonb } from '../../platform/index.ts'
import type { Db, Tx } from '../../platform/index.ts'
import type {
  Organisation,
  OrganisationApplication,
  OrganisationChange,
  OrganisationReview,
} from '../schema/organisation-changes.ts'
import type { OrganisationKind } from '@loggia/protocol/console/parties/kinds'
import type { Text } from '../schema/organisations.ts'
import { withPartyTables } from './handle.ts'
import type { SellerProfile } from '../tables.ts'

export type StoredSeller = {
  readonly name: Text
  readonly createdAt: Instant
  readonly data: KnownSellerData
}
export type StoredOrganisation = {
  readonly kind: OrganisationKind
  readonly createdAt: Instant
  readonly verified: VerifiedData
  readonly contact?: Contact
}

/** A seller's data; the registration number and the logo are columns. */
export async function findSellerData(db: Db, id: Id<'sel'>): Promise<StoredSeller | undefined> {
  const row = await withPartyTables(db)
    .selectFrom('seller')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  return (
    row && {
      name: { zh: row.name_zh, en: row.name_en },
      createdAt: row.created_at,
      data: omitUndefined({
        registrationNumber: row.registration_number ?? undefined,
        ...row.profile,
        logo: row.logo ?? undefined,
      }),
    }
  )
}

export async function saveSellerData(
  tx: Tx,
  id: Id<'sel'>,
  { registrationNumber, logo, ...profile }: SellerData,
): Promise<void> {
  await withPartyTables(tx)
    .updateTable('seller')
    .set({
      registration_number: registrationNumber ?? null,
      logo: logo ?? null,
      profile: toJsonb<SellerProfile>(profile),
    })
    .where('id', '=', id)
    .execute()
}

/** The verified data and the contact of a buyer. */
export const findOrganisation = async (db: Db, id: Id<'byr'>): Promise<StoredOrganisation | undefined> =>
  (await listOrganisationsById(db, [id])).get(id)

/** The same for several buyers; those that do not exist are missing from the map. */
export async function listOrganisationsById(
  db: Db,
  ids: readonly Id<'byr'>[],
): Promise<ReadonlyMap<Id<'byr'>, StoredOrganisation>> {
  const query = withPartyTables(db).selectFrom('buyer').selectAll()
  const rows = await query.where('id', '=', sql<Id<'byr'>>`any(${[...ids]}::text[])`).execute()
  return new Map(
    rows.map((row) => [
      row.id,
      omitUndefined({
        kind: row.kind,
        createdAt: row.created_at,
        verified: omitUndefined({
          level: row.verification,
          name: { zh: row.name_zh, en: row.name_en },
          country: row.country,
          registrationNumber: row.registration_number ?? undefined,
        }),
        contact: row.contact ?? undefined,
      }),
    ]),
  )
}

/** R4: writes the verified data to the buyer. */
export async function saveVerified(tx: Tx, id: Id<'byr'>, verified: VerificationAsk): Promise<void> {
  const { level, name, country, registrationNumber } = verified
  await withPartyTables(tx)
    .updateTable('buyer')
    .set({
      name_zh: name.zh,
      name_en: name.en,
      kind: level,
      verification: level,
      country,
      registration_number: registrationNumber ?? null,
    })
    .where('id', '=', id)
    .execute()
}

export async function saveContact(tx: Tx, id: Id<'byr'>, contact: Contact): Promise<void> {
  await withPartyTables(tx)
    .updateTable('buyer')
    .set({ contact: toJsonb(contact) })
    .where('id', '=', id)
    .execute()
}

const columns = [
  'one.id',
  'one.kind',
  'one.state',
  'one.seller_id',
  'one.buyer_id',
  'one.filed_by',
  'one.before',
  'one.next',
  'one.filed_at',
  'one.due_at',
  'one.opened_by',
  'one.opened_at',
  'one.decided_by',
  'one.decided_at',
  'one.reason',
] as const
const applications = (db: Db) =>
  withPartyTables(db).selectFrom('organisation_application as one').select(columns)
type Row = Awaited<ReturnType<ReturnType<typeof applications>['executeTakeFirstOrThrow']>>

function organisationOf(row: Row): Organisation {
  if (row.seller_id !== null) return { kind: 'seller', id: row.seller_id }
  if (row.buyer_id !== null) return { kind: 'buyer', id: row.buyer_id }
  throw new Error(`The application ${row.id} is nobody’s`)
}

const fromRow = (row: Row): OrganisationApplication =>
  omitUndefined({
    id: row.id,
    organisation: organisationOf(row),
    change: { kind: row.kind, before: row.before, next: row.next } as OrganisationChange,
    state: row.state,
    filedBy: row.filed_by,
    filedAt: row.filed_at,
    dueAt: row.due_at,
    openedBy: row.opened_by ?? undefined,
    openedAt: row.opened_at ?? undefined,
    decidedBy: row.decided_by ?? undefined,
    decidedAt: row.decided_at ?? undefined,
    reason: row.reason ?? undefined,
  })

/** Returns false if the organisation already has an application in review. */
export async function insertChange(tx: Tx, application: OrganisationApplication): Promise<boolean> {
  const { organisation, change } = application
  const { numInsertedOrUpdatedRows } = await withPartyTables(tx)
    .insertInto('organisation_application')
    .values({
      id: application.id,
      kind: change.kind,
      state: application.state,
      seller_id: organisation.kind === 'seller' ? organisation.id : null,
      buyer_id: organisation.kind === 'buyer' ? organisation.id : null,
      filed_by: application.filedBy,
      before: toJsonb<OrganisationChange['before']>(change.before),
      next: toJsonb<OrganisationChange['next']>(change.next),
      filed_at: toTimestamptz(application.filedAt),
      due_at: toTimestamptz(application.dueAt),
      opened_by: null,
      opened_at: null,
      decided_by: null,
      decided_at: null,
      reason: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return Boolean(numInsertedOrUpdatedRows)
}

export async function saveChange(tx: Tx, application: OrganisationApplication): Promise<void> {
  const optional = (moment: Instant | undefined) => (moment === undefined ? null : toTimestamptz(moment))
  await withPartyTables(tx)
    .updateTable('organisation_application')
    .set({
      state: application.state,
      opened_by: application.openedBy ?? null,
      opened_at: optional(application.openedAt),
      decided_by: application.decidedBy ?? null,
      decided_at: optional(application.decidedAt),
      reason: application.reason ?? null,
    })
    .where('id', '=', application.id)
    .execute()
}

const ofOrganisation = (db: Db, of: Organisation) =>
  of.kind === 'seller'
    ? applications(db).where('one.seller_id', '=', of.id)
    : applications(db).where('one.buyer_id', '=', of.id)

/** Newest first, one more than the limit. */
export async function listChanges(
  db: Db,
  of: Organisation,
  page: PageRequest,
): Promise<OrganisationApplication[]> {
  const all = ofOrganisation(db, of)
  const rest = page.after === undefined ? all : all.where('one.id', '<', toCursor(page.after, 'oap'))
  const rows = await rest
    .orderBy('one.id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map(fromRow)
}

/** Locks the application in review of an organisation, or the one with this id. */
export async function lockChange(
  tx: Tx,
  which: Organisation | Id<'oap'>,
): Promise<OrganisationApplication | undefined> {
  const query =
    typeof which === 'string'
      ? applications(tx).where('one.id', '=', which)
      : ofOrganisation(tx, which).where('one.state', '=', 'in_review')
  const row = await query.forUpdate().executeTakeFirst()
  return row && fromRow(row)
}

const reviews = (db: Db) =>
  applications(db)
    .leftJoin('seller', 'seller.id', 'one.seller_id')
    .leftJoin('buyer', 'buyer.id', 'one.buyer_id')
    .innerJoin('member as filer', 'filer.id', 'one.filed_by')
    .leftJoin('member as opener', 'opener.id', 'one.opened_by')
    .select(['seller.name_zh as seller_zh', 'seller.name_en as seller_en'])
    .select(['buyer.name_zh as buyer_zh', 'buyer.name_en as buyer_en'])
    .select(['filer.name as filer_name', 'filer.email as filer_email', 'opener.name as opener_name'])
type ReviewRow = Awaited<ReturnType<ReturnType<typeof reviews>['executeTakeFirstOrThrow']>>

const reviewFromRow = (row: ReviewRow): OrganisationReview =>
  omitUndefined({
    application: fromRow(row),
    name: { zh: row.seller_zh ?? row.buyer_zh ?? '', en: row.seller_en ?? row.buyer_en ?? '' },
    filer: { name: row.filer_name, email: row.filer_email },
    openerName: row.opener_name ?? undefined,
  })

export async function findReview(db: Db, id: Id<'oap'>): Promise<OrganisationReview | undefined> {
  const row = await reviews(db).where('one.id', '=', id).executeTakeFirst()
  return row && reviewFromRow(row)
}

/** Oldest first, one more than the limit. */
export async function listReviews(
  db: Db,
  state: OrganisationApplication['state'] | undefined,
  page: PageRequest,
): Promise<OrganisationReview[]> {
  let query = reviews(db)
  if (state !== undefined) query = query.where('one.state', '=', state)
  if (page.after !== undefined) query = query.where('one.id', '>', toCursor(page.after, 'oap'))
  const rows = await query
    .orderBy('one.id')
    .limit(page.limit + 1)
    .execute()
  return rows.map(reviewFromRow)
}
