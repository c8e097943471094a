import { Kysely, PostgresAdapter, PostgresIntrospector } from 'kysely'
import type { DatabaseConnection, Driver } from 'kysely'
import type pg from 'pg'
import { omitUndefined } from '@loggia/kernel'
import type { TransactionDb } from './handles.ts'
import { LiteralStatesCompiler } from './literal-states.ts'
import { isOldPlan, statementNames } from './statement-names.ts'

/**
 * Plans are made once per connection, without the values: transactions look rows up by key, and PostgreSQL takes
 * longer to plan such a statement for each set of values than to execute it. Lists, whose best plan depends on the
 * values, are read outside transactions; a search says so itself.
 */
const begin = 'begin; set local plan_cache_mode = force_generic_plan'
/**
 * A plan made while tables were small reads whole tables. PostgreSQL notices the growth when it next analyses them,
 * about a minute later; until then a connection discards its plans after this many transactions, after four times as
 * many, and so on.
 */
const firstPlansLast = 4
/** Connections renew their plans at different times: all of them planning at once would delay every request. */
let connections = 0
const firstRenewal = (): number => firstPlansLast + (connections++ % (3 * firstPlansLast))

function beginOn(line: Line): string {
  line.transactions += 1
  if (line.transactions < line.renewsAt) return begin
  line.renewsAt *= 4
  return `${begin}; discard plans`
}

/** One connection that sends statements in order, without waiting for the answers in between. */
type Line = {
  readonly db: TransactionDb
  query(text: string, values?: readonly unknown[]): Promise<pg.QueryResult>
  /** Whether a transaction is open; if none is, nothing is sent. */
  open: boolean
  /** Statements of this transaction whose results are still pending. */
  readonly written: Promise<unknown>[]
  /** The error of the first statement of the transaction that failed. */
  fault: unknown
  /** Number of transactions begun, and the number at which plans are discarded. */
  transactions: number
  renewsAt: number
}

/** A broken connection as an error with a code; the driver's own has only a message. */
class ConnectionLost extends Error {
  /** PostgreSQL's `connection_failure`. */
  readonly code = '08006'
  constructor(cause: unknown) {
    super('The connection to the database was lost', { cause })
  }
}
const fromServer = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'severity' in error

const lines = new WeakMap<pg.PoolClient, Line>()

function lineOf(client: pg.PoolClient): Line {
  const known = lines.get(client)
  if (known) return known
  const write = writeTogether(client)
  const line: Line = {
    open: false,
    written: [],
    fault: undefined,
    transactions: 0,
    renewsAt: firstRenewal(),
    query(text, values) {
      write()
      const statement: pg.QueryConfig = values ? statementNames.withName(text, [...values]) : { text }
      return client.query(statement).catch((error: unknown) => {
        if (isOldPlan(error)) statementNames.renew(statement.name)
        throw fromServer(error) ? error : new ConnectionLost(error)
      })
    },
    db: {
      withTables: <T>() => handle as Kysely<T>,
      async send(statement) {
        const { sql, parameters } = statement.compile(handle)
        return (await ask(sql, parameters)).rows as never
      },
      // oxlint-disable-next-line require-await
      async write(statement) {
        const { sql, parameters } = 'sql' in statement ? statement : statement.compile(handle)
        const sent = ask(sql, parameters)
        sent.catch(() => undefined)
        line.written.push(sent)
      },
      flush: () => allWritten(line),
    },
  }
  const ask = (text: string, values: readonly unknown[]): Promise<pg.QueryResult> => {
    if (!line.open) throw new Error('The transaction of this handle is over')
    return line.query(text, values).catch((error: unknown) => {
      line.fault ??= error
      throw isAftermath(error) ? line.fault : error
    })
  }
  const handle = new Kysely<unknown>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createQueryCompiler: () => new LiteralStatesCompiler(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createDriver: () => driverOf(ask),
    },
  })
  lines.set(client, line)
  return line
}

/** Statements of one turn of the event loop are written to the socket at once: each write may wake the server. */
function writeTogether(client: pg.PoolClient): () => void {
  const { stream } = client.connection
  let held = false
  return () => {
    if (held) return
    held = true
    stream.cork()
    setImmediate(() => {
      held = false
      stream.uncork()
    })
  }
}

/**
 * PostgreSQL's in_failed_sql_transaction: an earlier statement failed and carries the reason. The same holds for
 * invalid_sql_statement_name, when the statement that should have prepared the name came after the fault.
 */
const isAftermath = (error: unknown): boolean =>
  typeof error === 'object' &&
  error !== null &&
  'code' in error &&
  (error.code === '25P02' || error.code === '26000')

/** Waits for the pending statements of a line; throws the first fault. */
async function allWritten({ written }: Line): Promise<void> {
  for (const ended of await Promise.allSettled(written)) if (ended.status === 'rejected') throw ended.reason
}

const changing = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE'])

function driverOf(ask: (text: string, values: readonly unknown[]) => Promise<pg.QueryResult>): Driver {
  const none = (): Promise<void> => Promise.resolve()
  const connection: DatabaseConnection = {
    async executeQuery({ sql, parameters }) {
      const { command, rowCount, rows } = await ask(sql, parameters)
      return omitUndefined({
        rows: rows ?? [],
        numAffectedRows: changing.has(command) ? BigInt(rowCount ?? 0) : undefined,
      })
    },
    // oxlint-disable-next-line require-yield
    async *streamQuery() {
      throw new Error('A transaction does not stream')
    },
  }
  return {
    init: none,
    acquireConnection: () => Promise.resolve(connection),
    beginTransaction: none,
    commitTransaction: none,
    rollbackTransaction: none,
    releaseConnection: none,
    destroy: none,
  }
}

/** Runs `work` and waits for its pending statements, also if it failed. */
async function workOn<T>(line: Line, work: (db: TransactionDb) => Promise<T>): Promise<T> {
  line.written.length = 0
  line.fault = undefined
  try {
    const result = await work(line.db)
    await allWritten(line)
    return result
  } finally {
    await Promise.allSettled(line.written)
  }
}

/** Runs `work` in a transaction on a pooled connection; a connection on which the rollback failed is closed. */
export async function runInTransaction<T>(
  pool: pg.Pool,
  work: (db: TransactionDb) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  const line = lineOf(client)
  let broken = false
  try {
    line.open = true
    // Its answer is awaited at the end: the first statement is sent right behind it.
    const begun = line.query(beginOn(line))
    begun.catch((error: unknown) => {
      line.fault ??= error
    })
    const result = await workOn(line, work)
    line.open = false
    await begun
    const { command } = await line.query('commit')
    // PostgreSQL answers ROLLBACK to a commit if a statement has failed.
    if (command !== 'COMMIT') throw new Error('A statement of this transaction failed and nobody was told')
    return result
  } catch (error) {
    line.open = false
    await line.query('rollback').catch(() => {
      broken = true
    })
    throw error
  } finally {
    client.release(broken)
  }
}
