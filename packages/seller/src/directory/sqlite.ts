import type { DatabaseSync } from 'node:sqlite'
import { findKeyFaults, toKeys } from '../keys.ts'
import { createBox } from '../stores/box.ts'
import { requirePrefix } from '../stores/rows.ts'
import { createSender, openSqlite } from '../stores/sqlite-file.ts'
import { createDirectory } from './directory.ts'
import type { DirectoryStore } from './directory.ts'
import { keyNames } from './entries.ts'
import type { Entry, EntryTable, Place } from './entries.ts'

/** The options of {@link createSqliteDirectory}. */
export type SqliteDirectoryOptions = {
  /**
   * A secret of your settings, such as `kitKey`: the secrets of apps are sealed with a key that is derived from it, so
   * that a copy of the file does not reveal them. While it changes, give both: `[new, old]`.
   */
  readonly sealedBy: string | readonly string[]
  /** The prefix of the table names. Default: `loggia_`. */
  readonly tablePrefix?: string | undefined
}

const purpose = 'loggia seller: secrets of apps'

/**
 * Creates a {@link DirectoryStore} in a SQLite file, which may be that of {@link createSqliteStore}. Several processes on
 * one machine may share it. Throws a TypeError if `sealedBy` is missing.
 *
 * @example const directory = createSqliteDirectory('./seller.db', { sealedBy: kitKey })
 */
export function createSqliteDirectory(
  file: string | DatabaseSync,
  { sealedBy, tablePrefix = 'loggia_' }: SqliteDirectoryOptions,
): DirectoryStore {
  const [fault] = findKeyFaults('sealedBy', sealedBy, 'sealedBy is missing: a secret of your settings.')
  if (fault !== undefined) throw new TypeError(`createSqliteDirectory: ${fault}`)
  const table = `${requirePrefix(tablePrefix)}directory`
  const { db, close } = openSqlite(file, 'createSqliteDirectory')
  db.exec(`create table if not exists ${table} (
    instance_id text not null, tenant_id text not null, kind text not null, app_id text not null, name text not null,
    facts text not null, primary key (instance_id, tenant_id, kind, app_id, name)
  ) strict, without rowid`)
  const boxes = toKeys(sealedBy).map((key) => createBox(key, purpose))
  return createDirectory({ ...openTable(db, table), close }, boxes)
}

const columns: Readonly<Record<keyof Entry, string>> = {
  instanceId: 'instance_id',
  tenantId: 'tenant_id',
  kind: 'kind',
  appId: 'app_id',
  name: 'name',
  facts: 'facts',
}

function openTable(db: DatabaseSync, table: string): EntryTable {
  const send = createSender(db)
  const where = (place: Place): readonly [string, string[]] => {
    const given = keyNames.flatMap((name) =>
      place[name] === undefined ? [] : [[name, place[name]] as const],
    )
    return [given.map(([name]) => `${columns[name]} = ?`).join(' and '), given.map(([, value]) => value)]
  }
  function inTransaction(work: () => void): void {
    db.exec('begin immediate')
    try {
      work()
      db.exec('commit')
    } catch (error) {
      db.exec('rollback')
      throw error
    }
  }
  const put = `insert into ${table} (instance_id, tenant_id, kind, app_id, name, facts) values (?, ?, ?, ?, ?, ?)
    on conflict (instance_id, tenant_id, kind, app_id, name) do update set facts = excluded.facts`
  return {
    put: async (entries) =>
      inTransaction(() => {
        for (const entry of entries) send(put, [...keyNames.map((name) => entry[name]), entry.facts])
      }),
    remove: async (places) =>
      inTransaction(() => {
        for (const place of places) {
          const [condition, values] = where(place)
          send(`delete from ${table} where ${condition}`, values)
        }
      }),
    list: async (place) => {
      const [condition, values] = where(place)
      return send(
        `select * from ${table} where ${condition} order by instance_id, tenant_id, kind, app_id, name`,
        values,
      ).map((row) => toEntry(row as Readonly<Record<string, string>>))
    },
  }
}

const toEntry = (row: Readonly<Record<string, string>>): Entry =>
  Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, row[column]])) as Entry
