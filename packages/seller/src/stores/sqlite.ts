import type { DatabaseSync } from 'node:sqlite'
import { readSystemTime } from '../config.ts'
import { changeValues, requirePrefix, fromRow, readJson, toRow } from './rows.ts'
import { fromLicenseRow, toLicenseChange, toLicenseRow } from './rows.ts'
import { createSender, openSqlite } from './sqlite-file.ts'
import type {
  Claim,
  ClaimState,
  KnownClaim,
  LicenseChange,
  SellerStore,
  Settlement,
  StoredLicense,
} from './store.ts'

export { createSqliteDirectory } from '../directory/sqlite.ts'
export type { SqliteDirectoryOptions } from '../directory/sqlite.ts'
export { createSqliteSessions } from '../sso/sqlite.ts'
export type { SqliteSessionsOptions } from '../sso/sqlite.ts'

/** The options of {@link createSqliteStore}. */
export type SqliteStoreOptions = {
  /**
   * The prefix of the table names. Default: `loggia_`. Use a different prefix for each product that has its own server.
   * Keep the prefix when an access key changes, or the store finds nothing that was opened before.
   */
  readonly tablePrefix?: string | undefined
  /** Returns real time in UTC milliseconds. Default: the system clock. */
  readonly now?: (() => number) | undefined
}

/**
 * Creates a {@link SellerStore} in a SQLite file, for a seller on one machine; several processes there may share the
 * file. Pass the path of the file, which the store opens and closes, or an open database, which the caller closes. The
 * tables are created if they do not exist. A new file is readable by its owner only, because it holds who bought what
 * and how they get in.
 *
 * @example const store = createSqliteStore('./seller.db')
 */
export function createSqliteStore(
  file: string | DatabaseSync,
  { tablePrefix = 'loggia_', now = readSystemTime }: SqliteStoreOptions = {},
): SellerStore {
  const prefix = requirePrefix(tablePrefix)
  const { db, close } = openSqlite(file, 'createSqliteStore')
  db.exec(creationOf(prefix))
  const store = openStore(db, prefix, now)
  return close ? { ...store, close } : store
}

/** Creates the store on existing tables. */
function openStore(db: DatabaseSync, prefix: string, now: () => number): SellerStore {
  const sql = statementsOf(prefix)
  const send = createSender(db)

  function claim({ key, owner, leaseMs, value }: Claim): ClaimState {
    // One statement takes the claim or does not. If the claim is released before the next statement, this call still
    // answers `busy`, and the next call takes it.
    const [taken] = send(sql.claim, [key, owner, now() + leaseMs, value, now()])
    if (taken) return { state: 'yours', value: taken['value'] as string }
    const [row] = send(sql.lookUp, [key])
    if (typeof row?.['result'] !== 'string')
      return { state: 'busy', value: (row?.['value'] ?? value) as string }
    const { value: held, result, owner: by } = row as { value: string; result: string; owner: string }
    return { state: 'done', value: held, result: readJson(result), owner: by }
  }

  function lookUp(key: string): KnownClaim | undefined {
    const [row] = send(sql.lookUp, [key])
    if (!row) return undefined
    const value = row['value'] as string
    if (row['result'] !== null) return { state: 'done', value, result: readJson(row['result']) }
    return { state: Number(row['lease_until_ms']) > now() ? 'busy' : 'free', value }
  }

  function settle({ key, owner, result, change }: Settlement): boolean {
    const kept = result === undefined ? null : JSON.stringify(result)
    db.exec('begin immediate')
    try {
      const isEnded = send(sql.settle, [kept, key, owner]).length > 0
      if (isEnded && change) send(sql.change, [...changeValues(change), change.instanceId])
      db.exec('commit')
      return isEnded
    } catch (error) {
      db.exec('rollback')
      throw error
    }
  }

  function findLicense(licenseId: string): StoredLicense | undefined {
    const [row] = send(sql.findLicense, [licenseId])
    return row && fromLicenseRow(row as never)
  }

  function addLicense(license: StoredLicense): StoredLicense {
    send(sql.addLicense, Object.values(toLicenseRow(license)))
    return findLicense(license.licenseId) ?? license
  }

  const changeLicense = (change: LicenseChange): boolean =>
    send(sql.changeLicense, [...toLicenseChange(change), change.licenseId, change.from ?? null]).length > 0

  let cleanedAtMs = now()
  function remember(nonce: string, untilMs: number): boolean {
    if (now() - cleanedAtMs >= cleanEveryMs) {
      cleanedAtMs = now()
      send(sql.forget, [cleanedAtMs])
    }
    return send(sql.remember, [nonce, untilMs, now()]).length > 0
  }

  return {
    claim: async (asked) => claim(asked),
    lookUp: async (key) => lookUp(key),
    extend: async ({ key, owner, leaseMs }) => send(sql.extend, [now() + leaseMs, key, owner]).length > 0,
    settle: async (settlement) => settle(settlement),
    addInstance: async (instance) => void send(sql.add, Object.values(toRow(instance))),
    changeInstance: async (change) => void send(sql.change, [...changeValues(change), change.instanceId]),
    findInstances: async (ids) => send(sql.find, [JSON.stringify(ids)]).map((row) => fromRow(row as never)),
    addLicense: async (license) => addLicense(license),
    changeLicense: async (change) => changeLicense(change),
    findLicense: async (licenseId) => findLicense(licenseId),
    listLicenses: async ({ state, untilMs, most }) =>
      send(sql.listLicenses, [state, untilMs, most]).map((row) => row['license_id'] as string),
    remember: async (nonce, untilMs) => remember(nonce, untilMs),
  }
}

