import { sql } from 'kysely'
import { omitUndefined } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type { Db } from '../../platform/index.ts'
import type { Department } from '../schema.ts'
import type { DirectoryTables } from '../tables.ts'

const columns = ['id', 'enterprise_id', 'code', 'name', 'parent_id', 'depth'] as const
type Row = Pick<DirectoryTables['department'], (typeof columns)[number]>

const fromRow = (row: Row): Department =>
  omitUndefined({
    id: row.id,
    enterpriseId: row.enterprise_id,
    code: row.code,
    name: row.name,
    parentId: row.parent_id ?? undefined,
    depth: row.depth,
  })

const select = (db: Db) => db.withTables<DirectoryTables>().selectFrom('department').select(columns)

/** All of an enterprise, parents first. */
export async function listAll(db: Db, enterpriseId: Id<'ent'>): Promise<Department[]> {
  const rows = await select(db).where('enterprise_id', '=', enterpriseId).orderBy('path').execute()
  return rows.map(fromRow)
}

export async function findAll(
  db: Db,
  enterpriseId: Id<'ent'>,
  ids: readonly Id<'dpt'>[],
): Promise<Department[]> {
  const rows = await select(db)
    .where('enterprise_id', '=', enterpriseId)
    .where('id', '=', sql<Id<'dpt'>>`any(${[...ids]}::text[])`)
    .orderBy('path')
    .execute()
  return rows.map(fromRow)
}
