import { omitUndefined, toCursor } from '@loggia/kernel'
import type { Id, PageRequest } from '@loggia/kernel'
import type { PartyTables } from '../parties/index.ts'
import { insertRows, toMoment, toTimestamptz } from '../platform/index.ts'
import type { Db, Tx } from '../platform/index.ts'
import type { Note, NoteSubjectId } from './schema.ts'
import type { NoteTables } from './tables.ts'

const withTables = (db: Pick<Db, 'withTables'>) => db.withTables<NoteTables & Pick<PartyTables, 'member'>>()

const fromRow = (row: NoteTables['note']): Note =>
  omitUndefined({
    id: row.id,
    subject: row.subject,
    text: row.text,
    authorId: row.author_id,
    writtenAt: row.written_at,
    changedAt: row.changed_at ?? undefined,
    withdrawnAt: row.withdrawn_at ?? undefined,
  })

const select = (db: Pick<Db, 'withTables'>) =>
  withTables(db).selectFrom('note').where('withdrawn_at', 'is', null)

/** Those of a subject that were not withdrawn, newest first, with the names of their authors; one more than the limit. */
export async function list(
  db: Db,
  subject: NoteSubjectId,
  { limit, after }: PageRequest,
): Promise<{ readonly note: Note; readonly author: string }[]> {
  const all = select(db)
    .innerJoin('member', 'member.id', 'note.author_id')
    .where('note.subject', '=', subject)
    .selectAll('note')
    .select('member.name as author')
  const rest = after === undefined ? all : all.where('note.id', '<', toCursor(after, 'nte'))
  const rows = await rest
    .orderBy('note.id', 'desc')
    .limit(limit + 1)
    .execute()
  return rows.map((row) => ({ note: fromRow(row), author: row.author }))
}

export async function count(db: Db, subject: NoteSubjectId): Promise<number> {
  const { notes } = await select(db)
    .where('subject', '=', subject)
    .select((of) => of.fn.countAll().as('notes'))
    .executeTakeFirstOrThrow()
  return Number(notes)
}

/** A note that was not withdrawn. Other transactions that change it wait until this one ends. */
export async function lock(tx: Tx, id: Id<'nte'>): Promise<Note | undefined> {
  const row = await select(tx).where('id', '=', id).selectAll().forUpdate().executeTakeFirst()
  return row && fromRow(row)
}

export async function getAuthor(db: Pick<Db, 'withTables'>, id: Id<'mbr'>): Promise<string> {
  const { name } = await withTables(db)
    .selectFrom('member')
    .where('id', '=', id)
    .select('name')
    .executeTakeFirstOrThrow()
  return name
}

export const insert = (tx: Tx, note: Note): Promise<void> =>
  insertRows(tx, 'note', [
    {
      id: note.id,
      subject: note.subject,
      text: note.text,
      author_id: note.authorId,
      written_at: toMoment(note.writtenAt),
      changed_at: null,
      withdrawn_at: null,
    },
  ])

export async function save(tx: Tx, { id, text, changedAt, withdrawnAt }: Note): Promise<void> {
  await withTables(tx)
    .updateTable('note')
    .set({
      text,
      changed_at: changedAt === undefined ? null : toTimestamptz(changedAt),
      withdrawn_at: withdrawnAt === undefined ? null : toTimestamptz(withdrawnAt),
    })
    .where('id', '=', id)
    .execute()
}