const cleanEveryMs = 60_000

const creationOf = (prefix: string): string => `
  create table if not exists ${prefix}claims (
    key text primary key, owner text not null, lease_until_ms real not null, value text not null, result text
  ) strict;
  create table if not exists ${prefix}instances (
    instance_id text primary key, facts text not null, state text not null, purchase text not null, access text,
    expires_at_ms integer, refusal text
  ) strict;
  create table if not exists ${prefix}licenses (
    license_id text primary key, facts text not null, state text not null, content text, due_at_ms integer,
    failures integer not null
  ) strict;
  create index if not exists ${prefix}licenses_due on ${prefix.replace(/^.*\./, '')}licenses (state, due_at_ms)
    where state in ('promised', 'made');
  create table if not exists ${prefix}nonces (nonce text primary key, until_ms integer not null) strict`

const statementsOf = (prefix: string) => ({
  claim: `
    insert into ${prefix}claims (key, owner, lease_until_ms, value) values (?, ?, ?, ?)
    on conflict (key) do update set owner = excluded.owner, lease_until_ms = excluded.lease_until_ms
    where result is null and lease_until_ms <= ?
    returning value`,
  lookUp: `select value, result, owner, lease_until_ms from ${prefix}claims where key = ?`,
  extend: `
    update ${prefix}claims set lease_until_ms = ? where key = ? and owner = ? and result is null returning key`,
  settle: `
    update ${prefix}claims set result = ?1, lease_until_ms = 0, owner = case when ?1 is null then '' else owner end
    where key = ?2 and owner = ?3 and (?1 is null or result is null) returning key`,
  add: `
    insert into ${prefix}instances (instance_id, facts, state, purchase, access, expires_at_ms, refusal)
    values (?, ?, ?, ?, ?, ?, ?) on conflict (instance_id) do nothing`,
  change: `
    update ${prefix}instances set
      state = case when state = 'released' then state else coalesce(?, state) end,
      purchase = coalesce(?, purchase), access = coalesce(?, access),
      expires_at_ms = coalesce(?, expires_at_ms), refusal = coalesce(?, refusal)
    where instance_id = ?`,
  find: `select * from ${prefix}instances where instance_id in (select value from json_each(?))`,
  addLicense: `
    insert into ${prefix}licenses (license_id, facts, state, content, due_at_ms, failures)
    values (?, ?, ?, ?, ?, ?) on conflict (license_id) do nothing`,
  changeLicense: `
    update ${prefix}licenses set
      state = coalesce(?1, state), content = coalesce(?2, content), due_at_ms = coalesce(?3, due_at_ms),
      failures = coalesce(?4, failures)
    where license_id = ?5 and (?6 is null or state = ?6) returning license_id`,
  findLicense: `select * from ${prefix}licenses where license_id = ?`,
  listLicenses: `
    select license_id from ${prefix}licenses
    where state = ? and state in ('promised', 'made') and due_at_ms <= ? order by due_at_ms limit ?`,
  remember: `
    insert into ${prefix}nonces (nonce, until_ms) values (?, ?)
    on conflict (nonce) do update set until_ms = excluded.until_ms where ${prefix}nonces.until_ms < ?
    returning nonce`,
  forget: `delete from ${prefix}nonces where until_ms < ?`,
})
