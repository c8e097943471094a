import { readSystemTime } from '../config.ts'
import { changeValues, requirePrefix, fromRow, readJson, toRow } from './rows.ts'
import { fromLicenseRow, toLicenseChange, toLicenseRow } from './rows.ts'
import type { ClaimState, KnownClaim, SellerStore, StoredLicense } from './store.ts'

/**
 * The part of a `pg` Pool that is used. Any object works that sends a statement with its values and returns its rows.
 */
export type PostgresPool = {
  query(text: string, values?: unknown[]): Promise<{ readonly rows: readonly object[] }>
}

/** The options of {@link createPostgresStore}. */
export type PostgresStoreOptions = {
  /**
   * The prefix of the table names. Default: `loggia_`. With `schema.loggia_` the tables are in that schema. Use a
   * different prefix for each product that has its own server. Keep the prefix when an access key changes, or the store
   * finds nothing that was opened before.
   */
  readonly tablePrefix?: string | undefined
  /**
   * Returns real time in UTC milliseconds, for nonces. Default: the system clock. Leases use the database's own clock.
   */
  readonly now?: (() => number) | undefined
}

/** A {@link SellerStore} that can create its tables. */
export type PostgresStore = SellerStore & {
  /** Creates the tables that do not exist yet. It may be called at each start, and by several processes at once. */
  createTables(): Promise<void>
}

/**
 * Creates a {@link SellerStore} in PostgreSQL 12 or later, which any number of processes may share. Each step is one
 * statement, so any connection of a pool can run it. The store never ends the pool; the caller does.
 *
 * @example
 * const store = createPostgresStore(new pg.Pool({ connectionString: process.env.DATABASE_URL }))
 * await store.createTables()
 */
export function createPostgresStore(
  pool: PostgresPool,
  { tablePrefix = 'loggia_', now = readSystemTime }: PostgresStoreOptions = {},
): PostgresStore {
  if (typeof pool !== 'object' || pool === null || typeof pool.query !== 'function')
    throw new TypeError('createPostgresStore: pass a pool with a query function, such as new pg.Pool(…).')
  const sql = statementsOf(requirePrefix(tablePrefix))
  const send = async (text: string, values: unknown[]): Promise<readonly Record<string, unknown>[]> =>
    (await pool.query(text, values)).rows as readonly Record<string, unknown>[]

  async function claim({
    key,
    owner,
    leaseMs,
    value,
  }: Parameters<SellerStore['claim']>[0]): Promise<ClaimState> {
    for (;;) {
      const [taken] = await send(sql.claim, [key, owner, leaseMs, value])
      if (taken) return { state: 'yours', value: taken['value'] as string }
      const [row] = await send(sql.lookUp, [key])
      // The claim was released between the two statements, so try again.
      if (!row || row['state'] === 'free') continue
      const held = row['value'] as string
      if (row['state'] === 'busy') return { state: 'busy', value: held }
      return { state: 'done', value: held, result: readJson(row['result']), owner: row['owner'] as string }
    }
  }

  async function lookUp(key: string): Promise<KnownClaim | undefined> {
    const [row] = await send(sql.lookUp, [key])
    if (!row) return undefined
    const state = row['state'] as KnownClaim['state']
    const value = row['value'] as string
    return state === 'done' ? { state, value, result: readJson(row['result']) } : { state, value }
  }

  async function findLicense(licenseId: string): Promise<StoredLicense | undefined> {
    const [row] = await send(sql.findLicense, [licenseId])
    return row && fromLicenseRow(row as never)
  }

  async function addLicense(license: StoredLicense): Promise<StoredLicense> {
    const [added] = await send(sql.addLicense, Object.values(toLicenseRow(license)))
    return added ? license : ((await findLicense(license.licenseId)) ?? license)
  }

  let cleanedAtMs = now()
  /** Deletes expired nonces from time to time, without delaying the answer. */
  function clean(): void {
    if (now() - cleanedAtMs < cleanEveryMs) return
    cleanedAtMs = now()
    send(sql.forget, [cleanedAtMs]).catch(() => undefined)
  }

  return {
    claim,
    lookUp,
    extend: async ({ key, owner, leaseMs }) => (await send(sql.extend, [key, owner, leaseMs])).length > 0,
    settle: async ({ key, owner, result, change }) => {
      const kept = result === undefined ? null : JSON.stringify(result)
      const values = [key, owner, kept, change?.instanceId ?? null, ...changeValues(change ?? {})]
      return (await send(sql.settle, values)).length > 0
    },
    addInstance: async (instance) => void (await send(sql.add, Object.values(toRow(instance)))),
    changeInstance: async (change) =>
      void (await send(sql.change, [change.instanceId, ...changeValues(change)])),
    findInstances: async (ids) => (await send(sql.find, [ids])).map((row) => fromRow(row as never)),
    addLicense,
    changeLicense: async (change) => {
      const values = [...toLicenseChange(change), change.licenseId, change.from ?? null]
      return (await send(sql.changeLicense, values)).length > 0
    },
    findLicense,
    listLicenses: async ({ state, untilMs, most }) =>
      (await send(sql.listLicenses, [state, untilMs, most])).map((row) => row['license_id'] as string),
    remember: async (nonce, untilMs) => {
      clean()
      return (await send(sql.remember, [nonce, untilMs, now()])).length > 0
    },
    createTables: async () => void (await pool.query(sql.create)),
  }
}

