import { readSystemTime } from '../config.ts'
import { changeValues, requirePrefix, fromRow, readJson, toRow } from './rows.ts'
import type { ClaimState, KnownClaim, SellerStore } from './store.ts'

/** What is needed of a `pg` Pool, or of anything else that sends a statement with its values and gives its rows. */
export type PostgresPool = {
  query(text: string, values?: unknown[]): Promise<{ readonly rows: readonly object[] }>
}

/** How {@link createPostgresStore} works. */
export type PostgresStoreOptions = {
  /**
   * What the tables' names begin with, `loggia_` unless told; `schema.loggia_` puts them into a schema. Another one for each product
   * whose server is of its own; it stays when an access key changes, as under another one nothing would be known of what was opened.
   */
  readonly tablePrefix?: string | undefined
  /** Real time in UTC milliseconds, for the nonces. Leases go by the database's own clock. */
  readonly now?: (() => number) | undefined
}

/** A {@link SellerStore} that can make its tables. */
export type PostgresStore = SellerStore & {
  /** Makes the tables that are not there yet; may be called at each start and by several processes at once. */
  createTables(): Promise<void>
}

/**
 * A {@link SellerStore} in PostgreSQL 12 or later, shared by as many processes as there are. Each step is one statement, so that
 * any connection of a pool may carry it out. The pool stays the caller's to end.
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
    throw new TypeError('createPostgresStore: takes a pool with a query function, such as new pg.Pool(…).')
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
      // Set free between the two statements: then it is anybody's, perhaps ours.
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

  let cleanedAtMs = now()
  /** Now and then what no longer counts is taken away, behind the answer. */
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
    remember: async (nonce, untilMs) => {
      clean()
      return (await send(sql.remember, [nonce, untilMs, now()])).length > 0
    },
    createTables: async () => void (await pool.query(sql.create)),
  }
}

const cleanEveryMs = 60_000

/** `$n` and on: the five values of a change. */
const setOf = (n: number): string => `
  state = case when state = 'released' then state else coalesce($${n}::text, state) end,
  purchase = coalesce($${n + 1}::text, purchase), access = coalesce($${n + 2}::text, access),
  expires_at_ms = coalesce($${n + 3}::bigint, expires_at_ms), refusal = coalesce($${n + 4}::text, refusal)`

// Any number will do, as long as every process takes the same one.
const creationLock = 7_160_041

const statementsOf = (prefix: string) => {
  const [claims, instances, nonces] = ['claims', 'instances', 'nonces'].map((name) => prefix + name)
  return {
    // One block: several statements at once are refused by drivers and poolers that prepare each, and sent one by one they may
    // go to several connections, of which each would let the lock go at once.
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
