// Reports the content of the database: number of rows by table and kind.
import pg from 'pg'

/** Columns whose values are kinds of rows. */
const kindColumns = [
  'state',
  'kind',
  'cause',
  'protocol',
  'breaker',
  'interface_class',
  'verification',
  'level',
  'operation',
]

/** Prints the rows of the one test database of the cluster; returns its name. */
export async function reportRows(adminUrl) {
  const admin = await connect(adminUrl)
  const { rows } = await admin.query("select datname from pg_database where datname like 'test\\_%'")
  await admin.end()
  const url = new URL(adminUrl)
  url.pathname = `/${rows[0].datname}`
  const client = await connect(url.href)
  const tables = await client.query(
    `select table_name as name, array_agg(column_name::text) as columns from information_schema.columns
     where table_schema = 'public' group by 1 order by 1`,
  )
  for (const { name, columns } of tables.rows) await report(client, name, columns)
  await client.end()
  return rows[0].datname
}

async function report(client, name, columns) {
  const { rows } = await client.query(`select count(*)::int as count from "${name}"`)
  const parts = [`${name}: ${rows[0].count}`]
  for (const column of columns.filter((one) => kindColumns.includes(one))) {
    const kinds = await client.query(
      `select "${column}"::text as kind, count(*)::int as count from "${name}" group by 1 order by 1`,
    )
    if (kinds.rows.every(({ kind }) => (kind ?? '').length < 60))
      parts.push(`  ${column}: ${kinds.rows.map(({ kind, count }) => `${kind} ${count}`).join(', ')}`)
  }
  process.stdout.write(`${parts.join('\n')}\n`)
}

async function connect(connectionString) {
  const client = new pg.Client({ connectionString })
  await client.connect()
  return client
}
