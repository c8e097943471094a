import { createHash } from 'node:crypto'
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { isUniqueViolation } from './database.ts'
import type { Database } from './database.ts'
import type { PlatformTables } from './tables.ts'

/** One numbered file of `migrations/`; forward only. */
export type Migration = {
  readonly number: number
  readonly name: string
  readonly text: string
  readonly hash: string
}

const folder = join(import.meta.dirname, '..', 'migrations')
// An arbitrary fixed number: processes that migrate the same database take turns.
const turn = 'select pg_advisory_xact_lock(718281828);'

/** The migrations of this version, in their order. */
export async function readMigrations(): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}-[a-z0-9-]+\.sql$/.test(name)).sort()
  // The second of two with one number would be taken for the first, which is applied already.
  const doubled = names.find((name, at) => name.slice(0, 4) === names[at + 1]?.slice(0, 4))
  if (doubled) throw new Error(`Two migrations have the number of ${doubled}`)
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(folder, name), 'utf8')
      return {
        number: Number(name.slice(0, 4)),
        name,
        text,
        hash: createHash('sha256').update(text).digest('hex'),
      }
    }),
  )
}

/** One hash over all migrations: the key under which a ready database may be cached. */
export const hashMigration = (migrations: readonly Migration[]): string =>
  createHash('sha256')
    .update(migrations.map((m) => m.hash).join())
    .digest('hex')
    .slice(0, 16)

/**
 * Migrates the database to this version and returns how many migrations ran; several processes may run it at once.
 * Throws if the database is of a later version or an applied file was changed.
 */
export async function migrate(db: Database, migrations: readonly Migration[]): Promise<number> {
  await db.script(
    `${turn} create table if not exists migration (number int primary key, name text not null, hash text not null, applied_wall_at timestamptz not null default clock_timestamp());`,
  )
  const applied = await db
    .withTables<PlatformTables>()
    .selectFrom('migration')
    .select(['number', 'name', 'hash'])
    .execute()
  const known = new Map(migrations.map((m) => [m.number, m]))
  for (const row of applied) {
    if (!known.has(row.number))
      throw new Error(`The database was migrated by a later version (${row.name}); start that version`)
    if (known.get(row.number)?.hash !== row.hash)
      throw new Error(`Migration ${row.name} was changed after it had been applied to this database`)
  }
  let ran = 0
  for (const migration of migrations.filter((m) => !applied.some((row) => row.number === m.number)))
    ran += await apply(db, migration)
  return ran
}

async function apply(db: Database, { number, name, text, hash }: Migration): Promise<number> {
  const mark = `insert into migration (number, name, hash) values (${number}, '${name}', '${hash}');`
  try {
    await db.script(`${turn}\n${mark}\n${text}`)
    return 1
  } catch (error) {
    // Another process applied it while this one waited its turn.
    if (isUniqueViolation(error, 'migration_pkey')) return 0
    throw error
  }
}
