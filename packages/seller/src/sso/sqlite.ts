import type { DatabaseSync } from 'node:sqlite'
import { omitUndefined } from '@loggia/kernel'
import { findKeyFaults, toKeys } from '../keys.ts'
import { createBox } from '../stores/box.ts'
import { requirePrefix } from '../stores/rows.ts'
import { createSender, openSqlite } from '../stores/sqlite-file.ts'
import type { SessionStore, StoredSession } from './session-store.ts'

/** The options of {@link createSqliteSessions}. */
export type SqliteSessionsOptions = {
  /**
   * A secret of your settings, such as `kitKey`: tokens are sealed with a key that is derived from it, so that a copy of
   * the file does not reveal them. While it changes, give both: `[new, old]`; whose session no key opens signs in again.
   */
  readonly sealedBy: string | readonly string[]
  /** The prefix of the table names. Default: `loggia_`. */
  readonly tablePrefix?: string | undefined
}

/**
 * Creates a {@link SessionStore} in a SQLite file, which may be that of {@link createSqliteStore}. Several processes on
 * one machine may share it. Throws a TypeError if `sealedBy` is missing.
 *
 * @example const sessions = createSsoSessions(sso, { store: createSqliteSessions('./seller.db', { sealedBy: kitKey }) })
 */
export function createSqliteSessions(
  file: string | DatabaseSync,
  { sealedBy, tablePrefix = 'loggia_' }: SqliteSessionsOptions,
): SessionStore {
  const [fault] = findKeyFaults('sealedBy', sealedBy, 'sealedBy is missing: a secret of your settings.')
  if (fault !== undefined) throw new TypeError(`createSqliteSessions: ${fault}`)
  const table = `${requirePrefix(tablePrefix)}sessions`
  const { db, close } = openSqlite(file, 'createSqliteSessions')
  db.exec(`create table if not exists ${table} (
    id text not null primary key, facts text not null, until_ms integer not null, taken_until_ms integer not null
  ) strict, without rowid`)
  const send = createSender(db)
  const boxes = toKeys(sealedBy).map((key) => createBox(key, 'loggia seller: sessions'))
  const seal = (facts: string, id: string): string => boxes[0]?.seal(facts, id) ?? ''
  const open = (sealed: string, id: string): string | undefined => {
    for (const box of boxes) {
      const facts = box.open(sealed, id)
      if (facts !== undefined) return facts
    }
    return undefined
  }
  return omitUndefined({
    add: async ({ id, facts, untilMs }: StoredSession, nowMs: number) => {
      send(`delete from ${table} where until_ms < ?`, [nowMs])
      send(`insert into ${table} (id, facts, until_ms, taken_until_ms) values (?, ?, ?, 0)`, [
        id,
        seal(facts, id),
        untilMs,
      ])
    },
    find: async (id: string) => {
      const [row] = send(`select facts, until_ms from ${table} where id = ?`, [id])
      const facts = row && open(String(row['facts']), id)
      return facts === undefined ? undefined : { id, facts, untilMs: Number(row?.['until_ms']) }
    },
    take: async (id: string, nowMs: number, untilMs: number) => {
      const taken = `update ${table} set taken_until_ms = ? where id = ? and taken_until_ms <= ? returning id`
      return send(taken, [untilMs, id, nowMs]).length > 0
    },
    change: async (id: string, facts: string) =>
      void send(`update ${table} set facts = ?, taken_until_ms = 0 where id = ?`, [seal(facts, id), id]),
    remove: async (id: string) => void send(`delete from ${table} where id = ?`, [id]),
    close,
  })
}
