import { randomBytes } from 'node:crypto'
import pg from 'pg'

export type OwnDatabase = { readonly url: string; drop(): Promise<void> }

/** A database of its own on the cluster whose administrator's address is given. */
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
