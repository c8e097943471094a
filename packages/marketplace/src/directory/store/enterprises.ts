import { omitUndefined } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type { Db } from '../../platform/index.ts'
import type { Enterprise } from '../schema.ts'
import type { DirectoryTables } from '../tables.ts'

const fromRow = (row: DirectoryTables['enterprise']): Enterprise =>
  omitUndefined({
    id: row.id,
    buyerId: row.buyer_id,
    tenantId: row.tenant_id,
    tenantCode: row.tenant_code,
    name: row.name,
    state: row.state,
    createdAt: row.created_at,
    dissolvedAt: row.dissolved_at ?? undefined,
  })

const select = (db: Db) => db.withTables<DirectoryTables>().selectFrom('enterprise').selectAll()

export async function find(db: Db, id: Id<'ent'>): Promise<Enterprise | undefined> {
  const row = await select(db).where('id', '=', id).executeTakeFirst()
  return row && fromRow(row)
}

/** Whatever changes an enterprise or anything in it locks it first, so that such changes take turns. */
export async function lock(db: Db, id: Id<'ent'>): Promise<Enterprise | undefined> {
  const row = await select(db).where('id', '=', id).forNoKeyUpdate().executeTakeFirst()
  return row && fromRow(row)
}
