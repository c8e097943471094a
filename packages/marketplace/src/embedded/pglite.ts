import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { omitUndefined } from '@loggia/kernel'
import {
  createEmbeddedDatabase,
  hashMigration,
  migrate,
  pgliteParsers,
  readMigrations,
} from '../platform/index.ts'
import type { Database } from '../platform/index.ts'

const inMemory = (template?: Blob): Promise<PGlite> =>
  PGlite.create(omitUndefined({ parsers: pgliteParsers, loadDataDir: template }))

/** A database in memory without any table. */
export const openBlank = async (): Promise<Database> => createEmbeddedDatabase(await inMemory())

/** Opens or creates the database in a folder and migrates it to this version. The caller holds the folder's lock. */
export async function openEmbedded(dataDir: string): Promise<Database> {
  await mkdir(dataDir, { recursive: true })
  const db = createEmbeddedDatabase(await PGlite.create(dataDir, { parsers: pgliteParsers }))
  try {
    await migrate(db, await readMigrations())
    return db
  } catch (error) {
    await db.close()
    throw error
  }
}

/** A database in memory, migrated to this version. */
export async function openInMemory(
  cacheDir: string,
): Promise<{ readonly db: Database; readonly fromTemplate: boolean }> {
  const { pglite, fromTemplate } = await openMigrated(cacheDir)
  return { db: createEmbeddedDatabase(pglite), fromTemplate }
}

/**
 * PGlite with a database in memory, from a template that is cached by the hash of the migrations: without a template a
 * start takes seconds, with one half a second. If the folder is not writable, nothing is cached.
 */
export async function openMigrated(
  cacheDir: string,
): Promise<{ readonly pglite: PGlite; readonly fromTemplate: boolean }> {
  const migrations = await readMigrations()
  const file = join(cacheDir, `pglite-lean-${hashMigration(migrations)}.tar`)
  const kept = await readFile(file).catch(() => undefined)
  if (kept) {
    const pglite = await inMemory(new Blob([kept]))
    return { pglite, fromTemplate: true }
  }
  const pglite = await inMemory()
  await migrate(createEmbeddedDatabase(pglite), migrations)
  await dropOthers(pglite)
  await keepTemplate(pglite, file).catch(() => undefined)
  return { pglite, fromTemplate: false }
}

/** Drops the template databases: nobody creates a database here, and they are a third of what is read at each start. */
async function dropOthers(pglite: PGlite): Promise<void> {
  await pglite.exec(`update pg_database set datistemplate = false where datname <> current_database()`)
  for (const name of ['template0', 'template1']) await pglite.exec(`drop database ${name}`)
}

async function keepTemplate(pglite: PGlite, file: string): Promise<void> {
  await mkdir(join(file, '..'), { recursive: true })
  const dump = await pglite.dumpDataDir('none')
  // Test files run in parallel: each writes its own file, the rename is atomic, the last one wins.
  const own = `${file}.${process.pid}`
  await writeFile(own, Buffer.from(await dump.arrayBuffer()))
  await rename(own, file)
}
