import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { findPostgresBin } from '../../scripts/test/needs.mjs'
import { startPostgres } from '../../scripts/test/postgres.mjs'
import { findQuietPorts } from './ports.ts'

export type OwnDatabase = { readonly url: string; drop(): Promise<void> }

/** Creates a separate database on the cluster with this administrator's address. */
export async function createDatabase(adminUrl: string): Promise<OwnDatabase> {
  const name = `e2e_${randomBytes(6).toString('hex')}`
  await withClient(adminUrl, (client) => client.query(`create database ${name}`))
  const url = new URL(adminUrl)
  url.pathname = `/${name}`
  return {
    url: url.href,
    drop: () =>
      withClient(adminUrl, async (client) => void (await client.query(`drop database ${name} with (force)`))),
  }
}

export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** Whether this machine can start its own PostgreSQL. */
export const hasPostgres = (): boolean => findPostgresBin() !== undefined

export type OwnCluster = {
  readonly url: string
  /** Ends it like a crash; resolves when it is running again. */
  crash(): Promise<void>
  stop(): void
}

/** Starts a separate PostgreSQL that may be killed. */
export async function startCluster(): Promise<OwnCluster> {
  const bin = findPostgresBin()
  if (bin === undefined)
    throw new Error(
      'No PostgreSQL 15 or newer was found: install it, or name the folder of initdb and pg_ctl in POSTGRES_BIN.',
    )
  const [port] = await findQuietPorts(1)
  return startPostgres(bin, port)
}
