import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { withClient } from '../harness/postgres.ts'

/** One text per table: every column of every row as PostgreSQL prints it, with `bytea` in hex. */
export type Dump = ReadonlyMap<string, string>

type Query = (sql: string) => Promise<readonly Record<string, unknown>[]>

export const dumpPostgres = (url: string): Promise<Dump> =>
  withClient(url, (client) => dump(async (sql) => (await client.query<Record<string, unknown>>(sql)).rows))

/** Dumps the embedded database in a folder. The folder must not be in use. */
export async function dumpEmbedded(folder: string): Promise<Dump> {
  const db = await PGlite.create(folder)
  try {
    return await dump(async (sql) => (await db.query<Record<string, unknown>>(sql)).rows)
  } finally {
    await db.close()
  }
}

async function dump(query: Query): Promise<Dump> {
  const tables = await query(
    "select quote_ident(table_name) as name from information_schema.tables where table_schema = 'public'",
  )
  const texts = new Map<string, string>()
  for (const { name } of tables) {
    const rows = await query(`select t::text as row from ${String(name)} t`)
    texts.set(String(name), rows.map(({ row }) => String(row)).join('\n'))
  }
  return texts
}

/**
 * All files below a folder, byte for byte: the pages of the database may still contain values that its tables no longer
 * show.
 */
export function readFolder(folder: string): Dump {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  )
  return new Map(files.map((file) => [file.name, readFileSync(join(file.parentPath, file.name), 'latin1')]))
}
