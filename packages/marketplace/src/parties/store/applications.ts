import { omitUndefined, toCursor } from '@loggia/kernel'
import type { Id, PageRequest } from '@loggia/kernel'
import { toTimestamptz, toJsonb } from '../../platform/index.ts'
import type { Db, Tx } from '../../platform/index.ts'
import type { Application, Company, ReviewedApplication } from '../schema/seller-applications.ts'
import type { ApplicationState } from '@loggia/protocol/console/parties/kinds'
import { withPartyTables } from './handle.ts'

const columns = [
  'application.id',
  'application.member_id',
  'application.buyer_id',
  'application.state',
  'application.company',
  'application.submitted_at',
  'application.due_at',
  'application.claimed_by',
  'application.decided_at',
  'application.reason',
  'application.seller_id',
] as const

const applications = (db: Db) =>
  withPartyTables(db).selectFrom('seller_application as application').select(columns)
type Row = Awaited<ReturnType<ReturnType<typeof applications>['executeTakeFirstOrThrow']>>

const fromRow = (row: Row): Application =>
  omitUndefined({
    id: row.id,
    memberId: row.member_id,
    buyerId: row.buyer_id,
    state: row.state,
    company: row.company,
    submittedAt: row.submitted_at,
    dueAt: row.due_at,
    claimedBy: row.claimed_by ?? undefined,
    decidedAt: row.decided_at ?? undefined,
    reason: row.reason ?? undefined,
    sellerId: row.seller_id ?? undefined,
  })

/** Returns false if the person or the company already has an undecided application. */
export async function insertApplication(tx: Tx, application: Application): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await withPartyTables(tx)
    .insertInto('seller_application')
    .values({
      id: application.id,
      member_id: application.memberId,
      buyer_id: application.buyerId,
      state: application.state,
      registration_number: application.company.registrationNumber,
      company: toJsonb<Company>(application.company),
      submitted_at: toTimestamptz(application.submittedAt),
      due_at: toTimestamptz(application.dueAt),
      claimed_by: null,
      decided_at: null,
      reason: null,
      seller_id: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return Boolean(numInsertedOrUpdatedRows)
}

export async function isOnboarded(db: Db, registrationNumber: string): Promise<boolean> {
  const query = withPartyTables(db).selectFrom('seller').select('id')
  return (await query.where('registration_number', '=', registrationNumber).executeTakeFirst()) !== undefined
}

export async function findLatest(db: Db, memberId: Id<'mbr'>): Promise<Application | undefined> {
  const row = await applications(db)
    .where('member_id', '=', memberId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && fromRow(row)
}

export async function lockApplication(
  tx: Tx,
  of: { readonly id: Id<'sap'> } | { readonly memberId: Id<'mbr'> },
): Promise<Application | undefined> {
  const query = applications(tx)
  const one = 'id' in of ? query.where('id', '=', of.id) : query.where('member_id', '=', of.memberId)
  const row = await one.orderBy('id', 'desc').limit(1).forUpdate().executeTakeFirst()
  return row && fromRow(row)
}

export async function saveApplication(tx: Tx, application: Application): Promise<void> {
  await withPartyTables(tx)
    .updateTable('seller_application')
    .set({
      state: application.state,
      claimed_by: application.claimedBy ?? null,
      decided_at: application.decidedAt === undefined ? null : toTimestamptz(application.decidedAt),
      reason: application.reason ?? null,
      seller_id: application.sellerId ?? null,
    })
    .where('id', '=', application.id)
    .execute()
}

const selectReviewed = (db: Db) =>
  applications(db)
    .innerJoin('member', 'member.id', 'application.member_id')
    .innerJoin('buyer', 'buyer.id', 'application.buyer_id')
    .leftJoin('member as claimer', 'claimer.id', 'application.claimed_by')
    .select(['member.name', 'member.email', 'buyer.name_zh', 'buyer.name_en', 'claimer.name as claimer_name'])
type ReviewedRow = Awaited<ReturnType<ReturnType<typeof selectReviewed>['executeTakeFirstOrThrow']>>

const reviewedFromRow = (row: ReviewedRow): ReviewedApplication =>
  omitUndefined({
    ...fromRow(row),
    applicant: { name: row.name, email: row.email },
    buyerName: { zh: row.name_zh, en: row.name_en },
    claimerName: row.claimer_name ?? undefined,
  })

export async function findReviewed(db: Db, id: Id<'sap'>): Promise<ReviewedApplication | undefined> {
  const row = await selectReviewed(db).where('application.id', '=', id).executeTakeFirst()
  return row && reviewedFromRow(row)
}

/** Oldest first, one more than the limit. */
export async function listReviewed(
  db: Db,
  state: ApplicationState | undefined,
  page: PageRequest,
): Promise<ReviewedApplication[]> {
  let query = selectReviewed(db)
  if (state !== undefined) query = query.where('application.state', '=', state)
  if (page.after !== undefined) query = query.where('application.id', '>', toCursor(page.after, 'sap'))
  const rows = await query
    .orderBy('application.id')
    .limit(page.limit + 1)
    .execute()
  return rows.map(reviewedFromRow)
}
