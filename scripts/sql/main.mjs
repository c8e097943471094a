// `npm run sql -- "select …"`: queries the database of a marketplace that is not running (the embedded one in
// LOGGIA_DATA), or the one in DATABASE_URL. Read-only: one statement, in a read-only transaction. Without a statement
// it lists the tables.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { FolderHeldError, lockFolder } from '@loggia/marketplace'
import pg from 'pg'
import { isAlive } from '../setup/is-alive.mjs'

const tables = `select table_name as "table", string_agg(column_name, ' ' order by ordinal_position) as columns
  from information_schema.columns where table_schema = 'public' group by table_name order by table_name`

async function withServer(url, work) {
  const client = new pg.Client({ connectionString: url, options: '-c default_transaction_read_only=on' })
  await client.connect()
  try {
    // The simple protocol would accept several statements, the first of which could end the read-only transaction.
    return await work((text) => client.query({ text, queryMode: 'extended' }))
  } finally {
    await client.end()
  }
}

/** PGlite has no lock of its own: with a running server on the same folder, rows would be lost. */
async function withFolder(folder, work) {
  if (!existsSync(join(folder, 'database')))
    throw new Error(`There is no database in ${folder}. LOGGIA_DATA names another folder.`)
  const holder = { pid: process.pid, since: new Date().toISOString(), address: 'npm run sql' }
  const lock = await lockFolder(folder, holder, isAlive)
  try {
    const db = await PGlite.create(join(folder, 'database'))
    return await work((sql) => db.query(sql)).finally(() => db.close())
  } finally {
    await lock.release()
  }
}

const open = process.env.DATABASE_URL
  ? (work) => withServer(process.env.DATABASE_URL, work)
  : (work) => withFolder(process.env.LOGGIA_DATA ?? '.loggia', work)

const asText = (_, value) => (typeof value === 'bigint' ? String(value) : value)

async function run([statement = tables]) {
  const { rows } = await open(async (query) => {
    await query('begin read only')
    return query(statement).finally(() => query('rollback'))
  })
  for (const row of rows) process.stdout.write(`${JSON.stringify(row, asText)}\n`)
  process.stderr.write(`${rows.length} ${rows.length === 1 ? 'row' : 'rows'}\n`)
}

/** Identified by `routine`, since the message is in the language of the server. */
const isOfSeveral = ({ code, routine }) => code === '42601' && routine === 'exec_parse_message'

function explain(error) {
  if (error instanceof FolderHeldError)
    return `${error.message}\nA database that is in use cannot be looked into.\n`
  if (isOfSeveral(error)) return 'Only one statement at a time is run; none of these was.\n'
  return `${error.message}\n`
}

await run(process.argv.slice(2)).catch((error) => {
  process.stderr.write(explain(error))
  process.exitCode = 1
})
