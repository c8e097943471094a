import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises'
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

/**
 * Parameters of the engine. It clears its buffers when it is opened, 128 MB unless told, which takes a tenth of a second and
 * as much memory. A page that is not among them is read from the files, which the system keeps in memory as well.
 */
const withBuffers = (megabytes: number): string[] => [
  ...PGlite.defaultStartParams,
  '-c',
  `shared_buffers=${megabytes}MB`,
]
/** A database in memory has its files in memory too. */
const startParams = { inFolder: withBuffers(32), inMemory: withBuffers(16) }

const inMemory = (template?: Blob): Promise<PGlite> =>
  PGlite.create(
    omitUndefined({ parsers: pgliteParsers, loadDataDir: template, startParams: startParams.inMemory }),
  )

/** A database in memory without any table. */
export const openBlank = async (): Promise<Database> => createEmbeddedDatabase(await inMemory())

/** Opens or creates the database in a folder and migrates it to this version. The caller holds the folder's lock. */
export async function openEmbedded(dataDir: string): Promise<Database> {
  await mkdir(dataDir, { recursive: true })
  const db = createEmbeddedDatabase(
    await PGlite.create(dataDir, { parsers: pgliteParsers, startParams: startParams.inFolder }),
  )
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

/** Makes the database in a folder, which is closed, as small as it can be packed. */
export async function shrinkFolder(dataDir: string): Promise<void> {
  const pglite = await PGlite.create(dataDir)
  await dropOthers(pglite)
  await pglite.exec('vacuum full')
  // The log goes on in a file of its own, and nothing before it is needed.
  await pglite.exec('select pg_switch_wal()')
  await pglite.exec('checkpoint')
  const { rows } = await pglite.query<{ name: string; at: number }>(
    `select file_name as name, file_offset as at from pg_walfile_name_offset(pg_current_wal_insert_lsn())`,
  )
  await pglite.close()
  const [end] = rows
  if (end) await clearLog(join(dataDir, 'pg_wal'), end)
}

/** Room for what closing the database writes. */
const closingBytes = 256 * 1024

/** Files of the log are used again, so that they are full of what was in them. */
async function clearLog(
  folder: string,
  { name, at }: { readonly name: string; readonly at: number },
): Promise<void> {
  for (const one of await readdir(folder))
    if (/^[0-9A-F]{24}$/.test(one) && one !== name) await rm(join(folder, one))
  const content = await readFile(join(folder, name))
  await writeFile(join(folder, name), content.fill(0, at + closingBytes))
}

/** Drops the template databases: nobody creates a database here, and they are a third of what is read at each start. */
async function dropOthers(pglite: PGlite): Promise<void> {
  await pglite.exec(`update pg_database set datistemplate = false where datname <> current_database()`)
  for (const name of ['template0', 'template1']) await pglite.exec(`drop database if exists ${name}`)
}

async function keepTemplate(pglite: PGlite, file: string): Promise<void> {
  await mkdir(join(file, '..'), { recursive: true })
  const dump = await pglite.dumpDataDir('none')
  // Test files run in parallel: each writes its own file, the rename is atomic, the last one wins.
  const own = `${file}.${process.pid}`
  await writeFile(own, Buffer.from(await dump.arrayBuffer()))
  await rename(own, file)
}
