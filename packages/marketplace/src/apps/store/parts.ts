import { sql } from 'kysely'
import type { Id } from '@loggia/kernel'
import { encodeJson } from '../../platform/index.ts'
import type { Db, Tx } from '../../platform/index.ts'
import type { DueItem, SyncChange, SyncedApp, Tenant } from '../schema.ts'
import type { AppTables } from '../tables.ts'
import { isFresh } from './mirror.ts'

type Part = { readonly connectedAppId: Id<'cap'> } & (
  | { readonly key: 'enterprise'; readonly wanted: Tenant }
  | { readonly key: 'app'; readonly wanted: SyncedApp }
)

/** What sellers should know of enterprises and of their own apps. Gives how many differ from before. */
export async function put(tx: Tx, parts: readonly Part[]): Promise<number> {
  if (parts.length === 0) return 0
  const rows = parts.map(({ connectedAppId, ...rest }) => ({ ...rest, connected_app_id: connectedAppId }))
  const changed = await tx.send(sql<{ n: number }>`
    with given as (select * from jsonb_to_recordset(${encodeJson(rows)}::jsonb)
      as part (connected_app_id text, key text, wanted jsonb)),
    changed as (
      insert into app_part (connected_app_id, key, wanted) select connected_app_id, key, wanted from given
      on conflict (connected_app_id, key) do update set wanted = excluded.wanted, held_by = null
      where app_part.wanted <> excluded.wanted returning 1)
    select count(*)::int as n from changed`)
  return changed[0]?.n ?? 0
}

/** Enterprise and app are to be removed. */
export async function remove(tx: Tx, connectedAppId: Id<'cap'>): Promise<void> {
  await tx.write(
    sql`update app_part set removal = 'delete', held_by = null where connected_app_id = ${connectedAppId}`,
  )
}

/** The enterprise of a connected app, as its seller should know it. */
export async function getTenant(db: Db, connectedAppId: Id<'cap'>): Promise<Tenant> {
  const row = await select(db, connectedAppId).where('key', '=', 'enterprise').executeTakeFirstOrThrow()
  return row.wanted as Tenant
}

/** The app itself, as its seller should know it. */
export async function getApp(db: Db, connectedAppId: Id<'cap'>): Promise<SyncedApp> {
  const row = await select(db, connectedAppId).where('key', '=', 'app').executeTakeFirstOrThrow()
  return row.wanted as SyncedApp
}

const select = (db: Db, id: Id<'cap'>) =>
  db.withTables<AppTables>().selectFrom('app_part').select('wanted').where('connected_app_id', '=', id)

/** Enterprise or app, if its seller has to be told of it. */
export async function findDue(
  db: Db,
  connectedAppId: Id<'cap'>,
  key: 'enterprise' | 'app',
): Promise<(DueItem & { readonly change: SyncChange }) | undefined> {
  const row = await select(db, connectedAppId)
    .select(['change', isFresh.as('fresh')])
    .where('key', '=', key)
    .where('change', 'is not', null)
    .where('held_by', 'is', null)
    .executeTakeFirst()
  return row?.change ? { key, payload: row.wanted, change: row.change, fresh: row.fresh } : undefined
}
