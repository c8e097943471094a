// `npm run sql -- "select …"`: looks into the database of a marketplace that is not running (the embedded one in LOGGIA_DATA),
// or into the one that DATABASE_URL names. It reads only. Without a statement it lists the tables.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { FolderHeldError, lockFolder } from '@loggia/marketplace'
import pg from 'pg'
import { isAlive } from '../setup/is-alive.mjs'

const tables = `select table_name as "table", string_agg(column_name, ' ' order by ordinal_position) as columns
  from information_schema.columns where table_schema = 'public' group by table_name order by table_name`

async function withServer(url, work) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work((sql) => client.query(sql))
  } finally {
    await client.end()
  }
}

/** PGlite has no lock on its folder: beside a running server a second process would lose rows. */
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

await run(process.argv.slice(2)).catch((error) => {
  const isHeld = error instanceof FolderHeldError
  process.stderr.write(
    `${error.message}\n${isHeld ? 'A database that is in use cannot be looked into.\n' : ''}`,
  )
  process.exitCode = 1
})
