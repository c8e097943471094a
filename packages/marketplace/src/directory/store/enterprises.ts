import { sql } from 'kysely'
import { omitUndefined, toCursor } from '@loggia/kernel'
import type { Id, Instant, PageRequest } from '@loggia/kernel'
import { toTimestamptz } from '../../platform/index.ts'
import type { Db, Tx } from '../../platform/index.ts'
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
export async function lock(tx: Tx, id: Id<'ent'>): Promise<Enterprise | undefined> {
  const row = await select(tx).where('id', '=', id).forNoKeyUpdate().executeTakeFirst()
  return row && fromRow(row)
}

/** The same, unless somebody else has locked it; false then. */
export async function lockUnlessBusy(tx: Tx, id: Id<'ent'>): Promise<boolean> {
  const row = await select(tx).where('id', '=', id).forNoKeyUpdate().skipLocked().executeTakeFirst()
  return row !== undefined
}

export async function list(db: Db, buyerId: Id<'byr'>, { limit, after }: PageRequest): Promise<Enterprise[]> {
  let query = select(db).where('buyer_id', '=', buyerId)
  if (after !== undefined) query = query.where('id', '<', toCursor(after, 'ent'))
  return (
    await query
      .orderBy('id', 'desc')
      .limit(limit + 1)
      .execute()
  ).map(fromRow)
}

/** Of a buyer. */
export async function countActive(db: Db, buyerId: Id<'byr'>): Promise<number> {
  const row = await db
    .withTables<DirectoryTables>()
    .selectFrom('enterprise')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('buyer_id', '=', buyerId)
    .where('state', '=', 'active')
    .executeTakeFirstOrThrow()
  return row.count
}

/** False if the tenant code is taken. */
export async function insert(tx: Tx, of: Enterprise): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .withTables<DirectoryTables>()
    .insertInto('enterprise')
    .values({
      id: of.id,
      buyer_id: of.buyerId,
      tenant_id: of.tenantId,
      tenant_code: of.tenantCode,
      name: of.name,
      state: of.state,
      next_code: firstCode,
      created_at: toTimestamptz(of.createdAt),
      dissolved_at: null,
    })
    .onConflict((conflict) => conflict.column('tenant_code').doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}
const firstCode = 10_001

export async function rename(tx: Tx, id: Id<'ent'>, name: string): Promise<void> {
  await tx
    .withTables<DirectoryTables>()
    .updateTable('enterprise')
    .set({ name })
    .where('id', '=', id)
    .execute()
}

export async function markDissolved(tx: Tx, id: Id<'ent'>, at: Instant): Promise<void> {
  await tx
    .withTables<DirectoryTables>()
    .updateTable('enterprise')
    .set({ state: 'dissolved', dissolved_at: toTimestamptz(at) })
    .where('id', '=', id)
    .execute()
}

/** Takes so many numbers for codes of departments; gives the first. */
export async function takeCodes(tx: Tx, id: Id<'ent'>, count: number): Promise<number> {
  const [row] = await tx.send(sql<{ first: number }>`
    update enterprise set next_code = next_code + ${count}::integer where id = ${id}
    returning next_code - ${count}::integer as first`)
  if (!row) throw new Error(`There is no enterprise ${id}`)
  return row.first
}

export type Counts = {
  readonly departments: number
  readonly people: number
  readonly disabled: number
  readonly groups: number
}

/** Of each of these enterprises; of people, those who have not left. */
export async function count(db: Db, ids: readonly Id<'ent'>[]): Promise<ReadonlyMap<Id<'ent'>, Counts>> {
  const { rows } = await sql<Counts & { id: Id<'ent'> }>`
    select e.id,
      (select count(*)::int from department d where d.enterprise_id = e.id) as departments,
      (select count(*)::int from person_group g where g.enterprise_id = e.id) as groups,
      p.people, p.disabled
    from enterprise e, lateral (select count(*)::int as people, (count(*) filter (where state = 'disabled'))::int as disabled
      from person where enterprise_id = e.id and state <> 'left') p
    where e.id = any(${[...ids]}::text[])`.execute(db.withTables<DirectoryTables>())
  return new Map(rows.map(({ id, ...counts }) => [id, counts]))
}
