import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import pg from 'pg'
import { hashOf, migrate, postgresDatabase, readMigrations } from '../platform/index.ts'
import type { Database } from '../platform/index.ts'
import { openBlank, openInMemory } from './pglite.ts'

/** A migrated database that only this test knows; closing it leaves nothing behind. */
export type TestDatabase = { readonly db: Database; close(): Promise<void> }

/** Where templates of the database are kept between runs. */
export const templateFolder = join(import.meta.dirname, '../../../../node_modules/.cache/loggia')

/** In memory, or with `postgresUrl`, the admin address of a throw-away cluster, a database of its own there. */
export async function openTestDatabase(postgresUrl?: string): Promise<TestDatabase> {
  if (postgresUrl !== undefined) return createOnCluster(postgresUrl, migratedTemplate)
  const { db } = await openInMemory(templateFolder)
  return { db, close: () => db.close() }
}

/** The same with nothing in it yet, not even a table. */
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
  return postgresDatabase({ url: url.href, connections: 10, onLost: () => undefined })
}

/** The database that the others of a cluster are copied from, by the hash of its migrations; whoever asks first makes it. */
async function migratedTemplate(admin: pg.Client, postgresUrl: string): Promise<string> {
  const migrations = await readMigrations()
  const name = `migrated_${hashOf(migrations)}`
  // Any fixed number: test files run side by side, and one of them makes it.
  await admin.query('select pg_advisory_lock(1618033988)')
  const { rowCount } = await admin.query('select from pg_database where datname = $1', [name])
  if (rowCount === 0) {
    // It has its name only when it is whole: who makes it may be stopped.
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