const cleanEveryMs = 60_000

/** The assignments of a change; its five values are `$n` and following. */
const setOf = (n: number): string => `
  state = case when state = 'released' then state else coalesce($${n}::text, state) end,
  purchase = coalesce($${n + 1}::text, purchase), access = coalesce($${n + 2}::text, access),
  expires_at_ms = coalesce($${n + 3}::bigint, expires_at_ms), refusal = coalesce($${n + 4}::text, refusal)`

// An arbitrary number, the same for every process.
const creationLock = 7_160_041

const statementsOf = (prefix: string) => {
  const [claims, instances, nonces] = ['claims', 'instances', 'nonces'].map((name) => prefix + name)
  const { createLicenses, ...ofLicenses } = licenseStatementsOf(prefix)
  return {
    ...ofLicenses,
    // One block: drivers and poolers that prepare statements refuse several at once. If the statements were sent one by
    // one, they might use different connections, and each would release the lock at once.
    create: `
      do $$ begin
        perform pg_advisory_xact_lock(${creationLock});
        create table if not exists ${claims} (
          key text primary key, owner text not null, lease_until timestamptz not null, value text not null, result text
        );
        create table if not exists ${instances} (
          instance_id text primary key, facts text not null, state text not null, purchase text not null, access text,
          expires_at_ms bigint, refusal text
        );
        ${createLicenses}
        create table if not exists ${nonces} (nonce text primary key, until_ms bigint not null);
      end $$`,
    claim: `
      insert into ${claims} as held (key, owner, lease_until, value)
      values ($1, $2, clock_timestamp() + $3::float8 * interval '1 millisecond', $4)
      on conflict (key) do update set owner = excluded.owner, lease_until = excluded.lease_until
      where held.result is null and held.lease_until <= clock_timestamp()
      returning value`,
    lookUp: `
      select value, result, owner,
        case when result is not null then 'done' when lease_until > clock_timestamp() then 'busy' else 'free' end as state
      from ${claims} where key = $1`,
    extend: `
      update ${claims} set lease_until = clock_timestamp() + $3::float8 * interval '1 millisecond'
      where key = $1 and owner = $2 and result is null returning key`,
    settle: `
      with ended as (
        update ${claims} set result = $3::text, lease_until = '-infinity',
          owner = case when $3::text is null then '' else owner end
        where key = $1 and owner = $2 and ($3::text is null or result is null) returning key
      ), changed as (
        update ${instances} set ${setOf(5)} where instance_id = $4::text and exists (select 1 from ended)
      )
      select key from ended`,
    add: `
      insert into ${instances} (instance_id, facts, state, purchase, access, expires_at_ms, refusal)
      values ($1, $2, $3, $4, $5, $6, $7) on conflict (instance_id) do nothing`,
    change: `update ${instances} set ${setOf(2)} where instance_id = $1`,
    find: `select * from ${instances} where instance_id = any($1::text[])`,
    remember: `
      insert into ${nonces} as held (nonce, until_ms) values ($1, $2::bigint)
      on conflict (nonce) do update set until_ms = excluded.until_ms where held.until_ms < $3::bigint
      returning nonce`,
    forget: `delete from ${nonces} where until_ms < $1::bigint`,
  }
}

function licenseStatementsOf(prefix: string) {
  const licenses = `${prefix}licenses`
  // An index has its table's schema, so its own name has none.
  const due = `${licenses.slice(licenses.indexOf('.') + 1)}_due`
  return {
    createLicenses: `
        create table if not exists ${licenses} (
          license_id text primary key, facts text not null, state text not null, content text, due_at_ms bigint,
          failures integer not null
        );
        create index if not exists ${due} on ${licenses} (state, due_at_ms) where state in ('promised', 'made');`,
    addLicense: `
      insert into ${licenses} (license_id, facts, state, content, due_at_ms, failures)
      values ($1, $2, $3, $4, $5, $6) on conflict (license_id) do nothing returning license_id`,
    changeLicense: `
      update ${licenses} set
        state = coalesce($1::text, state), content = coalesce($2::text, content),
        due_at_ms = coalesce($3::bigint, due_at_ms), failures = coalesce($4::integer, failures)
      where license_id = $5 and ($6::text is null or state = $6::text) returning license_id`,
    findLicense: `select * from ${licenses} where license_id = $1`,
    listLicenses: `
      select license_id from ${licenses}
      where state = $1::text and state in ('promised', 'made') and due_at_ms <= $2::bigint
      order by due_at_ms limit $3::integer`,
  }
}
