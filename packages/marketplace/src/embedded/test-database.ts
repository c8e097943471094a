import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { PGlite } from '@electric-sql/pglite'
import { sql } from 'kysely'
import pg from 'pg'
import {
  createEmbeddedDatabase,
  hashMigration,
  migrate,
  createPostgresDatabase,
  readMigrations,
} from '../platform/index.ts'
import type { Database } from '../platform/index.ts'
import { keepState } from './kept-state.ts'
import type { KeptState } from './kept-state.ts'
import { openBlank, openMigrated } from './pglite.ts'

/** A migrated database for one test; closing it leaves nothing behind. */
export type TestDatabase = { readonly db: Database; close(): Promise<void> }

/** Folder of the cached database templates. */
export const templateFolder = join(import.meta.dirname, '../../../../node_modules/.cache/loggia')

/** In memory; with `postgresUrl`, the admin URL of a disposable cluster, a new database there. */
export async function openTestDatabase(postgresUrl?: string): Promise<TestDatabase> {
  if (postgresUrl !== undefined) return createOnCluster(postgresUrl, migratedTemplate)
  return lend(resting.pop() ?? (await openReusable()))
}

/**
 * A database that the next test of this process gets: starting the embedded engine takes half a second, emptying it a
 * fiftieth of that.
 */
type Reusable = {
  readonly pglite: PGlite
  readonly db: Database
  readonly state: KeptState
  readonly schema: string
}
const resting: Reusable[] = []

async function openReusable(): Promise<Reusable> {
  const { pglite } = await openMigrated(templateFolder)
  const db = createEmbeddedDatabase(pglite)
  const state = await keepState(db)
  return { pglite, db, state, schema: await readSchema(db) }
}

/** Lends the database to one test: work that a test leaves running must not write into the next one's. */
function lend(reusable: Reusable): TestDatabase {
  let isOpen = true
  const { pglite, db } = reusable
  const lent: Database = {
    ...createEmbeddedDatabase(refuseWhen(() => !isOpen, pglite)),
    async close() {
      isOpen = false
      await db.close()
    },
  }
  return {
    db: lent,
    async close() {
      if (!isOpen) return
      isOpen = false
      if (await isAsNew(reusable)) resting.push(reusable)
      else await db.close()
    },
  }
}

/** The proxy around the engine refuses, so that handles taken earlier stop working too. */
const refuseWhen = (isOver: () => boolean, pglite: PGlite): PGlite =>
  new Proxy(pglite, {
    get(engine, name) {
      if (isOver()) throw new Error('This test database is closed')
      const member: unknown = Reflect.get(engine, name, engine)
      return typeof member === 'function' ? (member.bind(engine) as unknown) : member
    },
  })

/** Restores rows only: a database that a test changed in other ways is closed. */
async function isAsNew({ db, state, schema }: Reusable): Promise<boolean> {
  try {
    if ((await readSchema(db)) !== schema) return false
    await state.restore()
    await sql`select pg_advisory_unlock_all()`.execute(db.withTables<unknown>())
    return true
  } catch {
    return false
  }
}

/**
 * A digest of tables, columns, defaults, constraints, triggers, functions and session settings. A changed default
 * counts, since it gets a new oid.
 */
async function readSchema(db: Database): Promise<string> {
  const { rows } = await sql<{ schema: string }>`
    select concat_ws(' ',
      (select md5(string_agg(concat_ws(' ', oid, relname, relnatts, relhastriggers), ',' order by oid)) from pg_class
        where relkind <> 't'),
      (select md5(string_agg(concat_ws(' ', oid, tgenabled), ',' order by oid)) from pg_trigger),
      (select md5(string_agg(concat_ws(' ', oid, conname), ',' order by oid)) from pg_constraint),
      (select md5(string_agg(concat_ws(' ', oid, prosrc), ',' order by oid)) from pg_proc),
      (select md5(string_agg(concat_ws(' ', name, setting), ',' order by name)) from pg_settings
        where source = 'session'),
      (select md5(string_agg(concat_ws(' ', attrelid, attname, atttypid, attnotnull, attidentity), ',' order by attrelid, attnum))
        from pg_attribute),
      (select md5(string_agg(oid::text, ',' order by oid)) from pg_attrdef)
    ) as schema`.execute(db.withTables<unknown>())
  return rows[0]?.schema ?? ''
}

/** Like {@link openTestDatabase}, without any table. */
export async function openEmptyDatabase(postgresUrl?: string): Promise<TestDatabase> {
  if (postgresUrl !== undefined) return createOnCluster(postgresUrl, () => Promise.resolve('template0'))
  const db = await openBlank()
  return { db, close: () => db.close() }
}

async function createOnCluster(
  postgresUrl: string,
  templateOf: (admin: pg.Client, postgresUrl: string) => Promise<string>,
): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`
  const admin = new pg.Client({ connectionString: postgresUrl })
  await admin.connect()
  const template = await templateOf(admin, postgresUrl)
  await admin.query(`create database ${name} template ${template} strategy file_copy`)
  const db = openNamed(postgresUrl, name)
  const close = async (): Promise<void> => {
    await db.close()
    await admin.query(`drop database ${name} with (force)`)
    await admin.end()
  }
  return { db, close }
}

function openNamed(postgresUrl: string, name: string): Database {
  const url = new URL(postgresUrl)
  url.pathname = `/${name}`
  return createPostgresDatabase({ url: url.href, connections: 10, onLost: () => undefined })
}

/**
 * The database that others of the cluster are copied from, by the hash of its migrations; the first caller creates it.
 */
async function migratedTemplate(admin: pg.Client, postgresUrl: string): Promise<string> {
  const migrations = await readMigrations()
  const name = `migrated_${hashMigration(migrations)}`
  // An arbitrary fixed number: of test files that run in parallel, one creates the template.
  await admin.query('select pg_advisory_lock(1618033988)')
  const { rowCount } = await admin.query('select from pg_database where datname = $1', [name])
  if (rowCount === 0) {
    // Renamed when it is complete, since the creating process may be stopped.
    const unfinished = `unfinished_${randomBytes(6).toString('hex')}`
    await admin.query(`create database ${unfinished}`)
    const db = openNamed(postgresUrl, unfinished)
    await migrate(db, migrations)
    await db.close()
    await admin.query(`alter database ${unfinished} rename to ${name}`)
  }
  await admin.query('select pg_advisory_unlock(1618033988)')
  return name
}
