import { omitUndefined } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type { PaperPurpose } from '@loggia/protocol/console/papers/kinds'
import type { Db, Tx } from '../platform/index.ts'
import type { Paper, PaperCase } from './schema.ts'
import type { PaperTables } from './tables.ts'

const fromRow = (row: PaperTables['paper_case']): PaperCase =>
  omitUndefined({
    subject: row.subject,
    buyerId: row.buyer_id,
    purpose: row.purpose,
    state: row.state,
    applicant: row.applicant ?? undefined,
  })

export async function findCase(db: Db, subject: string): Promise<PaperCase | undefined> {
  const query = db.withTables<PaperTables>().selectFrom('paper_case').selectAll()
  const row = await query.where('subject', '=', subject).executeTakeFirst()
  return row && fromRow(row)
}

/** The newest application of a buyer that is not decided. */
export async function findOpen(
  db: Db,
  buyerId: Id<'byr'>,
  purpose: PaperPurpose,
): Promise<PaperCase | undefined> {
  const row = await db
    .withTables<PaperTables>()
    .selectFrom('paper_case')
    .selectAll()
    .where('buyer_id', '=', buyerId)
    .where('purpose', '=', purpose)
    .where('state', '=', 'open')
    .orderBy('subject', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && fromRow(row)
}

export async function saveCase(tx: Tx, one: PaperCase): Promise<void> {
  await tx
    .withTables<PaperTables>()
    .insertInto('paper_case')
    .values({
      subject: one.subject,
      buyer_id: one.buyerId,
      purpose: one.purpose,
      state: one.state,
      applicant: one.applicant ?? null,
    })
    .onConflict((conflict) => conflict.column('subject').doUpdateSet({ state: one.state }))
    .execute()
}

/** In the order of their upload. */
export async function listPapers(db: Db, subject: string): Promise<Paper[]> {
  const rows = await db
    .withTables<PaperTables>()
    .selectFrom('paper')
    .select(['file_id', 'kind'])
    .where('subject', '=', subject)
    .orderBy('file_id')
    .execute()
  return rows.map(({ file_id: fileId, kind }) => ({ fileId, kind }))
}

export async function insertPapers(tx: Tx, subject: string, papers: readonly Paper[]): Promise<void> {
  if (papers.length === 0) return
  await tx
    .withTables<PaperTables>()
    .insertInto('paper')
    .values(papers.map(({ fileId, kind }) => ({ subject, file_id: fileId, kind })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function removePapers(tx: Tx, subject: string, papers: readonly Paper[]): Promise<void> {
  if (papers.length === 0) return
  await tx
    .withTables<PaperTables>()
    .deleteFrom('paper')
    .where('subject', '=', subject)
    .where(
      'file_id',
      'in',
      papers.map(({ fileId }) => fileId),
    )
    .execute()
}

/** How many files a buyer has, each counted once. */
export async function countKept(db: Db, buyerId: Id<'byr'>): Promise<number> {
  const { count } = await db
    .withTables<PaperTables>()
    .selectFrom('paper')
    .innerJoin('paper_case', 'paper_case.subject', 'paper.subject')
    .select((of) => of.fn.count<bigint>('paper.file_id').distinct().as('count'))
    .where('paper_case.buyer_id', '=', buyerId)
    .executeTakeFirstOrThrow()
  return Number(count)
}
