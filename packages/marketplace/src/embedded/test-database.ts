import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import pg from 'pg'
import { migrate, postgresDatabase, readMigrations } from '../platform/index.ts'
import type { Database } from '../platform/index.ts'
import { openBlank, openInMemory } from './pglite.ts'

/** A migrated database that only this test knows; closing it leaves nothing behind. */
export type TestDatabase = { readonly db: Database; close(): Promise<void> }

/** Where templates of the database are kept between runs. */
export const templateFolder = join(import.meta.dirname, '../../../../node_modules/.cache/loggia')

/** In memory, or with `postgresUrl`, the admin address of a throw-away cluster, a database of its own there. */
export async function openTestDatabase(postgresUrl?: string): Promise<TestDatabase> {
  if (postgresUrl === undefined) {
    const { db } = await openInMemory(templateFolder)
    return { db, close: () => db.close() }
  }
  const opened = await createOnCluster(postgresUrl)
  await migrate(opened.db, await readMigrations())
  return opened
}

/** The same with nothing in it yet, not even a table. */
export async function openEmptyDatabase(postgresUrl?: string): Promise<TestDatabase> {
  if (postgresUrl !== undefined) return createOnCluster(postgresUrl)
  const db = await openBlank()
  return { db, close: () => db.close() }
}

async function createOnCluster(postgresUrl: string): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`
  const admin = new pg.Client({ connectionString: postgresUrl })
  await admin.connect()
  await admin.query(`create database ${name}`)
  const url = new URL(postgresUrl)
  url.pathname = `/${name}`
  const db = postgresDatabase({ url: url.href, connections: 10, onLost: () => undefined })
  const close = async (): Promise<void> => {
    await db.close()
    await admin.query(`drop database ${name} with (force)`)
    await admin.end()
  }
  return { db, close }
}
