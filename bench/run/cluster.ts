import { randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'

const leaveWithinMs = 3000

/** Counters of the database server since the previous reading. */
export type ServerCounts = { readonly commits: number; readonly walSyncs: number; readonly walBytes: number }
export type OwnDatabase = {
  readonly url: string
  query<T extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<T[]>
  /** Updates planner statistics and writes dirty pages: every contender starts from the same state. */
  rest(): Promise<void>
  counts(): Promise<ServerCounts>
  drop(): Promise<void>
}

/** Creates a database on the cluster with this admin URL. */
export async function createDatabase(adminUrl: string): Promise<OwnDatabase> {
  const name = `bench_${randomBytes(6).toString('hex')}`
  const admin = await connect(adminUrl)
  await admin.query(`create database ${name}`)
  const url = new URL(adminUrl)
  url.pathname = `/${name}`
  const client = await connect(url.href)
  return {
    url: url.href,
    query: async (text, values = []) => (await client.query(text, [...values])).rows as never,
    async rest() {
      await client.query('vacuum (analyze)')
      await client.query('checkpoint')
      // Flushes the statistics of these connections now, not during the measurement.
      for (const one of [client, admin]) await one.query('select pg_stat_force_next_flush()')
    },
    async counts() {
      await untilAlone(client)
      const { rows } = await admin.query(
        `select d.xact_commit::float8 as commits, w.wal_sync::float8 as "walSyncs", w.wal_bytes::float8 as "walBytes"
         from pg_stat_database d, pg_stat_wal w where d.datname = $1`,
        [name],
      )
      return rows[0] as ServerCounts
    },
    async drop() {
      await client.end()
      await admin.query(`drop database ${name} with (force)`)
      await admin.end()
    },
  }
}

/** The counts of a connection are complete once it is gone, a moment after its process. */
async function untilAlone(client: pg.Client): Promise<void> {
  for (const from = performance.now(); performance.now() - from < leaveWithinMs; await pause(20)) {
    const { rowCount } = await client.query(
      `select from pg_stat_activity where datname = current_database() and backend_type = 'client backend'
         and pid <> pg_backend_pid()`,
    )
    if (rowCount === 0) return
  }
}

export async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return client
}

/** Ids of the database server's processes, except the one that answers. */
export async function listBackends(database: OwnDatabase): Promise<number[]> {
  const rows = await database.query<{ pid: number }>(
    'select pid from pg_stat_activity where pid <> pg_backend_pid()',
  )
  return rows.map(({ pid }) => pid)
}
